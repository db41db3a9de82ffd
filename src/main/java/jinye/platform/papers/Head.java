package jinye.platform.papers;

import java.util.List;
import jinye.platform.papers.LineBreaker.Line;
import jinye.platform.papers.LineBreaker.Measure;

/** All that stands above the text: urgency, mark, number, signers, red line, title, main recipients (§7.2, §7.3.1–2, §10). */
final class Head {

    private static final double MARK_POINTS_MAX = 48;
    private static final double MARK_BELOW_TOP = 35;
    private static final double ORDER_MARK_BELOW_TOP = 20;
    private static final double JOINT_GAP = 0.5;
    private static final double JOINT_LEADING = 1.3;
    private static final double JOINT_HEIGHT_MAX = 70;
    private static final double MARK_WIDTH_MAX = Grid.WIDTH - Grid.CELL;
    private static final double RED_LINE_BELOW_NUMBER = 4;
    private static final double RED_LINE = 0.6;
    private static final double LETTER_MARK_TOP = 30;
    private static final double LETTER_LINE_BELOW_MARK = 4;
    private static final double LETTER_LINE_ABOVE_END = 20;
    private static final double LETTER_LINE_WIDTH = 170;
    private static final double THICK = 0.8;
    private static final double THIN = 0.3;
    private static final double BETWEEN = 0.9;

    private final OfficialPage page;
    private final Composer composer;
    private boolean mainToOmitted;

    Head(OfficialPage page, Composer composer) {
        this.page = page;
        this.composer = composer;
    }

    void set() {
        double bottom = switch (page.format()) {
            case DOCUMENT -> document();
            case LETTER -> letter();
            case ORDER -> order();
            case MINUTES -> minutes();
        };
        if (page.format() == OfficialPage.Format.ORDER) {
            mainToOmitted = true;
            composer.moveTo(rowBelow(bottom));
            return;
        }
        title(bottom);
        mainTo();
    }

    /** True when the recipients stand in 版记: in an order, or when they would push the text off the first page (§7.3.2). */
    boolean isMainToOmitted() {
        return mainToOmitted;
    }

    private double document() {
        String urgency = page.urgency();
        if (urgency != null) {
            composer.bodyLine(composer.bodyLine(FontRole.HEI, urgency), Grid.LEFT, 0, new Element("P"));
        }
        double line = mark(Grid.TOP + MARK_BELOW_TOP) + 2 * Grid.PITCH;
        if (page.signers().isEmpty()) {
            centredNumber(line);
        } else {
            line = signers(line);
        }
        double red = line + Grid.BODY_EM + RED_LINE_BELOW_NUMBER;
        composer.rule(Grid.LEFT, Grid.RIGHT, red, RED_LINE, Grid.RED);
        return red;
    }

    /** The number of minutes under the mark, then the office and the date above the red line, as offices print them. */
    private double minutes() {
        double line = mark(Grid.TOP + MARK_BELOW_TOP) + Grid.PITCH;
        centredNumber(line);
        line += 1.5 * Grid.PITCH;
        var element = new Element("P");
        at(composer.bodyLine(FontRole.FANG, page.signature()), Grid.LEFT + Grid.CELL, line, element);
        Line date = composer.bodyLine(FontRole.FANG, ChineseDate.of(page.date()));
        at(date, Grid.RIGHT - Grid.CELL - date.end(), line, element);
        double red = line + Grid.BODY_EM + RED_LINE_BELOW_NUMBER;
        composer.rule(Grid.LEFT, Grid.RIGHT, red, RED_LINE, Grid.RED);
        return red;
    }

    /** §10.2: 令号 two rows below the mark and the text two rows below 令号, without a red line or a title. */
    private double order() {
        double line = mark(Grid.TOP + ORDER_MARK_BELOW_TOP) + 2 * Grid.PITCH;
        centredNumber(line);
        return line + Grid.BODY_EM;
    }

    private double letter() {
        double upper = mark(LETTER_MARK_TOP) + LETTER_LINE_BELOW_MARK;
        double left = (Grid.PAGE_WIDTH - LETTER_LINE_WIDTH) / 2;
        double right = left + LETTER_LINE_WIDTH;
        double lower = Grid.PAGE_HEIGHT - LETTER_LINE_ABOVE_END;
        composer.rule(left, right, upper, THICK, Grid.RED);
        composer.rule(left, right, upper + BETWEEN, THIN, Grid.RED);
        composer.rule(left, right, lower - BETWEEN, THIN, Grid.RED);
        composer.rule(left, right, lower, THICK, Grid.RED);

        double line = upper + BETWEEN + 7.0 / 8 * Grid.BODY_EM;
        String urgency = page.urgency();
        if (urgency != null) {
            at(composer.bodyLine(FontRole.HEI, urgency), Grid.LEFT, line, new Element("P"));
        }
        String number = page.number();
        if (number != null) {
            Line set = composer.bodyLine(FontRole.FANG, number);
            at(set, Grid.RIGHT - set.end(), line, new Element("P"));
        }
        return line + Grid.BODY_EM;
    }

