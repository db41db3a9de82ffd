package jinye.platform.papers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import jinye.platform.papers.reading.OfdFile;

/** The text of a page in pieces that can lie over its picture, to be selected and read aloud. */
public final class OfdText {

    /** @param x left end of the base line in millimetres. @param size of the characters. @param width of the whole piece */
    public record Piece(String text, double x, double y, double size, double width) {}

    private static final double GAP_MAX = 1.5;

    private OfdText() {}

    /** In the order of reading. */
    public static List<Piece> of(OfdFile.Page page) {
        var pieces = new ArrayList<Piece>();
        var text = new StringBuilder();
        OfdFile.Glyph first = null;
        OfdFile.Glyph last = null;
        for (var glyph : page.glyphs()) {
            boolean follows = first != null
                    && last != null
                    && Math.abs(glyph.y() - first.y()) < 0.1 * first.size()
                    && Math.abs(glyph.size() - first.size()) < 0.01
                    && glyph.x() >= last.x()
                    && glyph.x() - last.x() < GAP_MAX * glyph.size();
            if (first != null && last != null && !follows) {
                pieces.add(piece(text, first, last));
                text.setLength(0);
                first = null;
            }
            first = first == null ? glyph : first;
            last = glyph;
            text.appendCodePoint(glyph.character());
        }
        if (first != null && last != null) {
            pieces.add(piece(text, first, last));
        }
        pieces.sort(Comparator.comparingLong((Piece piece) -> Math.round(piece.y() * 2))
                .thenComparingDouble(Piece::x));
        return pieces;
    }

    private static Piece piece(StringBuilder text, OfdFile.Glyph first, OfdFile.Glyph last) {
        double lastWidth = last.character() < 0x2000 ? 0.5 : 1;
        return new Piece(
                text.toString(), first.x(), first.y(), first.size(), last.x() - first.x() + lastWidth * last.size());
    }
}
