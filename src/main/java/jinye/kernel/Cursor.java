package jinye.kernel;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a page ended: the sort keys of its last row, as opaque text. */
public record Cursor(List<String> keys) {

    private static final String SEPARATOR = "\u001f";

    public static Cursor of(Object... keys) {
        return new Cursor(java.util.Arrays.stream(keys).map(String::valueOf).toList());
    }

    /** @throws Unreadable when the text is not one of ours or has another number of keys */
    public static @Nullable Cursor read(@Nullable String text, int keys) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            var plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            var cursor = new Cursor(List.of(plain.split(SEPARATOR, -1)));
            if (cursor.keys.size() == keys) {
                return cursor;
            }
        } catch (IllegalArgumentException notOurs) {
            // refused below, with the same sentence
        }
        throw new Unreadable();
    }

    public String key(int index) {
        return keys.get(index);
    }

    public long number(int index) {
        try {
            return Long.parseLong(keys.get(index));
        } catch (NumberFormatException notOurs) {
            throw new Unreadable();
        }
    }

    /** A moment is kept in microseconds, as the database keeps it. */
    public java.time.Instant moment(int index) {
        try {
            return java.time.Instant.parse(keys.get(index));
        } catch (java.time.DateTimeException notOurs) {
            throw new Unreadable();
        }
    }

    public String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(SEPARATOR, keys).getBytes(StandardCharsets.UTF_8));
    }

    static final class Unreadable extends Refusal {
        Unreadable() {
            super(Kind.INVALID, "web.cursor-unreadable");
        }
    }
}
