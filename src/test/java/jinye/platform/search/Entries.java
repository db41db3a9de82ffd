package jinye.platform.search;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import jinye.kernel.RecordId;

/** Entries for tests. */
final class Entries {

    private Entries() {}

    static SearchEntry entry(long id, String title, String body, String... tokens) {
        return new SearchEntry(
                new RecordId("documents", id),
                "outgoing",
                title,
                null,
                body,
                "",
                LocalDate.of(2026, 1, 1).plusDays(id % 300),
                Map.of("unit", "湖南省烟草专卖局", "state", "已办结"),
                Set.of(tokens),
                "/workspace/documents/" + id);
    }

    static SearchEntry numbered(long id, String title, String number, String... tokens) {
        var plain = entry(id, title, "", tokens);
        return new SearchEntry(
                plain.record(),
                "incoming",
                title,
                number,
                "",
                "附件清单",
                plain.date(),
                Map.of(),
                plain.tokens(),
                plain.link());
    }

    static SearchQuery query(String text) {
        return new SearchQuery(text, Map.of(), null, null, 0, 50);
    }
}
