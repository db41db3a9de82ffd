package jinye.platform.search;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import jinye.kernel.RecordId;
import org.jspecify.annotations.Nullable;

/**
 * @param kind   word of the desk, shown as a facet: {@code outgoing}, {@code incoming}, {@code archive}
 * @param number 文号 or other legal number
 * @param facts  exact values for filters: {@code state}, {@code unit}, {@code documentKind}, {@code urgency}; facets show
 *               them as they are, so they are words people read
 * @param link   where it leads inside the workspace
 */
public record SearchEntry(
        RecordId record,
        String kind,
        String title,
        @Nullable String number,
        String body,
        String attachments,
        @Nullable LocalDate date,
        Map<String, String> facts,
        Set<String> tokens,
        String link) {}
