package jinye.platform.papers;

import org.jspecify.annotations.Nullable;

/**
 * A node of the logical structure that screen readers follow (PDF/A-2a): P, H1 to H6, Table, TR, TD, Figure. Compared by
 * identity: all runs of one paragraph share one element, also over a page break. What has no element is decoration.
 */
final class Element {

    final String tag;
    final @Nullable Element parent;
    final @Nullable String alternative;
    /** What a table heading is the heading of, Row or Column. */
    final @Nullable String scope;

    Element(String tag) {
        this(tag, null, null, null);
    }

    Element(String tag, @Nullable Element parent) {
        this(tag, parent, null, null);
    }

    private Element(String tag, @Nullable Element parent, @Nullable String alternative, @Nullable String scope) {
        this.tag = tag;
        this.parent = parent;
        this.alternative = alternative;
        this.scope = scope;
    }

    static Element figure(String alternative) {
        return new Element("Figure", null, alternative, null);
    }

    static Element heading(Element row, String scope) {
        return new Element("TH", row, null, scope);
    }
}
