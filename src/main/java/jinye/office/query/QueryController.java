package jinye.office.query;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.platform.journal.Journal;
import jinye.platform.search.SearchIndex;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Everything here is trimmed by the tokens of the person who asks, in the query itself. */
@RestController
@RequestMapping("/api/query")
class QueryController {

    private static final int SIZE_MAX = 100;

    private final SearchIndex index;
    private final QueryExport export;
    private final Journal journal;
    private final Clock clock;

    QueryController(SearchIndex index, QueryExport export, Journal journal, Clock clock) {
        this.index = index;
        this.export = export;
        this.journal = journal;
        this.clock = clock;
    }

    @GetMapping
    QueryPage queryEverything(
            Actor actor,
            @ParameterObject @ModelAttribute QueryConditions conditions,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "20") int size) {
        actor.require("query.search");
        if (page < 1 || size < 1 || size > SIZE_MAX) {
            throw new PageUnreadable();
        }
        int offset = (int) Math.min((page - 1L) * size, Integer.MAX_VALUE / 2);
        var found = index.find(conditions.query(offset, size), actor.tokens());
        return new QueryPage(found.total(), page, size, found.hits(), found.facets(), found.complete());
    }

    @GetMapping("/statistics")
    QueryStatistics queryStatistics(Actor actor, @ParameterObject @ModelAttribute QueryConditions conditions) {
        actor.require("query.search");
        return QueryStatistics.of(index.find(conditions.query(0, 0), actor.tokens()));
    }

    @GetMapping("/export")
    ResponseEntity<byte[]> exportQuery(
            Actor actor,
            @ParameterObject @ModelAttribute QueryConditions conditions,
            @RequestParam(defaultValue = "XLSX") QueryExport.Format format) {
        actor.require("query.search");
        var found = index.find(conditions.query(0, QueryExport.ROWS_MAX), actor.tokens());
        var file = export.write(found, format);
        var text = conditions.text() == null ? "" : conditions.text();
        journal.record(
                actor,
                "query.export",
                new RecordId("query", 0),
                Map.of("rows", found.total(), "format", format.name(), "text", text));
        var name = "查询结果-" + LocalDate.now(clock) + format.suffix();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(format.type()))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header("X-Content-Type-Options", "nosniff")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(file);
    }

    /** 重建索引: what the index lost is read again from the desks. */
    @PutMapping("/index")
    void rebuildIndex(Actor actor) {
        actor.require("query.rebuild");
        journal.record(actor, "query.rebuild", new RecordId("query", 0), Map.of());
        index.rebuild();
    }

    static final class PageUnreadable extends Refusal {
        PageUnreadable() {
            super(Kind.INVALID, "query.page-unreadable", SIZE_MAX);
        }
    }
}
