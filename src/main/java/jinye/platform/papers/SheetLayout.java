package jinye.platform.papers;

import java.util.ArrayList;
import java.util.List;
import jinye.platform.papers.LineBreaker.Line;
import jinye.platform.papers.LineBreaker.Measure;
import jinye.platform.papers.TableSetter.Cell;
import jinye.platform.papers.TableSetter.CellLine;
import jinye.platform.papers.TableSetter.Row;
import jinye.platform.papers.TableSetter.Side;
import jinye.platform.papers.TableSetter.Style;
import org.jspecify.annotations.Nullable;

/** Lays a form out on as many pages as its contents need. */
final class SheetLayout {

    private static final double LEFT = 24;
    private static final double TOP = 20;
    private static final double PADDING = 1.6;
    private static final double BESIDE = 2;
    private static final double RULE = 0.25;
    private static final double FRAME = 0.6;
    private static final double LABEL_WIDTH = 22;
    private static final double LEADING = 1.45;
    private static final double FORM = 12;
    private static final double LIST = 10.5;
    private static final double AFTER_OPINION = 1.5;

    private final double right;
    private final double bottom;
    private final double foot;
    private final Composer composer;
    private final Sheet sheet;
    private final int colour;
    /** A register is a table; a form is not one, its lines have differing cells, and is read as a row of paragraphs. */
    private final @Nullable Element table;

    SheetLayout(FontBook fonts, Sheet sheet) {
        this.composer = new Composer(fonts);
        this.sheet = sheet;
        this.right = sheet.format().width() - 20;
        this.bottom = sheet.format().height() - 22;
        this.foot = sheet.format().height() - 14;
        long columns = sheet.lines().stream()
                .map(line -> line.cells().size())
                .distinct()
                .count();
        this.table = sheet.repeated() > 0 && columns == 1 ? new Element("Table") : null;
        this.colour = sheet.red() ? Grid.RED : Grid.BLACK;
    }

    LaidOut layout() {
        composer.newLeaf();
        double y = title();
        y = aboveTable(y);
        List<Row> rows = sheet.lines().stream()
                .filter(line -> !line.cells().isEmpty())
                .map(this::row)
                .toList();
        if (!rows.isEmpty()) {
            var style = new Style(0, PADDING, BESIDE, RULE, colour, TOP, () -> bottom);
            var setter = new TableSetter(composer, style);
            double end = setter.set(filled(rows, bottom - y, setter), sheet.repeated(), y);
            frames(y, end);
        }
        foot();
        return composer.finish();
    }

    private double title() {
        double wide =
                composer.line(FontRole.TITLE, sheet.title(), 1, Grid.POINT).end();
        double points = Math.min(Grid.TITLE, (right - LEFT) / Math.max(wide, 1e-6));
        double em = points * Grid.POINT;
        double spread = em * 1.12 * wide / Grid.POINT < right - LEFT ? em * 1.12 : em;
        Line line = composer.line(FontRole.TITLE, sheet.title(), points, spread);
        double left = (LEFT + right - line.end()) / 2;
        composer.draw(line, left, TOP + 4 + Grid.ASCENT * em, points, colour, new Element("H1"));
        return TOP + 4 + em + 5;
    }

    private double aboveTable(double y) {
        if (sheet.left().isBlank() && sheet.right().isBlank()) {
            return y;
        }
        double em = FORM * Grid.POINT;
        double baseline = y + Grid.ASCENT * em;
        var element = new Element("P");
        composer.draw(composer.line(FontRole.FANG, sheet.left(), FORM, em), LEFT, baseline, FORM, Grid.BLACK, element);
        Line right = composer.line(FontRole.FANG, sheet.right(), FORM, em);
        composer.draw(right, this.right - right.end(), baseline, FORM, Grid.BLACK, element);
        return y + em + 2.5;
    }

    /** A form that leaves the page half empty gives the room to the cells in which people write. */
    private static List<Row> filled(List<Row> rows, double room, TableSetter setter) {
        double spare = room - rows.stream().mapToDouble(setter::height).sum();
        long written = rows.stream().filter(Row::divisible).count();
        if (spare <= 0 || written == 0) {
            return rows;
        }
        return rows.stream()
                .map(row -> row.divisible() ? new Row(row.cells(), setter.height(row) + spare / written, true) : row)
                .toList();
    }

    private Row row(Sheet.Line line) {
        double total = line.cells().stream().mapToDouble(Sheet.Cell::width).sum();
        double left = LEFT;
        double taken = 0;
        Element element = table == null ? null : new Element("TR", table);
        List<Cell> cells = new ArrayList<>();
        for (Sheet.Cell cell : line.cells()) {
            taken += cell.width();
            double right = LEFT + (this.right - LEFT) * taken / total;
            cell(cell, left, right, element, cells);
            left = right;
        }
        boolean divisible = line.cells().stream().anyMatch(cell -> cell.kind() == Sheet.Kind.OPINIONS);
        return new Row(cells, line.heightMin(), divisible);
    }

