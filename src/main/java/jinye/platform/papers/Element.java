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

    Element(String tag) {
        this(tag, null, null);
    }

    Element(String tag, @Nullable Element parent) {
        this(tag, parent, null);
    }

    Element(String tag, @Nullable Element parent, @Nullable String alternative) {
        this.tag = tag;
        this.parent = parent;
        this.alternative = alternative;
    }
}
