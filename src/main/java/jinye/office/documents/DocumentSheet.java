package jinye.office.documents;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.office.documents.elements.Kinds;
import jinye.platform.directory.Directory;
import jinye.platform.papers.Paper;
import jinye.platform.papers.Papers;
import jinye.platform.papers.Sheet.Line;
import jinye.platform.workflow.Ink;
import jinye.platform.workflow.MatterOpinion;
import jinye.platform.workflow.Matters;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 发文稿纸, 文件处理单 and 签报单: the elements and every opinion in its cell. */
@Component
class DocumentSheet {

    /** @param rows label and value. @param cells opinions, the signer's first */
    record DocumentSheetView(String title, List<SheetRow> rows, List<SheetCell> cells) {}

    record SheetRow(String label, String value) {}

    record SheetCell(String cell, String term, List<SheetOpinion> opinions) {}

    /** @param ink written by hand. @param typedBy who typed it for the person (代录) */
    record SheetOpinion(
            String person,
            @Nullable String onBehalfOf,
            String text,
            @Nullable Ink ink,
            @Nullable String typedBy,
            Instant at) {}

    private static final Map<Flow, List<List<String>>> CELLS = Map.of(
            Flow.OUTGOING,
            List.of(
                    List.of("sign", "签发"),
                    List.of("leader", "分管领导意见"),
                    List.of("countersign", "会签"),
                    List.of("legal", "合法性审核"),
                    List.of("office", "办公室核稿"),
                    List.of("department", "部门审核")),
            Flow.INCOMING,
            List.of(
                    List.of("instruct", "领导批示"),
                    List.of("propose", "拟办意见"),
                    List.of("handle", "承办结果"),
                    List.of("circulate", "传阅"),
                    List.of("review", "初审"),
                    List.of("close", "办结")),
            Flow.MEMO,
            List.of(
                    List.of("principal", "主要负责人审批"),
                    List.of("leader", "分管领导意见"),
                    List.of("countersign", "会办意见"),
                    List.of("department", "部门意见"),
                    List.of("result", "结果反馈")));

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm").withZone(Moments.ZONE);

    private final DocumentReading reading;
    private final OfficialPages pages;
    private final Directory directory;
    private final Kinds kinds;
    private final Matters matters;
    private final Papers papers;

    DocumentSheet(
            DocumentReading reading,
            OfficialPages pages,
            Directory directory,
            Kinds kinds,
            Matters matters,
            Papers papers) {
        this.reading = reading;
        this.pages = pages;
        this.directory = directory;
        this.kinds = kinds;
        this.matters = matters;
        this.papers = papers;
    }

    DocumentSheetView sheet(Actor actor, long id) {
        return sheet(reading.readable(actor, id));
    }

    Paper print(Actor actor, long id) {
        return print(reading.readable(actor, id));
    }

    /** On paper: the elements as labelled cells, two to a line where they are short, then the opinions. */
    Paper print(Document document) {
        var sheet = sheet(document);
        var lines = new ArrayList<jinye.platform.papers.Sheet.Line>();
        for (var cell : sheet.cells().subList(0, 2)) {
            lines.add(opinionLine(cell));
        }
        var rows = sheet.rows();
        lines.add(Line.of(12, field(rows.getFirst())));
        for (int i = 1; i < rows.size(); i += 2) {
            boolean pair = i + 1 < rows.size();
            if (pair && isShort(rows.get(i)) && isShort(rows.get(i + 1))) {
                lines.add(Line.of(10, field(rows.get(i)), field(rows.get(i + 1))));
            } else {
                lines.add(Line.of(10, field(rows.get(i))));
                if (pair) {
                    lines.add(Line.of(10, field(rows.get(i + 1))));
                }
            }
        }
        sheet.cells().stream().skip(2).map(DocumentSheet::opinionLine).forEach(lines::add);
        return papers.sheet(new jinye.platform.papers.Sheet(
                sheet.title(), document.flow == Flow.OUTGOING, "", "", List.copyOf(lines), 0));
    }

    private static boolean isShort(SheetRow row) {
        return row.value().length() <= 16;
    }

