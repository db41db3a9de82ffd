package jinye.office.approvals;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jinye.office.approvals.kinds.ApprovalKinds;
import jinye.office.approvals.kinds.Kind;
import jinye.office.approvals.kinds.PaperTemplate;
import jinye.platform.forms.FieldKind;
import jinye.platform.forms.FormField;
import jinye.platform.forms.FormPrint;
import jinye.platform.forms.Forms;
import jinye.platform.papers.Paper;
import jinye.platform.papers.Papers;
import jinye.platform.papers.Sheet;
import jinye.platform.rules.Verdict;
import jinye.platform.workflow.MatterOpinion;
import jinye.platform.workflow.Matters;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** 审批单: the form with every opinion, as the kind's paper for the browser's printer and as PDF for the archives. */
@Component
class RequestSheet {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm").withZone(ApprovalDesk.ZONE);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy年M月d日").withZone(ApprovalDesk.ZONE);

    private static final String FRAME = """
            <!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>%s</title><style>
            @page { size: A4; margin: 20mm 18mm }
            body { font: 12pt/1.6 "SimSun", "Noto Serif CJK SC", serif; color: #000; background: #fff; margin: 2rem auto; max-width: 190mm }
            h1 { font-size: 18pt; text-align: center; letter-spacing: .1em; margin: 0 0 1rem }
            table { width: 100%%; border-collapse: collapse; margin: .5rem 0 }
            th, td { border: 1px solid #000; padding: .35rem .5rem; vertical-align: top; text-align: left }
            th { font-weight: normal; width: 7em; background: #f6f6f6 }
            @media print { body { margin: 0 } }
            </style></head><body>%s</body></html>
            """;

    private final ApprovalKinds kinds;
    private final Forms forms;
    private final Matters matters;
    private final Papers papers;
    private final RequestReading reading;
    private final ComparisonSheet comparison;
    private final FormPrint print;
    private final ComposedPaper composed;

    RequestSheet(
            ApprovalKinds kinds,
            Forms forms,
            Matters matters,
            Papers papers,
            RequestReading reading,
            ComparisonSheet comparison,
            FormPrint print,
            ComposedPaper composed) {
        this.kinds = kinds;
        this.forms = forms;
        this.matters = matters;
        this.papers = papers;
        this.reading = reading;
        this.comparison = comparison;
        this.print = print;
        this.composed = composed;
    }

    /** The kind's own paper, filled in with what the reader sees: what their step hides is left out. */
    String html(Request request, RequestView view) {
        var kind = kinds.version(request.kind, request.kindVersion);
        var shown = Forms.data(view.data());
        if (kind.paper().isBlank()) {
            return ofForm(request, kind, view, shown);
        }
        var values = new TreeMap<String, String>();
        values.put("title", request.title);
        values.put("number", request.number == null ? "" : request.number);
        values.put("applicant", request.origin.applicantName());
        values.put("department", request.origin.departmentName());
        values.put("unit", request.origin.unitName());
        values.put("date", DAY.format(request.sentAt == null ? request.origin.createdAt() : request.sentAt));
        for (var field : kind.form().fields()) {
            if (field.table() == null && field.kind() != FieldKind.TABLE) {
                values.put(field.path(), forms.words(field, at(shown, field.path())));
            }
        }
        var opinions = matters.opinions(kind.matter(), request.id);
        opinions.stream()
                .map(opinion -> opinion.cell() == null ? opinion.node() : opinion.cell())
                .distinct()
                .forEach(cell -> values.put("opinions:" + cell, opinions(opinions, cell)));
        var rows = new LinkedHashMap<String, List<Map<String, String>>>();
        for (var field : kind.form().fields()) {
            if (field.kind() == FieldKind.TABLE) {
                rows.put(field.path(), rows(kind, field, at(shown, field.path())));
            }
        }
        rows.put("parts", parts(view.parts()));
        rows.put("verdicts", sentences(view.verdicts()));
        return FRAME.formatted(request.title.replace("<", "&lt;"), PaperTemplate.fill(kind.paper(), values, rows));
    }

    /** A kind without a paper of its own is printed as its form stands, with what its designer chose around it. */
    private String ofForm(Request request, Kind kind, RequestView view, ObjectNode shown) {
        return print.html(
                forms.read(view.schema(), view.layout()), view.step(), shown, composed.around(request, kind, view));
    }

    /** The same as a file, whatever paper the kind has for the browser. */
    byte[] composed(Request request, RequestView view) {
        return composed.pdf(request, kinds.version(request.kind, request.kindVersion), view);
    }

    private static JsonNode at(ObjectNode data, String path) {
        JsonNode value = data;
        for (var name : path.split("/")) {
            value = value.path(name);
        }
        return value;
    }

    private static String opinions(List<MatterOpinion> opinions, String cell) {
        return opinions.stream()
                .filter(opinion -> cell.equals(opinion.cell() == null ? opinion.node() : opinion.cell()))
                .map(opinion -> ComposedPaper.words(opinion) + "　" + ComposedPaper.by(opinion))
                .collect(Collectors.joining("\n"));
    }

    private List<Map<String, String>> rows(Kind kind, FormField table, JsonNode value) {
        var rows = new ArrayList<Map<String, String>>();
        for (var row : value) {
            var words = new TreeMap<String, String>();
            for (var column : kind.form().fields()) {
                if (table.path().equals(column.table())) {
                    words.put(column.name(), forms.words(column, row.path(column.name())));
                }
            }
            rows.add(words);
        }
        return rows;
    }

    private static List<Map<String, String>> parts(RequestView.@Nullable PartsView parts) {
        if (parts == null) {
            return List.of();
        }
        return parts.rows().stream()
                .map(row -> {
                    Map<String, String> words = new TreeMap<>(row.values());
                    words.put("department", row.departmentName());
                    words.put("conclusion", row.conclusionLabel() == null ? row.stateTerm() : row.conclusionLabel());
                    words.put("by", row.answeredByName() == null ? "" : row.answeredByName());
                    return words;
                })
                .toList();
    }

    private static List<Map<String, String>> sentences(List<Verdict> verdicts) {
        return verdicts.stream()
                .map(verdict -> Map.of("sentence", verdict.sentence()))
                .toList();
    }

    /** For the archives: elements as labelled cells, tables below, then every opinion. */
    Paper pdf(Request request) {
        var kind = kinds.version(request.kind, request.kindVersion);
        var lines = new ArrayList<Sheet.Line>();
        lines.add(pair("编号", request.number == null ? "" : request.number, "申请日期", day(request.sentAt)));
        lines.add(pair("申请部门", request.origin.departmentName(), "申请人", request.origin.applicantName()));
        lines.add(pair("结果", request.state.term(), "办结日期", day(request.endedAt)));
        for (var field : kind.form().fields()) {
            if (field.table() == null && field.kind() != FieldKind.GROUP && field.kind() != FieldKind.TABLE) {
                var words = forms.words(field, at(request.data, field.path()));
                if (!words.isEmpty()) {
                    lines.add(Sheet.Line.of(10, Sheet.Cell.field(1, field.title(), words)));
                }
            }
        }
        for (var field : kind.form().fields()) {
            if (field.kind() == FieldKind.TABLE) {
                table(kind, field, at(request.data, field.path()), lines);
            }
        }
        parts(comparison.whole(request, kind))
                .forEach(row -> lines.add(Sheet.Line.of(
                        10,
                        Sheet.Cell.field(
                                1,
                                row.getOrDefault("department", ""),
                                row.getOrDefault("conclusion", "") + opinion(row)))));
        sentences(reading.verdicts(request))
                .forEach(row ->
                        lines.add(Sheet.Line.of(10, Sheet.Cell.field(1, "规则判定", row.getOrDefault("sentence", "")))));
        var opinions = matters.opinions(kind.matter(), request.id);
        var cells = new LinkedHashMap<String, List<MatterOpinion>>();
        opinions.forEach(opinion -> cells.computeIfAbsent(opinion.nodeName(), node -> new ArrayList<>())
                .add(opinion));
        cells.forEach((node, said) -> lines.add(Sheet.Line.of(
                18,
                Sheet.Cell.opinions(
                        1,
                        node,
                        said.stream()
                                .map(opinion -> new Sheet.Opinion(
                                        ComposedPaper.words(opinion),
                                        ComposedPaper.name(opinion),
                                        MOMENT.format(opinion.at())))
                                .toList()))));
        return papers.sheet(
                new Sheet(request.origin.unitName() + kind.settings().sheet(), false, "", "", List.copyOf(lines), 0));
    }

    private static String opinion(Map<String, String> row) {
        var words = row.getOrDefault("opinion", "");
        return words.isEmpty() ? "" : "。" + words;
    }

    private void table(Kind kind, FormField table, JsonNode value, List<Sheet.Line> lines) {
        var columns = kind.form().fields().stream()
                .filter(column -> table.path().equals(column.table()))
                .limit(8)
                .toList();
        lines.add(new Sheet.Line(
                8,
                columns.stream()
                        .map(column -> Sheet.Cell.heading(1, column.title()))
                        .toList()));
        for (var row : rows(kind, table, value)) {
            lines.add(new Sheet.Line(
                    8,
                    columns.stream()
                            .map(column -> Sheet.Cell.text(1, row.getOrDefault(column.name(), "")))
                            .toList()));
        }
    }

    private static Sheet.Line pair(String first, String one, String second, String other) {
        return Sheet.Line.of(10, Sheet.Cell.field(1, first, one), Sheet.Cell.field(1, second, other));
    }

    private static String day(@Nullable Instant at) {
        return at == null ? "" : DAY.format(at);
    }
}
