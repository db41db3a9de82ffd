package jinye.platform.search;

import java.time.LocalDate;
import java.util.Map;
import jinye.kernel.RecordId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What a list shows of an entry, as the index gives it back. */
record ShownEntry(
        RecordId record,
        String kind,
        String title,
        @Nullable String number,
        @Nullable LocalDate date,
        Map<String, String> facts,
        String link) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static String json(SearchEntry entry) {
        return JSON.writeValueAsString(new ShownEntry(
                entry.record(),
                entry.kind(),
                entry.title(),
                entry.number(),
                entry.date(),
                entry.facts(),
                entry.link()));
    }

    static ShownEntry of(String json) {
        return JSON.readValue(json, ShownEntry.class);
    }

    static String id(RecordId record) {
        return record.module() + "/" + record.id();
    }
}
