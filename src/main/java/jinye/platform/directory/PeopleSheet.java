package jinye.platform.directory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import jinye.kernel.Actor;
import jinye.kernel.Masks;
import jinye.kernel.RecordId;
import jinye.platform.journal.Journal;
import jinye.safeguard.access.StepUp;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** People as an Excel sheet: what goes out can come in again. */
@Service
class PeopleSheet {

    /** Columns of the sheet; those with a star must be filled when people are imported. */
    enum Column {
        STAFF_NUMBER("工号", true),
        NAME("姓名", true),
        GENDER("性别", false),
        UNIT_CODE("单位代码", true),
        UNIT("单位", false),
        DEPARTMENT_CODE("部门代码", true),
        DEPARTMENT("部门", false),
        POST("职务", true),
        BESIDES("兼任职务", false),
        OFFICE_PHONE("办公电话", false),
        MOBILE("手机", false);

        private final String title;
        private final boolean needed;

        Column(String title, boolean needed) {
            this.title = title;
            this.needed = needed;
        }

        String title() {
            return title;
        }

        boolean needed() {
            return needed;
        }
    }

    private record Line(
            String staffNumber,
            String name,
            int gender,
            String unitCode,
            String unit,
            String departmentCode,
            String department,
            String post,
            @Nullable String besides,
            @Nullable String officePhone,
            @Nullable String mobile) {}

    private final JdbcClient jdbc;
    private final Journal journal;
    private final StepUp stepUp;

    PeopleSheet(JdbcClient jdbc, Journal journal, StepUp stepUp) {
        this.jdbc = jdbc;
        this.journal = journal;
        this.stepUp = stepUp;
    }

    /** For who manages the directory, with an entry in the journal; mobile numbers are masked, as everywhere they are not asked for one by one. */
    @Transactional
    public byte[] export(Actor actor, PeopleList.Question question) {
        actor.require("directory.manage");
        stepUp.require(actor);
        var values = new HashMap<String, Object>();
        var lines = jdbc.sql("""
                        select p.staff_number, p.name, g.gender, u.code as unit_code, p.unit_name as unit, d.code as department_code,
                            p.department_name as department, p.post_title as post, g.office_phone, g.mobile,
                            (select string_agg(bu.short_name || bd.name || bq.title, '、' order by b.id) from directory.holding b
                             join directory.post bq on bq.id = b.post_id join directory.department bd on bd.id = bq.department_id
                             join directory.unit bu on bu.id = bd.unit_id
                             where b.person_id = p.id and b.valid_to is null and not b.main) as besides
                        from directory.person_with_post p join directory.person g on g.id = p.id
                        join directory.unit u on u.id = p.unit_id join directory.department d on d.id = p.department_id
                        where p.valid_to is null"""
                        + PeopleList.conditions(question, values)
                        + " order by u.sort, u.id, p.department_sort, p.rank, p.sort, p.id")
                .params(values)
                .query(Line.class)
                .list();
        journal.record(
                actor,
                "directory.export-people",
                new RecordId("directory", actor.unit()),
                java.util.Map.of("people", lines.size()));
        return sheet(lines, false);
    }

    byte[] template() {
        return sheet(List.of(), true);
    }

    private static byte[] sheet(List<Line> lines, boolean template) {
        var out = new ByteArrayOutputStream();
        try (var book = new Workbook(out, "Jinye", "1.0")) {
            var sheet = book.newWorksheet("人员");
            for (var column : Column.values()) {
                sheet.value(0, column.ordinal(), column.title() + (column.needed() ? "*" : ""));
                sheet.width(column.ordinal(), column == Column.UNIT ? 28 : 16);
            }
            sheet.range(0, 0, 0, Column.values().length - 1)
                    .style()
                    .bold()
                    .fillColor("F2ECE4")
                    .set();
            sheet.freezePane(0, 1);
            if (template) {
                // as text, or Excel would turn 00123 into 123
                sheet.range(1, 0, 500, Column.values().length - 1)
                        .style()
                        .format("@")
                        .set();
                explain(book.newWorksheet("填写说明"));
            }
            for (int n = 0; n < lines.size(); n++) {
                write(sheet, n + 1, lines.get(n));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private static void write(Worksheet sheet, int row, Line line) {
        var cells = new @Nullable String[] {
            line.staffNumber(),
            line.name(),
            gender(line.gender()),
            line.unitCode(),
            line.unit(),
            line.departmentCode(),
            line.department(),
            line.post(),
            line.besides(),
            line.officePhone(),
            Masks.phone(line.mobile())
        };
        for (int column = 0; column < cells.length; column++) {
            var text = cells[column];
            if (text != null) {
                sheet.value(row, column, harmless(text));
            }
        }
    }

    static String gender(int code) {
        return switch (code) {
            case 1 -> "男";
            case 2 -> "女";
            default -> "";
        };
    }

    /** A cell that begins like a formula is read as one when the sheet is saved as CSV and opened again (OWASP, CSV injection). */
    static String harmless(String text) {
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    /** What {@link #harmless} added comes off again at the import. */
    static String plain(String text) {
        return text.length() > 1 && text.charAt(0) == '\'' && "=+-@".indexOf(text.charAt(1)) >= 0
                ? text.substring(1)
                : text;
    }

    private static void explain(Worksheet sheet) {
        var lines = List.of(
                "带 * 的列必填。列的顺序可以调整，列名不能修改。",
                "一行一人，按工号识别：工号已有的，修改该人员；工号没有的，新增人员。",
                "“职务”填主要职务，须是该部门已设的岗位名称，如“科长”。",
                "“单位”“部门”“兼任职务”三列只供核对，导入时不读取。兼任职务请在人员页面办理。",
                "“性别”填男或女，可不填。",
                "“手机”导出时隐去中间几位；导入时原样保留这样的号码，即不修改该人员的手机。",
                "每次最多导入 10,000 行。导入前先检查，全部无误后再确认；也可以只导入无误的行。",
                "单元格内不要使用公式。");
        sheet.width(0, 80);
        for (int n = 0; n < lines.size(); n++) {
            sheet.value(n, 0, lines.get(n));
        }
    }
}
