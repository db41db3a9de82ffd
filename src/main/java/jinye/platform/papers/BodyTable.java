package jinye.platform.papers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jinye.platform.papers.LineBreaker.Line;
import jinye.platform.papers.LineBreaker.Measure;
import jinye.platform.papers.OfficialPage.Block;
import jinye.platform.papers.TableSetter.Cell;
import jinye.platform.papers.TableSetter.CellLine;
import jinye.platform.papers.TableSetter.Row;
import jinye.platform.papers.TableSetter.Side;
import jinye.platform.papers.TableSetter.Style;

/**
 * A table in the text: rows are whole rows of the grid, so that the text below it stands on the grid again. One with many
 * columns has pages of its own, laid on their side (§9).
 */
final class BodyTable {

    private static final double PADDING = 0.5;
    private static final double BESIDE = 1.2;
    private static final double RULE = 0.25;
    private static final double LEADING = 1.25;
    /** Columns whose texts are no longer than this are centred. */
    private static final double SHORT_MAX = 7;

    private static final int UPRIGHT_COLUMNS_MAX = 8;

    private final Composer composer;
    private final List<List<String>> rows;
    private final int columns;
    private final double points;
    private final double em;
    private final boolean wide;

    BodyTable(Composer composer, Block.Table table) {
        this.composer = composer;
        this.rows = table.rows();
        this.columns = columns(table);
        this.wide = isWide(table);
        this.points = columns <= 5 ? Grid.SMALL : columns <= 12 ? 12 : 10.5;
        this.em = points * Grid.POINT;
    }

    static boolean isWide(Block.Table table) {
        return columns(table) > UPRIGHT_COLUMNS_MAX;
    }

    private static int columns(Block.Table table) {
        return table.rows().stream().mapToInt(List::size).max().orElse(0);
    }

    void set() {
        if (columns == 0) {
            return;
        }
        if (wide) {
            composer.turnedLeaf();
        } else if (composer.row() >= composer.rowsAllowed()) {
            composer.newLeaf();
        }
        double[] natural = natural();
        double[] edges = edges(natural);
        var table = new Element("Table");
        List<Row> set = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            set.add(row(rows.get(i), i == 0 && rows.size() > 1, edges, natural, table));
        }
        if (wide) {
            var onItsSide = new Style(0, 2 * PADDING, BESIDE, RULE, Grid.BLACK, Grid.SIDE_TOP, () -> Grid.SIDE_BOTTOM);
            new TableSetter(composer, onItsSide).set(set, rows.size() > 1 ? 1 : 0, Grid.SIDE_TOP);
            composer.upright();
            return;
        }
        var style = new Style(
                Grid.PITCH,
                PADDING,
                BESIDE,
                RULE,
                Grid.BLACK,
                Grid.TOP,
                () -> Grid.TOP + composer.rowsAllowed() * Grid.PITCH);
        double end = new TableSetter(composer, style)
                .set(set, rows.size() > 1 ? 1 : 0, Grid.TOP + composer.row() * Grid.PITCH);
        composer.moveTo((int) Math.round((end - Grid.TOP) / Grid.PITCH));
    }

    private Row row(List<String> texts, boolean heading, double[] edges, double[] natural, Element table) {
        var element = new Element("TR", table);
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            String text = i < texts.size() ? texts.get(i) : "";
            double width = edges[i + 1] - edges[i] - 2 * BESIDE;
            Side side = heading || natural[i] <= SHORT_MAX * em ? Side.CENTRE : Side.LEFT;
            FontRole role = heading ? FontRole.HEI : FontRole.FANG;
            List<CellLine> lines =
                    composer
                            .lines(Span.of(role, text), points, new Measure(0, 0, width, em, side == Side.LEFT))
                            .stream()
                            .map(line -> new CellLine(line, points, em * LEADING, Grid.BLACK, side))
                            .toList();
            cells.add(new Cell(
                    edges[i],
                    edges[i + 1],
                    lines,
                    true,
                    heading ? Element.heading(element, "Column") : new Element("TD", element)));
        }
        return new Row(cells, 0, false);
    }

    /** The width each column would like to have for its longest text. */
    private double[] natural() {
        var natural = new double[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                Line line = composer.line(FontRole.FANG, row.get(i), points, em);
                natural[i] = Math.max(natural[i], Math.max(line.end(), 2 * em));
            }
        }
        return natural;
    }

    /** The widest columns give way first, until all fit; what is left over goes to all in proportion. */
    private double[] edges(double[] natural) {
        double room = (wide ? Grid.SIDE_WIDTH : Grid.WIDTH) - columns * 2 * BESIDE;
        double cap = room;
        for (int i = 0; i < 60 && sum(natural, cap) > room; i++) {
            cap *= 0.93;
        }
        double scale = room / sum(natural, cap);
        var edges = new double[columns + 1];
        edges[0] = wide ? Grid.SIDE_LEFT : Grid.LEFT;
        for (int i = 0; i < columns; i++) {
            edges[i + 1] = edges[i] + Math.min(natural[i], cap) * scale + 2 * BESIDE;
        }
        return edges;
    }

    private static double sum(double[] widths, double cap) {
        return Arrays.stream(widths).map(width -> Math.min(width, cap)).sum();
    }
}
