package jinye.platform.papers;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Text in one look. @param ink null for plain text in the colour of the line */
record Span(FontRole role, String text, @Nullable Ink ink) {

    Span(FontRole role, String text) {
        this(role, text, null);
    }

    static List<Span> of(FontRole role, String text) {
        return List.of(new Span(role, text));
    }
}