    private static jinye.platform.papers.Sheet.Cell field(SheetRow row) {
        return jinye.platform.papers.Sheet.Cell.field(1, row.label(), row.value());
    }

    private static Line opinionLine(SheetCell cell) {
        var opinions = cell.opinions().stream()
                .map(opinion -> new jinye.platform.papers.Sheet.Opinion(
                        opinion.ink() == null ? opinion.text() : opinion.text() + "（手写意见，存于电子件）",
                        signed(opinion),
                        MOMENT.format(opinion.at())))
                .toList();
        return Line.of(24, jinye.platform.papers.Sheet.Cell.opinions(1, cell.term(), opinions));
    }

    private static String signed(SheetOpinion opinion) {
        var typed = opinion.typedBy() == null ? "" : "（由" + opinion.typedBy() + "代录）";
        var behalf = opinion.onBehalfOf() == null ? "" : "（代" + opinion.onBehalfOf() + "）";
        return opinion.person() + behalf + typed;
    }

    private DocumentSheetView sheet(Document document) {
        long id = document.id;
        var opinions = matters.opinions(document.flow.matter(), id);
        var cells = CELLS.getOrDefault(document.flow, List.of()).stream()
                .map(cell -> new SheetCell(cell.getFirst(), cell.getLast(), opinions(opinions, cell.getFirst())))
                .toList();
        return new DocumentSheetView(document.origin.unitName() + title(document.flow), rows(document), cells);
    }

    private static List<SheetOpinion> opinions(List<MatterOpinion> opinions, String cell) {
        return opinions.stream()
                .filter(opinion -> cell.equals(opinion.cell()))
                .map(opinion -> new SheetOpinion(
                        opinion.personName(),
                        opinion.onBehalfOfName(),
                        opinion.text(),
                        opinion.ink(),
                        opinion.typedByName(),
                        opinion.at()))
                .toList();
    }

    private static String title(Flow flow) {
        return switch (flow) {
            case OUTGOING -> "发文稿纸";
            case INCOMING -> "文件处理单";
            case MEMO -> "签报单";
        };
    }

    private List<SheetRow> rows(Document document) {
        var elements = document.elements;
        var rows = new ArrayList<SheetRow>();
        rows.add(new SheetRow("标题", elements.title()));
        rows.add(new SheetRow("文种", kinds.kind(elements.kind()).term()));
        rows.add(new SheetRow("紧急程度", elements.urgency().term()));
        var incoming = document.incoming;
        if (incoming != null) {
            rows.add(new SheetRow("收文号", incoming.registerNumber()));
            rows.add(new SheetRow("来文单位", incoming.from()));
            rows.add(new SheetRow("来文字号", document.number == null ? "" : document.number));
            rows.add(new SheetRow("办理方式", incoming.toRead() ? "阅件" : "办件"));
            rows.add(new SheetRow("办理结果", document.result == null ? "" : document.result));
            return rows;
        }
        rows.add(new SheetRow(
                document.flow == Flow.MEMO ? "签报号" : "发文字号", document.number == null ? "" : document.number));
        rows.add(new SheetRow("拟稿部门", document.origin.departmentName()));
        rows.add(new SheetRow("拟稿人", document.origin.authorName()));
        if (document.flow == Flow.MEMO) {
            rows.add(new SheetRow("事项类别", elements.memo().matter()));
            rows.add(new SheetRow(
                    "金额（元）",
                    elements.memo().amount() == null
                            ? ""
                            : elements.memo().amount().toPlainString()));
            rows.add(new SheetRow("预算项目", elements.memo().budgetItem()));
            rows.add(new SheetRow("办理结果", document.result == null ? "" : document.result));
            return rows;
        }
        var unit = directory.unit(document.origin.unit());
        rows.add(new SheetRow("主送", pages.names(unit, elements.mainTo(), elements.mainToOutside())));
        rows.add(new SheetRow("抄送", pages.names(unit, elements.copyTo(), elements.copyToOutside())));
        rows.add(new SheetRow(
                "公开属性", elements.publicity() == null ? "" : elements.publicity().term()));
        rows.add(new SheetRow("印数", elements.copies() + " 份"));
        return rows;
    }
}
