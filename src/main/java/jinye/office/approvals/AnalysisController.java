package jinye.office.approvals;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import jinye.kernel.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Declared values counted, summed and taken home. */
@RestController
@RequestMapping("/api/approvals")
class AnalysisController {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final RequestAnalysis analysis;
    private final RequestExport export;

    AnalysisController(RequestAnalysis analysis, RequestExport export) {
        this.analysis = analysis;
        this.export = export;
    }

    @GetMapping("/analysis")
    List<RequestAnalysis.RequestsOfKind> countRequestsByKind(Actor actor) {
        return analysis.counts(actor);
    }

    @GetMapping("/analysis/{kind}/choices")
    RequestAnalysis.AnalysisChoices listAnalysisChoices(Actor actor, @PathVariable String kind) {
        return analysis.choices(kind);
    }

    @GetMapping("/analysis/{kind}")
    RequestAnalysis.AnalysisView analyseRequests(
            Actor actor,
            @PathVariable String kind,
            @RequestParam(defaultValue = "month") String dimension,
            @RequestParam(defaultValue = "count") String measure,
            @RequestParam(required = false) @Nullable List<String> state,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable List<String> value) {
        return analysis.analyse(
                actor, kind, RequestFilter.of(false, kind, state, null, from, to, value), dimension, measure);
    }

    @GetMapping("/exports")
    ResponseEntity<byte[]> exportRequests(
            Actor actor,
            @RequestParam(defaultValue = "false") boolean mine,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable List<String> state,
            @RequestParam(required = false) @Nullable String text,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable List<String> value) {
        var bytes = export.xlsx(actor, RequestFilter.of(mine, kind, state, text, from, to, value));
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("审批台账.xlsx", StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header(HttpHeaders.CONTENT_TYPE, XLSX)
                .body(bytes);
    }
}
