package jinye.office.archives.arrangement;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import jinye.kernel.Actor;
import jinye.office.archives.items.ItemTable;
import jinye.platform.directory.Directory;
import jinye.platform.papers.Papers;
import jinye.platform.papers.Sheet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What is printed: 归档文件目录, 归档移交清单, 盒脊 and 备考表, with the fields of DA/T 22-2015. */
@Component
@Transactional(readOnly = true)
class Catalogues {

    private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern("yyyy年M月d日");

    private final JdbcClient database;
    private final Directory directory;
    private final Boxes boxes;
    private final ArrangementBatches batches;
    private final Papers papers;

    Catalogues(JdbcClient database, Directory directory, Boxes boxes, ArrangementBatches batches, Papers papers) {
        this.database = database;
        this.directory = directory;
        this.boxes = boxes;
        this.batches = batches;
        this.papers = papers;
    }

    byte[] ofClass(Actor actor, int year, String retention, String classCode) {
        actor.require("archives.file");
        var entries = database.sql("""
                        select i.*, (select coalesce(sum(c.pages), 0) from archives.component c where c.item = i.id) as pages
                        from archives.item_now i
                        where i.unit = ? and i.year = ? and i.retention = ? and i.class_code = ? and i.state <> 'DESTROYED'
                        order by i.item_number""")
                .params(actor.unit(), year, retention, classCode)
                .query((row, number) -> entry(row))
                .list();
        return print(actor, "归档文件目录", "%d年度　%s　%s".formatted(year, term(retention), classCode), entries);
    }

    byte[] ofBox(Actor actor, long box) {
        var row = boxes.box(actor, box);
        var entries = database.sql("""
                        select i.*, (select coalesce(sum(c.pages), 0) from archives.component c where c.item = i.id) as pages
                        from archives.item_now i where i.box = ? order by i.item_number""")
                .param(box)
                .query((found, number) -> entry(found))
                .list();
        return print(actor, "归档文件目录", name(row), entries);
    }

    /** 归档移交清单, also before filing: what the department gives. */
    byte[] handOver(Actor actor, long batch) {
        var view = batches.view(actor, batch);
        var entries = view.candidates().stream()
                .map(one -> new ItemTable.Entry(
                        one.archiveNumber() == null ? "" : one.archiveNumber(),
                        one.documentNumber(),
                        "",
                        one.title(),
                        one.documentDate(),
                        0,
                        List.of(one.retention() == null ? "" : term(one.retention()))))
                .toList();
        var signed = "移交人：%s　接收人：%s"
                .formatted(
                        view.batch().handedOverAt() == null ? "" : view.batch().handOverByName(),
                        view.batch().arrangedByName());
        return print(actor, "归档移交清单", view.batch().name() + "　" + signed, entries);
    }

    private byte[] print(Actor actor, String title, String note, List<ItemTable.Entry> entries) {
        var unit = directory.unit(actor.unit());
        return papers.sheet(new Sheet(
                        unit.name() + title,
                        false,
                        note,
                        "全宗号 " + unit.fonds() + "　共 " + entries.size() + " 件",
                        ItemTable.lines(entries, new ItemTable.Column(1.2, "备注")),
                        1))
                .pdf();
    }

    /** 盒脊 and 封面 on one sheet, to be cut out. */
    byte[] label(Actor actor, long box) {
        var row = boxes.box(actor, box);
        var unit = directory.unit(actor.unit());
        return papers.sheet(new Sheet(
                        "档案盒封面和盒脊",
                        false,
                        "",
                        row.thicknessMm() + " mm",
                        List.of(
                                Sheet.Line.of(14, Sheet.Cell.field(1, "全宗名称", unit.name())),
                                Sheet.Line.of(
                                        14,
                                        Sheet.Cell.field(1, "全宗号", row.fonds()),
                                        Sheet.Cell.field(1, "年度", Integer.toString(row.year()))),
                                Sheet.Line.of(
                                        14,
                                        Sheet.Cell.field(1, "保管期限", term(row.retention())),
                                        Sheet.Cell.field(1, "机构（问题）", row.classCode())),
                                Sheet.Line.of(
                                        14,
                                        Sheet.Cell.field(1, "起止件号", range(row)),
                                        Sheet.Cell.field(1, "盒号", Integer.toString(row.number()))),
                                Sheet.Line.of(
                                        14,
                                        Sheet.Cell.field(
                                                1,
                                                "存放位置",
                                                (row.room() + " " + row.shelf() + " " + row.layer()).strip()))),
                        0))
                .pdf();
    }

    byte[] note(Actor actor, long box) {
        var row = boxes.box(actor, box);
        return papers.sheet(new Sheet(
                        "备考表",
                        false,
                        name(row),
                        row.items() + " 件　" + row.pages() + " 页",
                        List.of(
                                Sheet.Line.of(90, Sheet.Cell.field(1, "盒内文件情况说明", row.note())),
                                Sheet.Line.of(
                                        14,
                                        Sheet.Cell.field(1, "整理人", row.arrangedByName()),
                                        Sheet.Cell.field(1, "整理日期", WRITTEN.format(row.arrangedOn()))),
                                Sheet.Line.of(
                                        14,
                                        Sheet.Cell.field(
                                                1, "检查人", row.checkedByName() == null ? "" : row.checkedByName()),
                                        Sheet.Cell.field(
                                                1,
                                                "检查日期",
                                                row.checkedOn() == null ? "" : WRITTEN.format(row.checkedOn())))),
                        0))
                .pdf();
    }

    private static ItemTable.Entry entry(java.sql.ResultSet row) throws java.sql.SQLException {
        return new ItemTable.Entry(
                row.getString("archive_number"),
                row.getString("document_number"),
                row.getString("responsible"),
                row.getString("title"),
                row.getObject("document_date", LocalDate.class),
                row.getInt("pages"),
                List.of(row.getString("note")));
    }

    private static String name(Boxes.BoxRow box) {
        return "%d年度　%s　%s　第%d盒　件号 %s"
                .formatted(box.year(), term(box.retention()), box.classCode(), box.number(), range(box));
    }

    private static String range(Boxes.BoxRow box) {
        return box.firstItem() == null ? "" : "%04d—%04d".formatted(box.firstItem(), box.lastItem());
    }

    private static String term(String retention) {
        return switch (retention) {
            case "Y" -> "永久";
            case "D30" -> "定期30年";
            default -> "定期10年";
        };
    }
}
