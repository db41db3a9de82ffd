package jinye.platform.papers;

import java.util.List;

/**
 * A filled-in form: a title over a table of labelled cells. 发文稿纸 and 文件处理单 carry opinions in their cells, 签收清单
 * and registers are rows of plain cells.
 *
 * @param title    湖南省烟草专卖局发文稿纸
 * @param red      title, labels and lines in red, as 稿纸 are printed; what people wrote is always black
 * @param left     above the table on the left, empty for nothing
 * @param right    above the table on the right, empty for nothing
 * @param repeated how many of the first lines are repeated on every page
 * @param format   the paper it is printed on
 */
public record Sheet(
        String title, boolean red, String left, String right, List<Line> lines, int repeated, PageFormat format) {

    /** On A4, upright. */
    public Sheet(String title, boolean red, String left, String right, List<Line> lines, int repeated) {
        this(title, red, left, right, lines, repeated, PageFormat.A4);
    }

    /** @param heightMin in millimetres; a line grows with what stands in it */
    public record Line(double heightMin, List<Cell> cells) {
        public static Line of(double heightMin, Cell... cells) {
            return new Line(heightMin, List.of(cells));
        }
    }

    public enum Kind {
        /** The label in a cell of its own, the text beside it. */
        FIELD,
        /** The label in the corner, opinions below it. */
        OPINIONS,
        /** Text without a label, in the middle or at the left. */
        CENTRED,
        TEXT,
        /** A heading of a column. */
        HEADING
    }

    /** @param width share of the line compared with its other cells */
    public record Cell(double width, Kind kind, String label, String text, List<Opinion> opinions) {

        public static Cell field(double width, String label, String text) {
            return new Cell(width, Kind.FIELD, label, text, List.of());
        }

        public static Cell opinions(double width, String label, List<Opinion> opinions) {
            return new Cell(width, Kind.OPINIONS, label, "", opinions);
        }

        public static Cell heading(double width, String text) {
            return new Cell(width, Kind.HEADING, "", text, List.of());
        }

        public static Cell text(double width, String text) {
            return new Cell(width, Kind.TEXT, "", text, List.of());
        }

        public static Cell centred(double width, String text) {
            return new Cell(width, Kind.CENTRED, "", text, List.of());
        }
    }

    /**
     * What somebody wrote.
     *
     * @param name   with the post if it should show, and 代 for somebody else
     * @param moment as it should read, 2026年3月5日 10:20
     */
    public record Opinion(String text, String name, String moment) {}
}