    private void cell(Sheet.Cell cell, double left, double right, @Nullable Element row, List<Cell> cells) {
        switch (cell.kind()) {
            case FIELD -> {
                double middle = Math.min(left + LABEL_WIDTH, (left + right) / 2);
                cells.add(new Cell(left, middle, label(cell, left, middle), true, heading(row, "Row")));
                List<CellLine> text = lines(FontRole.FANG, cell.text(), FORM, room(middle, right), Side.LEFT);
                cells.add(new Cell(middle, right, text, true, data(row)));
            }
            case OPINIONS -> cells.add(new Cell(left, right, opinions(cell, room(left, right)), false, data(row)));
            case HEADING -> {
                List<CellLine> text = coloured(FontRole.HEI, cell.text(), LIST, room(left, right), Side.CENTRE);
                cells.add(new Cell(left, right, text, true, heading(row, "Column")));
            }
            case CENTRED -> {
                List<CellLine> text = lines(FontRole.FANG, cell.text(), LIST, room(left, right), Side.CENTRE);
                cells.add(new Cell(left, right, text, true, data(row)));
            }
            case TEXT -> {
                List<CellLine> text = lines(FontRole.FANG, cell.text(), LIST, room(left, right), Side.LEFT);
                cells.add(new Cell(left, right, text, true, data(row)));
            }
        }
    }

    private static Element data(@Nullable Element row) {
        return row == null ? new Element("P") : new Element("TD", row);
    }

    private static Element heading(@Nullable Element row, String scope) {
        return row == null ? new Element("P") : Element.heading(row, scope);
    }

    private static double room(double left, double right) {
        return right - left - 2 * BESIDE;
    }

    private List<CellLine> label(Sheet.Cell cell, double left, double right) {
        return coloured(FontRole.FANG, cell.label(), FORM, room(left, right), Side.CENTRE);
    }

    private List<CellLine> opinions(Sheet.Cell cell, double width) {
        List<CellLine> lines = new ArrayList<>();
        for (CellLine line : coloured(FontRole.FANG, cell.label() + "：", FORM, width, Side.LEFT)) {
            lines.add(new CellLine(line.line(), FORM, line.height() + AFTER_OPINION, colour, Side.LEFT));
        }
        for (Sheet.Opinion opinion : cell.opinions()) {
            lines.addAll(lines(FontRole.KAI, opinion.text(), FORM, width, Side.LEFT));
            List<CellLine> signed =
                    lines(FontRole.KAI, opinion.name() + "  " + opinion.moment(), LIST, width, Side.RIGHT);
            for (int i = 0; i < signed.size(); i++) {
                CellLine line = signed.get(i);
                double after = i == signed.size() - 1 ? AFTER_OPINION : 0;
                lines.add(new CellLine(line.line(), LIST, line.height() + after, Grid.BLACK, Side.RIGHT));
            }
        }
        return lines;
    }

    private List<CellLine> lines(FontRole role, String text, double points, double width, Side side) {
        return lines(role, text, points, width, side, Grid.BLACK);
    }

    private List<CellLine> coloured(FontRole role, String text, double points, double width, Side side) {
        return lines(role, text, points, width, side, colour);
    }

    private List<CellLine> lines(FontRole role, String text, double points, double width, Side side, int ink) {
        double em = points * Grid.POINT;
        List<CellLine> lines = new ArrayList<>();
        for (String paragraph : text.split("\\R")) {
            composer.lines(Span.of(role, paragraph), points, new Measure(0, 0, width, em, side == Side.LEFT)).stream()
                    .map(line -> new CellLine(line, points, em * LEADING, ink, side))
                    .forEach(lines::add);
        }
        return lines;
    }

    /** A stronger line around the table on every page. */
    private void frames(double first, double end) {
        List<LaidOut.Leaf> leaves = composer.leaves();
        for (int i = 0; i < leaves.size(); i++) {
            double top = i == 0 ? first : TOP;
            double bottom = i == leaves.size() - 1
                    ? end
                    : leaves.get(i).rules.stream()
                            .mapToDouble(PageCanvas.Rule::toY)
                            .max()
                            .orElse(top);
            if (bottom > top) {
                frame(leaves.get(i), top, bottom);
            }
        }
    }

    private void frame(LaidOut.Leaf leaf, double top, double bottom) {
        double half = FRAME / 2;
        leaf.rules.add(new PageCanvas.Rule(LEFT - half, top, right + half, top, FRAME, colour));
        leaf.rules.add(new PageCanvas.Rule(LEFT - half, bottom, right + half, bottom, FRAME, colour));
        leaf.rules.add(new PageCanvas.Rule(LEFT, top, LEFT, bottom, FRAME, colour));
        leaf.rules.add(new PageCanvas.Rule(right, top, right, bottom, FRAME, colour));
    }

    private void foot() {
        List<LaidOut.Leaf> leaves = composer.leaves();
        if (leaves.size() == 1) {
            return;
        }
        double em = LIST * Grid.POINT;
        for (int i = 0; i < leaves.size(); i++) {
            String text = "第" + (i + 1) + "页  共" + leaves.size() + "页";
            Line line = composer.line(FontRole.NUMBER, text, LIST, em);
            composer.draw(leaves.get(i), line, (LEFT + right - line.end()) / 2, foot, LIST, Grid.BLACK, null);
        }
    }
}
