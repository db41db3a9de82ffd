package jinye.platform.workflow;

import java.util.List;

/**
 * An opinion written by hand: the way of the pen, not a picture, so that it prints sharply at any size. It names the page it was
 * written on by the page's SHA-256, so that nobody can later put it under another page.
 *
 * @param strokes each a list of x, y, x, y …, in a field of {@code width} by {@code height}
 */
public record Ink(int width, int height, List<List<Integer>> strokes, String pageHash) {

    private static final int STROKES_MAX = 500;
    private static final int NUMBERS_MAX = 40_000;
    private static final int SIDE_MAX = 4_000;

    /** @throws Refused when it is not a drawing, or one too large to keep */
    void check() {
        long numbers = strokes.stream().mapToLong(List::size).sum();
        boolean drawn = width > 0 && height > 0 && width <= SIDE_MAX && height <= SIDE_MAX && !strokes.isEmpty();
        if (!drawn || !pageHash.matches("[0-9a-f]{64}") || !strokes.stream().allMatch(this::isStroke)) {
            throw Refused.inkUnreadable();
        }
        if (strokes.size() > STROKES_MAX || numbers > NUMBERS_MAX) {
            throw Refused.inkTooLong(STROKES_MAX);
        }
    }

    private boolean isStroke(List<Integer> stroke) {
        if (stroke.size() < 2 || stroke.size() % 2 != 0) {
            return false;
        }
        for (int i = 0; i < stroke.size(); i++) {
            var at = stroke.get(i);
            if (at == null || at < 0 || at > (i % 2 == 0 ? width : height)) {
                return false;
            }
        }
        return true;
    }
}
