package jinye.platform.papers;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import jinye.platform.papers.LaidOut.Leaf;
import jinye.platform.papers.LineBreaker.Line;
import jinye.platform.papers.LineBreaker.Measure;
import jinye.platform.papers.PageCanvas.Rule;
import jinye.platform.papers.PageCanvas.Run;
import org.jspecify.annotations.Nullable;

/** Sets lines onto the rows of pages. One composer makes one document. */
final class Composer {

    private static final double ENDLESS = 1e6;
    private static final int HEADING_ROWS_MAX = 4;
    private static final double MARK_RULE = 0.25;

    private final FontBook fonts;
    private final TreeSet<Integer> missing = new TreeSet<>();
    private final LineBreaker breaker;
    private final List<Leaf> leaves = new ArrayList<>();
    private int row;
    private int shortLeaf = -1;
    private int shortRows = Grid.ROWS;
    private boolean turned;

    Composer(FontBook fonts) {
        this.fonts = fonts;
        this.breaker = new LineBreaker(fonts, missing);
    }

    LaidOut finish() {
        return new LaidOut(leaves, missing);
    }

    FontBook fonts() {
        return fonts;
    }

    List<Leaf> leaves() {
        return leaves;
    }

    Leaf leaf() {
        return leaves.getLast();
    }

    /** The next free row of the page. */
    int row() {
        return row;
    }

    void moveTo(int row) {
        this.row = row;
    }

    void newLeaf() {
        leaves.add(new Leaf());
        row = 0;
    }

    /** Begins a page laid on its side; the pages after it are too, until {@link #upright()}. */
    void turnedLeaf() {
        turned = true;
        newLeaf();
    }

    /** What follows begins on an upright page. */
    void upright() {
        turned = false;
        leaf().lastRow = Grid.ROWS - 1;
        row = Grid.ROWS;
    }

    /** Lets one page end early, so that its last lines come to the page of the signature (no 此页无正文). */
    void shorten(int leaf, int rows) {
        shortLeaf = leaf;
        shortRows = rows;
    }

    int rowsAllowed() {
        return leaves.size() - 1 == shortLeaf ? shortRows : Grid.ROWS;
    }

    /** Takes the next row, on a new page when this one is full. */
    int takeRow() {
        if (row >= rowsAllowed()) {
            newLeaf();
        }
        leaf().lastRow = Math.max(leaf().lastRow, row);
        return row++;
    }

    /** Indents are given in characters. */
    void paragraph(List<Span> spans, double firstIndent, double restIndent, Element element) {
        var measure = new Measure(firstIndent * Grid.CELL, restIndent * Grid.CELL, Grid.WIDTH, Grid.CELL, true);
        for (Line line : breaker.lines(spans, Grid.BODY, measure)) {
            draw(line, Grid.LEFT, Grid.baseline(takeRow(), Grid.BODY), Grid.BODY, Grid.BLACK, element);
        }
    }

    /** Turns the page when a heading would be the last thing on it. */
    void keepWithNext(List<Span> heading) {
        var measure = new Measure(2 * Grid.CELL, 0, Grid.WIDTH, Grid.CELL, true);
        int rows = breaker.lines(heading, Grid.BODY, measure).size();
        if (row > 0 && rows < HEADING_ROWS_MAX && row + rows >= rowsAllowed()) {
            newLeaf();
        }
    }

    List<Line> lines(List<Span> spans, double points, Measure measure) {
        return breaker.lines(spans, points, measure);
    }

    /** One line that is not broken, with cells as wide as the type size unless said otherwise. */
    Line line(FontRole role, String text, double points, double cell) {
        List<Line> lines = breaker.lines(Span.of(role, text), points, new Measure(0, 0, ENDLESS, cell, false));
        return lines.isEmpty() ? new Line(List.of(), new double[0], 0) : lines.getFirst();
    }

    Line bodyLine(FontRole role, String text) {
        return line(role, text, Grid.BODY, Grid.CELL);
    }

    void bodyLine(Line line, double left, double row, Element element) {
        draw(line, left, Grid.baseline(row, Grid.BODY), Grid.BODY, Grid.BLACK, element);
    }

    void centred(Line line, double baseline, double points, int colour, Element element) {
        draw(line, Grid.LEFT + (Grid.WIDTH - line.end()) / 2, baseline, points, colour, element);
    }

    void draw(Line line, double left, double baseline, double points, int colour, @Nullable Element element) {
        draw(leaf(), line, left, baseline, points, colour, element);
    }

    /** Draws stretches of the same face as one run. */
    void draw(
            Leaf leaf, Line line, double left, double baseline, double points, int colour, @Nullable Element element) {
        List<Piece> pieces = line.pieces();
        for (int from = 0, to; from < pieces.size(); from = to) {
            Face face = pieces.get(from).face;
            Ink ink = pieces.get(from).ink;
            var text = new StringBuilder();
            List<Double> x = new ArrayList<>();
            for (to = from; to < pieces.size() && pieces.get(to).face == face && pieces.get(to).ink == ink; to++) {
                Piece piece = pieces.get(to);
                text.append(piece.text);
                for (double offset : piece.offsets) {
                    x.add(left + line.x()[to] + offset);
                }
            }
            double[] places = x.stream().mapToDouble(Double::doubleValue).toArray();
            double right = left + line.x()[to - 1] + pieces.get(to - 1).width;
            if (ink != null) {
                decorate(ink, left + line.x()[from], right, baseline, points * Grid.POINT);
            }
            leaf.runs.add(new Run(
                    face,
                    points,
                    ink == null ? colour : ink.colour(),
                    text.toString(),
                    places,
                    baseline,
                    element,
                    turned));
        }
    }

    private void decorate(Ink ink, double left, double right, double baseline, double em) {
        switch (ink.stroke()) {
            case NONE -> {
                // only the colour
            }
            case UNDER -> rule(left, right, baseline + 0.22 * em, MARK_RULE, ink.colour());
            case THROUGH -> rule(left, right, baseline - 0.36 * em, MARK_RULE, ink.colour());
        }
    }

    void rule(double left, double right, double y, double thickness, int colour) {
        rule(left, y, right, y, thickness, colour);
    }

    void rule(double fromX, double fromY, double toX, double toY, double thickness, int colour) {
        leaf().rules
                .add(
                        turned
                                ? new Rule(
                                        fromY, Grid.PAGE_HEIGHT - fromX, toY, Grid.PAGE_HEIGHT - toX, thickness, colour)
                                : new Rule(fromX, fromY, toX, toY, thickness, colour));
    }
}
