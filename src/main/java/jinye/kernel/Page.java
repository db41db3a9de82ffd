package jinye.kernel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, paged by key: {@code next} is handed back as {@code after} to get the following page and is null on the
 * last. Offsets are never used: deep in a long list they cost seconds.
 */
public record Page<T>(List<T> items, @Nullable String next) {

    /** Cuts the row read beyond the page's size, which only says that there is a next page. */
    public static <T> Page<T> of(List<T> rows, int size, java.util.function.Function<T, Cursor> cursor) {
        if (rows.size() <= size) {
            return new Page<>(List.copyOf(rows), null);
        }
        List<T> items = List.copyOf(rows.subList(0, size));
        return new Page<>(items, cursor.apply(items.getLast()).text());
    }
}
