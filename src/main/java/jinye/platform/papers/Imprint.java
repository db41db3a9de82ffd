package jinye.platform.papers;

import java.util.ArrayList;
import java.util.List;
import jinye.platform.papers.LineBreaker.Line;
import jinye.platform.papers.LineBreaker.Measure;
import jinye.platform.papers.OfficialPage.Format;

/** 版记 at the bottom of the last even page (§7.4); a letter has only 抄送, on its last page, without lines (§10.1). */
final class Imprint {

    private static final double OUTER_RULE = 0.35;
    private static final double INNER_RULE = 0.25;

    private final OfficialPage page;
    private final boolean withMainTo;

    Imprint(OfficialPage page, boolean withMainTo) {
        this.page = page;
        this.withMainTo = withMainTo;
    }

    void set(Composer composer) {
        List<Line> recipients = new ArrayList<>();
        if (withMainTo && !page.mainTo().isBlank()) {
            recipients.addAll(list(composer, "主送：", page.mainTo()));
        }
        if (!page.copyTo().isEmpty()) {
            recipients.addAll(list(composer, "抄送：", String.join("，", page.copyTo())));
        }
        boolean letter = page.format() == Format.LETTER;
        boolean printed = !letter && !(page.printOrgan().isBlank() && page.printDate() == null);
        int rows = recipients.size() + (printed ? 1 : 0);
        if (rows > 0) {
            room(composer, rows, letter);
            draw(composer, recipients, printed, letter);
        }
    }

    private static List<Line> list(Composer composer, String label, String names) {
        double width = Grid.WIDTH - 2 * Grid.SMALL_EM;
        var measure = new Measure(0, label.length() * Grid.SMALL_EM, width, Grid.SMALL_EM, true);
        return composer.lines(Span.of(FontRole.FANG, label + names + "。"), Grid.SMALL, measure);
    }

    /** Pages are printed on both sides, and 版记 belongs on the back of the last sheet. */
    private static void room(Composer composer, int rows, boolean anyPage) {
        boolean fits = composer.leaf().lastRow + 2 + rows <= Grid.ROWS;
        if (anyPage) {
            if (!fits) {
                composer.newLeaf();
            }
        } else if (composer.leaves().size() % 2 == 1) {
            composer.newLeaf();
        } else if (!fits) {
            composer.newLeaf();
            composer.newLeaf();
        }
    }

    private void draw(Composer composer, List<Line> recipients, boolean printed, boolean letter) {
        double y = Grid.BOTTOM - (recipients.size() + (printed ? 1 : 0)) * Grid.PITCH;
        rule(composer, y, OUTER_RULE, letter);
        var element = new Element("P");
        for (Line line : recipients) {
            small(composer, line, Grid.LEFT + Grid.SMALL_EM, y, element);
            y += Grid.PITCH;
        }
        if (printed) {
            if (!recipients.isEmpty()) {
                rule(composer, y, INNER_RULE, letter);
            }
            Line organ = composer.line(FontRole.FANG, page.printOrgan(), Grid.SMALL, Grid.SMALL_EM);
            small(composer, organ, Grid.LEFT + Grid.SMALL_EM, y, new Element("P"));
            if (page.printDate() != null) {
                String text = ChineseDate.of(page.printDate()) + "印发";
                Line date = composer.line(FontRole.FANG, text, Grid.SMALL, Grid.SMALL_EM);
                small(composer, date, Grid.RIGHT - Grid.SMALL_EM - date.end(), y, new Element("P"));
            }
        }
        rule(composer, Grid.BOTTOM, OUTER_RULE, letter);
    }

    private static void small(Composer composer, Line line, double left, double y, Element element) {
        double baseline = y + (Grid.PITCH - Grid.SMALL_EM) / 2 + Grid.ASCENT * Grid.SMALL_EM;
        composer.draw(line, left, baseline, Grid.SMALL, Grid.BLACK, element);
    }

    private static void rule(Composer composer, double y, double thickness, boolean letter) {
        if (!letter) {
            composer.rule(Grid.LEFT, Grid.RIGHT, y, thickness, Grid.BLACK);
        }
    }
}
