package jinye.platform.papers;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/**
 * Breaks text into lines after GB/T 15834: a mark that may not begin a line is squeezed in (推入), else a character is
 * pushed out (推出) and the line is spread; nothing hangs over the edge.
 */
final class LineBreaker {

    private static final double LITTLE = 1e-6;
    /** A line that would need wider gaps than this stays ragged. */
    private static final double GAP_MAX = 0.5;

    /**
     * One line.
     *
     * @param x where each piece starts, from the left edge of the measure
     */
    record Line(List<Piece> pieces, double[] x, double end) {}

    /**
     * What a paragraph is set into, in millimetres.
     *
     * @param cell the width of one Chinese character
     */
    record Measure(double firstIndent, double restIndent, double width, double cell, boolean justified) {}

    private final FontBook fonts;
    private final SortedSet<Integer> missing;

    LineBreaker(FontBook fonts, SortedSet<Integer> missing) {
        this.fonts = fonts;
        this.missing = missing;
    }

    List<Line> lines(List<Span> spans, double points, Measure measure) {
        return lines(pieces(spans, points, measure.cell()), measure);
    }

    private List<Piece> pieces(List<Span> spans, double points, double cell) {
        List<Piece> pieces = new ArrayList<>();
        for (Span span : spans) {
            int first = pieces.size();
            int[] characters = CleanText.line(span.text()).codePoints().toArray();
            for (int from = 0, to; from < characters.length; from = to) {
                Face face = fonts.find(span.role(), characters[from]);
                if (face == null) {
                    missing.add(characters[from]);
                    to = from + 1;
                    Face other = fonts.find(span.role(), Piece.replacement());
                    pieces.add(Piece.replacement(other == null ? fonts.first(span.role()) : other, points, cell));
                    continue;
                }
                to = end(characters, from, span.role(), face);
                int[] part = java.util.Arrays.copyOfRange(characters, from, to);
                pieces.add(Piece.set(part, face, points, cell));
            }
            pieces.subList(first, pieces.size()).forEach(piece -> piece.ink = span.ink());
        }
        return pieces;
    }

    private int end(int[] characters, int from, FontRole role, Face face) {
        int first = characters[from];
        int to = from + 1;
        if (first == '—' || first == '…') {
            return to < characters.length && characters[to] == first ? to + 1 : to;
        }
        if (first == ' ' || !Piece.isNarrow(first)) {
            return to;
        }
        while (to < characters.length
                && characters[to] != ' '
                && Piece.isNarrow(characters[to])
                && fonts.find(role, characters[to]) == face) {
            to++;
        }
        return to;
    }

    private static List<Line> lines(List<Piece> pieces, Measure measure) {
        List<Line> lines = new ArrayList<>();
        int from = 0;
        while (from < pieces.size()) {
            double indent = lines.isEmpty() ? measure.firstIndent() : measure.restIndent();
            double room = measure.width() - indent;
            int to = cut(pieces, from, room, measure.cell());
            int end = to;
            while (end > from + 1 && to < pieces.size() && pieces.get(end - 1).isBlank()) {
                end--;
            }
            boolean last = to == pieces.size();
            lines.add(place(pieces.subList(from, end), indent, room, measure, last));
            from = to;
            while (from < pieces.size() && pieces.get(from).isBlank()) {
                from++;
            }
        }
        return lines;
    }

    private static int cut(List<Piece> pieces, int from, double room, double cell) {
        double width = 0;
        int to = from;
        while (to < pieces.size() && width + pieces.get(to).width <= room + LITTLE) {
            width += pieces.get(to++).width;
        }
        if (to == pieces.size()) {
            return to;
        }
        Piece next = pieces.get(to);
        if (to == from || next.width > room + LITTLE) {
            return cutWord(pieces, from, to, room - width);
        }
        int squeezed = to;
        while (squeezed < pieces.size() && pieces.get(squeezed).isNeverFirst()) {
            squeezed++;
        }
        List<Piece> inside = pieces.subList(from, squeezed);
        double possible = 0.5 * cell * inside.stream().filter(Piece::isSoft).count();
        if (squeezed > to
                && width(inside) - room <= possible + LITTLE
                && !inside.getLast().isNeverLast()) {
            return squeezed;
        }
        while (to > from + 1
                && (pieces.get(to).isNeverFirst() || pieces.get(to - 1).isNeverLast())) {
            to--;
        }
        return to;
    }

    /** A word longer than a whole line is cut where the line ends. */
    private static int cutWord(List<Piece> pieces, int from, int at, double room) {
        Piece word = pieces.get(at);
        if (word.length() == 1 || (at > from && word.ends[0] > room)) {
            return at == from ? at + 1 : at;
        }
        int fitting = Math.min(word.fitting(room), word.length() - 1);
        pieces.set(at, word.part(0, fitting));
        pieces.add(at + 1, word.part(fitting, word.length()));
        return at + 1;
    }

    private static double width(List<Piece> pieces) {
        return pieces.stream().mapToDouble(piece -> piece.width).sum();
    }

    private static Line place(List<Piece> pieces, double indent, double room, Measure measure, boolean last) {
        double slack = room - width(pieces);
        long soft = pieces.stream().filter(Piece::isSoft).count();
        double squeeze = slack < -LITTLE && soft > 0 ? slack / soft : 0;
        double stretch =
                measure.justified() && !last && slack > LITTLE && pieces.size() > 1 ? slack / (pieces.size() - 1) : 0;
        if (stretch > GAP_MAX * measure.cell()) {
            stretch = 0;
        }
        var x = new double[pieces.size()];
        double at = indent;
        for (int i = 0; i < x.length; i++) {
            Piece piece = pieces.get(i);
            x[i] = at + (piece.hasBlankBefore() ? squeeze : 0);
            at += piece.width + (piece.isSoft() ? squeeze : 0) + (i < x.length - 1 ? stretch : 0);
        }
        return new Line(List.copyOf(pieces), x, at);
    }
}
