package jinye.platform.papers;

import java.util.ArrayList;
import java.util.List;
import jinye.platform.papers.Ink.Stroke;
import jinye.platform.papers.LineBreaker.Line;
import jinye.platform.papers.LineBreaker.Measure;
import jinye.platform.papers.MarkedPage.Author;
import jinye.platform.papers.MarkedPage.Mark;

/** Lays 花脸稿 out on the grid of the official page: heading, legend, title, text with its marks. */
final class MarkedLayout {

    private final Composer composer;
    private final MarkedPage page;

    MarkedLayout(FontBook fonts, MarkedPage page) {
        this.composer = new Composer(fonts);
        this.page = page;
    }

    LaidOut layout() {
        composer.newLeaf();
        composer.paragraph(Span.of(FontRole.HEI, page.heading()), 0, 0, new Element("P"));
        legend();
        composer.moveTo(composer.row() + 1);
        title();
        composer.moveTo(composer.row() + 1);
        for (List<Mark> paragraph : page.paragraphs()) {
            composer.paragraph(spans(FontRole.FANG, paragraph), 2, 0, new Element("P"));
        }
        PageNumbers.set(composer, false);
        return composer.finish();
    }

    private void legend() {
        if (page.legend().isEmpty()) {
            composer.paragraph(Span.of(FontRole.FANG, "各环节没有修改。"), 0, 0, new Element("P"));
            return;
        }
        List<Span> spans = new ArrayList<>();
        spans.add(new Span(FontRole.FANG, "修改人："));
        for (Author author : page.legend()) {
            spans.add(new Span(FontRole.FANG, author.name() + "　", new Ink(author.colour(), Stroke.NONE)));
        }
        spans.add(new Span(FontRole.FANG, "（下划线为增加，中划线为删去）"));
        composer.paragraph(spans, 0, 4, new Element("P"));
    }

    private void title() {
        var measure = new Measure(0, 0, Grid.WIDTH, Grid.TITLE_EM, false);
        var element = new Element("H1");
        for (Line line : composer.lines(spans(FontRole.TITLE, page.title()), Grid.TITLE, measure)) {
            composer.centred(line, Grid.baseline(composer.takeRow(), Grid.TITLE), Grid.TITLE, Grid.BLACK, element);
        }
    }

    private static List<Span> spans(FontRole role, List<Mark> marks) {
        return marks.stream()
                .map(mark -> switch (mark.change()) {
                    case KEPT -> new Span(role, mark.text());
                    case ADDED -> new Span(role, mark.text(), new Ink(mark.colour(), Stroke.UNDER));
                    case REMOVED -> new Span(role, mark.text(), new Ink(mark.colour(), Stroke.THROUGH));
                })
                .toList();
    }
}
