package jinye.office.query;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import jinye.kernel.Refusal;
import jinye.platform.search.SearchResult;
import jinye.platform.web.Sentences;
import org.dhatim.fastexcel.Workbook;
import org.springframework.stereotype.Component;

/** Writes what was found as a table. All of it or nothing: half a list would pass for a whole one. */
@Component
class QueryExport {

    static final int ROWS_MAX = 5_000;
    private static final List<String> HEADINGS = List.of("标题", "文号", "类别", "文种", "单位", "状态", "紧急程度", "日期");
    private static final int[] WIDTHS = {60, 24, 10, 10, 30, 14, 10, 12};

    private final Sentences sentences;

    QueryExport(Sentences sentences) {
        this.sentences = sentences;
    }

    enum Format {
        CSV("text/csv;charset=UTF-8", ".csv"),
        XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx");

        private final String type;
        private final String suffix;

        Format(String type, String suffix) {
            this.type = type;
            this.suffix = suffix;
        }

        String type() {
            return type;
        }

        String suffix() {
            return suffix;
        }
    }

    byte[] write(SearchResult found, Format format) {
        if (found.total() == 0) {
            throw new NothingToExport();
        }
        if (found.total() > ROWS_MAX) {
            throw new TooManyRows(found.total());
        }
        var rows = new ArrayList<List<String>>();
        rows.add(HEADINGS);
        found.hits().forEach(hit -> rows.add(row(hit)));
        return switch (format) {
            case CSV -> csv(rows);
            case XLSX -> xlsx(rows);
        };
    }

    private List<String> row(SearchResult.Hit hit) {
        var title = hit.titleParts().stream().map(SearchResult.Part::text).collect(Collectors.joining());
        var kind = "query.kind." + hit.kind();
        return List.of(
                plain(title),
                plain(Objects.requireNonNullElse(hit.number(), "")),
                sentences.has(kind) ? sentences.of(kind, List.of()) : plain(hit.kind()),
                plain(hit.facts().getOrDefault("documentKind", "")),
                plain(hit.facts().getOrDefault("unit", "")),
                plain(hit.facts().getOrDefault("state", "")),
                plain(hit.facts().getOrDefault("urgency", "")),
                hit.date() == null ? "" : hit.date().toString());
    }

    private static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}", " ").strip();
    }

    /** With a byte order mark, without which Excel takes UTF-8 for GBK. */
    private static byte[] csv(List<List<String>> rows) {
        return rows.stream()
                .map(row -> row.stream().map(QueryExport::cell).collect(Collectors.joining(",")))
                .collect(Collectors.joining("\r\n", "\ufeff", "\r\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** A cell that begins like a formula would be computed by the program that opens it (CWE-1236): it is made text. */
    static String cell(String text) {
        var harmless = !text.isEmpty() && "=+-@＝＋－＠".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return '"' + harmless.replace("\"", "\"\"") + '"';
    }

    /** Cells are written as texts, which no program computes. */
    private static byte[] xlsx(List<List<String>> rows) {
        try (var out = new ByteArrayOutputStream()) {
            try (var workbook = new Workbook(out, "Jinye", "1.0")) {
                var sheet = workbook.newWorksheet("查询结果");
                for (int column = 0; column < WIDTHS.length; column++) {
                    sheet.width(column, WIDTHS[column]);
                    sheet.style(0, column).bold().set();
                }
                sheet.freezePane(0, 1);
                for (int row = 0; row < rows.size(); row++) {
                    for (int column = 0; column < rows.get(row).size(); column++) {
                        sheet.value(row, column, rows.get(row).get(column));
                    }
                }
            }
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static final class NothingToExport extends Refusal {
        NothingToExport() {
            super(Kind.INVALID, "query.nothing-to-export");
        }
    }

    static final class TooManyRows extends Refusal {
        TooManyRows(long rows) {
            super(Kind.INVALID, "query.too-many-rows", rows, ROWS_MAX);
        }
    }
}
