package jinye.platform.papers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import jinye.platform.papers.LineBreaker.Line;

/** Draws rows of bordered cells and goes on over as many pages as it takes, repeating the first rows if wished. */
final class TableSetter {

    private static final double LITTLE = 1e-6;
    /** Less room than this at the end of a page is left blank. */
    private static final double DIVIDED_MIN = 40;

    enum Side {
        LEFT,
        CENTRE,
        RIGHT
    }

    /** @param height of the line including the space around it */
    record CellLine(Line line, double points, double height, int colour, Side side) {}

    /** @param middle true to stand in the middle of the height, false to start at the top */
    record Cell(double left, double right, List<CellLine> lines, boolean middle, Element element) {
        double height() {
            return lines.stream().mapToDouble(CellLine::height).sum();
        }
    }

    /** @param divisible true when the row may go on over a page break instead of moving as a whole */
    record Row(List<Cell> cells, double heightMin, boolean divisible) {}

    /**
     * @param step    row heights are multiples of it, 0 when any height will do
     * @param padding above and below the text
     * @param beside  left and right of the text
     * @param top     where the table goes on after a page break
     * @param bottom  where it must break
     */
    record Style(
            double step,
            double padding,
            double beside,
            double thickness,
            int colour,
            double top,
            DoubleSupplier bottom) {}

    private final Composer composer;
    private final Style style;
    private double y;

    TableSetter(Composer composer, Style style) {
        this.composer = composer;
        this.style = style;
    }

    /** Returns where the table ends on the last page. */
    double set(List<Row> rows, int repeated, double start) {
        y = start;
        List<Row> heading = rows.subList(0, Math.min(repeated, rows.size()));
        double headingHeight = heading.stream().mapToDouble(this::height).sum();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            boolean isHeading = i < heading.size();
            double whole = style.bottom().getAsDouble() - style.top() - (isHeading ? 0 : headingHeight);
            if (y + height(row) <= style.bottom().getAsDouble() + LITTLE) {
                draw(row, height(row));
            } else if (height(row) <= whole + LITTLE && !(row.divisible() && room() > DIVIDED_MIN)) {
                turn(isHeading ? List.of() : heading);
                draw(row, height(row));
            } else {
                split(row, isHeading ? List.of() : heading);
            }
        }
        return y;
    }

    private double room() {
        return style.bottom().getAsDouble() - y;
    }

    private void turn(List<Row> heading) {
        composer.newLeaf();
        y = style.top();
        heading.forEach(row -> draw(row, height(row)));
    }

    /** A row higher than a page: as many lines of every cell as fit, the rest on the next page. */
    private void split(Row row, List<Row> heading) {
        Row rest = row;
        while (true) {
            double room = style.bottom().getAsDouble() - y - 2 * style.padding();
            List<Cell> now = new ArrayList<>();
            List<Cell> later = new ArrayList<>();
            boolean any = false;
            boolean more = false;
            for (Cell cell : rest.cells()) {
                int fitting = fitting(cell, room);
                any |= fitting > 0;
                more |= fitting < cell.lines().size();
                now.add(part(cell, 0, fitting));
                later.add(part(cell, fitting, cell.lines().size()));
            }
            if (!any && y > style.top() + LITTLE + heading.size() * style.step()) {
                turn(heading);
                continue;
            }
            if (!more || !any) {
                draw(new Row(now, 0, true), height(rest));
                return;
            }
            draw(new Row(now, 0, true), style.bottom().getAsDouble() - y);
            turn(heading);
            rest = new Row(later, 0, true);
        }
    }

    private static int fitting(Cell cell, double room) {
        double used = 0;
        int count = 0;
        while (count < cell.lines().size() && used + cell.lines().get(count).height() <= room + LITTLE) {
            used += cell.lines().get(count++).height();
        }
        return count;
    }

    private static Cell part(Cell cell, int from, int to) {
        return new Cell(cell.left(), cell.right(), cell.lines().subList(from, to), cell.middle(), cell.element());
    }

    double height(Row row) {
        double needed = row.cells().stream().mapToDouble(Cell::height).max().orElse(0) + 2 * style.padding();
        double height = Math.max(needed, row.heightMin());
        return style.step() == 0 ? height : Math.ceil(height / style.step() - LITTLE) * style.step();
    }

    private void draw(Row row, double height) {
        double left = row.cells().getFirst().left();
        double right = row.cells().getLast().right();
        horizontal(left, right, y);
        for (Cell cell : row.cells()) {
            vertical(cell.left(), height);
            text(cell, height);
        }
        vertical(right, height);
        y += height;
        horizontal(left, right, y);
        int reached = (int) Math.ceil((y - Grid.TOP) / Grid.PITCH - 1e-3) - 1;
        composer.leaf().lastRow = Math.max(composer.leaf().lastRow, reached);
    }

    private void text(Cell cell, double height) {
        double at = cell.middle() ? y + (height - cell.height()) / 2 : y + style.padding();
        for (CellLine line : cell.lines()) {
            double em = line.points() * Grid.POINT;
            double width = line.line().end();
            double left = switch (line.side()) {
                case LEFT -> cell.left() + style.beside();
                case CENTRE -> (cell.left() + cell.right() - width) / 2;
                case RIGHT -> cell.right() - style.beside() - width;
            };
            double baseline = at + (line.height() - em) / 2 + Grid.ASCENT * em;
            composer.draw(line.line(), left, baseline, line.points(), line.colour(), cell.element());
            at += line.height();
        }
    }

    private void horizontal(double left, double right, double height) {
        double half = style.thickness() / 2;
        composer.rule(left - half, right + half, height, style.thickness(), style.colour());
    }

    private void vertical(double x, double height) {
        composer.rule(x, y, x, y + height, style.thickness(), style.colour());
    }
}
