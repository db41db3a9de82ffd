package jinye.office.documents;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import jinye.kernel.Actor;
import jinye.office.documents.numbers.DocumentStatistics;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 公文处理统计. */
@RestController
@RequestMapping("/api/documents/statistics")
class DocumentStatisticsController {

    private final DocumentStatistics statistics;

    DocumentStatisticsController(DocumentStatistics statistics) {
        this.statistics = statistics;
    }

    @GetMapping
    DocumentStatistics.DocumentFigures readDocumentStatistics(
            Actor actor,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            @RequestParam(defaultValue = "false") boolean below) {
        return statistics.figures(actor, statistics.question(from, to, below));
    }

    @GetMapping("/documents")
    DocumentStatistics.DocumentsBehind listDocumentsBehindFigure(
            Actor actor,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            @RequestParam(defaultValue = "false") boolean below,
            @RequestParam String measure,
            @RequestParam(defaultValue = "") String dimension,
            @RequestParam(defaultValue = "") String key) {
        return statistics.behind(actor, statistics.question(from, to, below), measure, dimension, key);
    }

    /** 公文处理统计表 as CSV, for a spreadsheet. */
    @GetMapping("/export")
    ResponseEntity<byte[]> exportDocumentStatistics(
            Actor actor,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            @RequestParam(defaultValue = "false") boolean below) {
        var figures = statistics.figures(actor, statistics.question(from, to, below));
        var csv = new StringBuilder("\uFEFF项目,分类,发文（件）,收文（件）\r\n");
        csv.append("合计,,%d,%d\r\n"
                .formatted(figures.totals().sent(), figures.totals().received()));
        lines(csv, "文种", figures.kinds());
        lines(csv, "部门", figures.departments());
        lines(csv, "单位", figures.units());
        lines(csv, "月份", figures.months());
        lines(csv, "紧急程度", figures.urgencies());
        var name = "公文处理统计 %s至%s.csv".formatted(figures.from(), figures.to());
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(csv.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void lines(StringBuilder csv, String item, List<DocumentStatistics.DocumentShare> shares) {
        shares.forEach(share ->
                csv.append("%s,\"%s\",%d,%d\r\n".formatted(item, safe(share.name()), share.sent(), share.received())));
    }

    /** A name that begins like a formula is text for the spreadsheet too. */
    private static String safe(String name) {
        var quoted = name.replace("\"", "\"\"");
        return !quoted.isEmpty() && "=+-@".indexOf(quoted.charAt(0)) >= 0 ? "'" + quoted : quoted;
    }
}
