package jinye.platform.search;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * @param text    words as typed: all must occur, 「"…"」 exactly so, −word must not; empty finds everything
 * @param filters exact values by fact name, {@code kind}, {@code year} and {@code month} included
 * @param offset  rows to skip, at most 10,000 together with the size
 */
public record SearchQuery(
        String text,
        Map<String, String> filters,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        Order order,
        int offset,
        int size) {

    public SearchQuery(
            String text,
            Map<String, String> filters,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            int offset,
            int size) {
        this(text, filters, from, to, Order.RELEVANCE, offset, size);
    }

    /** Without words there is no relevance: the newest come first either way. */
    public enum Order {
        RELEVANCE,
        NEWEST,
        OLDEST
    }
}
