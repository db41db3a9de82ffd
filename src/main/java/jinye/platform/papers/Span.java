package jinye.platform.papers;

import java.util.List;

/** Text in one look. */
record Span(FontRole role, String text) {

    static List<Span> of(FontRole role, String text) {
        return List.of(new Span(role, text));
    }
}
