package jinye.platform.search;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** @param text words as typed. @param filters exact values by fact name, {@code kind} included. @param offset rows to skip, at most 10,000 */
public record SearchQuery(
        String text, Map<String, String> filters, @Nullable LocalDate from, @Nullable LocalDate to, int offset, int size) {}