    /** The upper edge of the ink stands at {@code top}; the answer is the lower edge of the characters. */
    private double mark(double top) {
        String mark = page.issuingMark();
        if (mark.contains(OfficialPage.BEHIND_ALL)) {
            return jointMark(mark, top);
        }
        double wide = composer.line(FontRole.TITLE, mark, 1, Grid.POINT).end();
        double points = wide == 0 ? MARK_POINTS_MAX : Math.min(MARK_POINTS_MAX, MARK_WIDTH_MAX / wide);
        double em = points * Grid.POINT;
        Line line = composer.line(FontRole.TITLE, mark, points, em);
        double ink = composer.fonts().first(FontRole.TITLE).inkTop(mark) * em;
        composer.centred(line, top + ink, points, Grid.RED, new Element("P"));
        return top + em;
    }

    /** §7.2.4: the names of all organs spread to the same width, 文件 right of them in the middle of their height. */
    private double jointMark(String mark, double top) {
        int tab = mark.indexOf(OfficialPage.BEHIND_ALL);
        List<String> names = mark.substring(0, tab).lines().toList();
        String behind = mark.substring(tab + 1);
        int widest = names.stream().mapToInt(String::length).max().orElse(1);
        double em = Math.min(MARK_POINTS_MAX * Grid.POINT, MARK_WIDTH_MAX / (widest + behind.length() + JOINT_GAP));
        em = Math.min(em, JOINT_HEIGHT_MAX / names.size() / JOINT_LEADING);
        double points = em / Grid.POINT;
        double wide = widest * em;
        double left = Grid.LEFT + (Grid.WIDTH - wide - (behind.length() + JOINT_GAP) * em) / 2;
        double ink = composer.fonts().first(FontRole.TITLE).inkTop(names.getFirst()) * em;
        double pitch = JOINT_LEADING * em;
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            double step = name.length() > 1 ? (wide - em) / (name.length() - 1) : 0;
            var element = new Element("P");
            for (int k = 0; k < name.length(); k++) {
                Line one = composer.line(FontRole.TITLE, name.substring(k, k + 1), points, em);
                composer.draw(one, left + k * step, top + ink + i * pitch, points, Grid.RED, element);
            }
        }
        double middle = top + ink + (names.size() - 1) * pitch / 2;
        Line word = composer.line(FontRole.TITLE, behind, points, em);
        composer.draw(word, left + wide + JOINT_GAP * em, middle, points, Grid.RED, new Element("P"));
        return top + em + (names.size() - 1) * pitch;
    }

    private void centredNumber(double line) {
        String number = page.number();
        if (number != null) {
            Line set = composer.bodyLine(FontRole.FANG, number);
            at(set, Grid.LEFT + (Grid.WIDTH - set.end()) / 2, line, new Element("P"));
        }
    }

    /** §7.2.6: signers right, two a line, the number left beside the last of them. */
    private double signers(double first) {
        List<String> names = page.signers();
        Line label = composer.bodyLine(FontRole.FANG, "签发人：");
        int columns = Math.min(2, names.size());
        double widest = names.stream()
                .mapToDouble(name -> composer.bodyLine(FontRole.KAI, name).end())
                .max()
                .orElse(0);
        double column = Math.max(3 * Grid.CELL, widest) + Grid.CELL;
        double left = Grid.RIGHT - Grid.CELL - label.end() - column * columns + Grid.CELL;
        var element = new Element("P");
        at(label, left, first, element);
        double line = first;
        for (int i = 0; i < names.size(); i++) {
            line = first + i / 2 * Grid.PITCH;
            at(composer.bodyLine(FontRole.KAI, names.get(i)), left + label.end() + i % 2 * column, line, element);
        }
        String number = page.number();
        if (number != null) {
            at(composer.bodyLine(FontRole.FANG, number), Grid.LEFT + Grid.CELL, line, new Element("P"));
        }
        return line;
    }

    private void at(Line line, double left, double top, Element element) {
        composer.draw(line, left, top + Grid.ASCENT * Grid.BODY_EM, Grid.BODY, Grid.BLACK, element);
    }

    /** Two blank rows below what stands above, on the nearest row of the grid. */
    private void title(double above) {
        composer.moveTo(rowBelow(above));
        var element = new Element("H1");
        int capacity = (int) (Grid.WIDTH / Grid.TITLE_EM);
        for (String text : TitleShape.lines(page.title(), List.of(page.signature()), capacity)) {
            Line line = composer.line(FontRole.TITLE, text, Grid.TITLE, Grid.TITLE_EM);
            composer.centred(line, Grid.baseline(composer.takeRow(), Grid.TITLE), Grid.TITLE, Grid.BLACK, element);
        }
        composer.moveTo(composer.row() + 1);
    }

    private static int rowBelow(double above) {
        return (int) Math.round((above - Grid.TOP) / Grid.PITCH + 2 - 0.2);
    }

    private void mainTo() {
        if (page.mainTo().isBlank()) {
            return;
        }
        List<Span> spans = Span.of(FontRole.FANG, page.mainTo() + "：");
        int rows = composer.lines(spans, Grid.BODY, new Measure(0, 0, Grid.WIDTH, Grid.CELL, true))
                .size();
        mainToOmitted = composer.leaves().size() == 1 && composer.row() + rows >= Grid.ROWS;
        if (!mainToOmitted) {
            composer.paragraph(spans, 0, 0, new Element("P"));
        }
    }
}
