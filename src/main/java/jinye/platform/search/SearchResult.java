package jinye.platform.search;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import jinye.kernel.RecordId;
import org.jspecify.annotations.Nullable;

/**
 * @param facets   fact name → value → count, trimmed to what the searcher may see; most frequent first
 * @param complete false while the index is being rebuilt: something may be missing
 */
public record SearchResult(long total, List<Hit> hits, Map<String, Map<String, Long>> facets, boolean complete) {

    /** @param titleParts, snippet the text cut into marked and unmarked parts, so that no HTML ever travels */
    public record Hit(
            RecordId record,
            String kind,
            List<Part> titleParts,
            @Nullable String number,
            List<Part> snippet,
            @Nullable LocalDate date,
            Map<String, String> facts,
            String link) {}

    public record Part(String text, boolean marked) {}
}
