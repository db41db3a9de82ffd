package jinye.platform.papers;

import java.util.List;
import jinye.platform.papers.OfficialPage.Format;

/** Lays an official document out on the grid of GB/T 9704-2012: head, body, list of attachments, closing, 版记, page numbers. */
final class OfficialLayout {

    /** Lines of text that come along to the page of the signature when it does not fit below the text. */
    private static final int CARRIED = 2;

    private final FontBook fonts;
    private final OfficialPage page;
    private final List<OfficialPage.Block> text;

    OfficialLayout(FontBook fonts, OfficialPage page) {
        this.fonts = fonts;
        this.page = page;
        this.text = textBeforeWideTables(page.body());
    }

    /** Wide tables at the end come behind signature and date, like annexes, so that these keep the text on their page. */
    private static List<OfficialPage.Block> textBeforeWideTables(List<OfficialPage.Block> body) {
        int end = body.size();
        while (end > 0 && body.get(end - 1) instanceof OfficialPage.Block.Table table && BodyTable.isWide(table)) {
            end--;
        }
        return body.subList(0, end);
    }

    LaidOut layout() {
        Flow flow = flow(-1, Grid.ROWS);
        int leaf = flow.composer.leaves().size() - 1;
        if (flow.closing.rows() > 0 && flow.end + flow.closing.rows() > Grid.ROWS) {
            int carried = Math.min(CARRIED, flow.end - flow.bodyStart(leaf) - (leaf == 0 ? linesKept() : 0));
            if (carried > 0) {
                flow = flow(leaf, flow.end - carried);
            }
        }
        flow.closing.set(flow.composer, flow.end);
        new Body(flow.composer).set(page.body().subList(text.size(), page.body().size()));
        new Imprint(page, flow.head.isMainToOmitted()).set(flow.composer);
        PageNumbers.set(flow.composer, page.format() == Format.LETTER);
        return flow.composer.finish();
    }

    /** The first page must show text (§7.3.2); a heading does not stay there without its first line. */
    private int linesKept() {
        return !text.isEmpty() && text.getFirst() instanceof OfficialPage.Block.Heading ? 2 : 1;
    }

    private Flow flow(int shortLeaf, int shortRows) {
        var composer = new Composer(fonts);
        composer.shorten(shortLeaf, shortRows);
        composer.newLeaf();
        var head = new Head(page, composer);
        head.set();
        int start = composer.row();
        new Body(composer).set(text);
        attachments(composer);
        return new Flow(composer, head, new Closing(page, composer), start, composer.row());
    }

    /** The text set once; {@code end} is the first free row below it. */
    private record Flow(Composer composer, Head head, Closing closing, int start, int end) {
        int bodyStart(int leaf) {
            return leaf == 0 ? start : 0;
        }
    }

    /** §7.3.5: one blank row below the text; further lines begin where the name begins. */
    private void attachments(Composer composer) {
        List<String> names = page.attachments();
        if (names.isEmpty()) {
            return;
        }
        if (composer.row() > 0) {
            composer.moveTo(composer.row() + 1);
        }
        var element = new Element("P");
        String label = "附件：";
        double numberIndent = 2 + label.length();
        for (int i = 0; i < names.size(); i++) {
            String number = names.size() > 1 ? (i + 1) + "." : "";
            double nameIndent =
                    numberIndent + composer.bodyLine(FontRole.FANG, number).end() / Grid.CELL;
            String text = (i == 0 ? label : "") + number + names.get(i);
            composer.paragraph(Span.of(FontRole.FANG, text), i == 0 ? 2 : numberIndent, nameIndent, element);
        }
    }
}
