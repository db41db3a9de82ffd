package jinye.platform.papers;

import java.util.List;
import jinye.platform.papers.OfficialPage.Block;

/** The text: paragraphs, headings of four levels, tables, pictures (§7.3.3). */
final class Body {

    private final Composer composer;

    Body(Composer composer) {
        this.composer = composer;
    }

    void set(List<Block> blocks) {
        for (int i = 0; i < blocks.size(); i++) {
            switch (blocks.get(i)) {
                case Block.Heading heading -> heading(heading);
                case Block.Paragraph paragraph -> paragraph(paragraph.text());
                case Block.Roll roll -> roll(roll, blocks.get(Math.max(0, i - 1)) instanceof Block.Roll);
                case Block.Table table -> new BodyTable(composer, table).set();
                case Block.Picture picture -> new BodyPicture(composer, picture).set();
            }
        }
    }

    private void paragraph(String text) {
        composer.paragraph(Span.of(FontRole.FANG, text), 2, 0, new Element("P"));
    }

    /** Only the first sentence is the heading; what follows it in the same paragraph is text. */
    private void heading(Block.Heading heading) {
        String text = heading.text().strip();
        int stop = text.indexOf('。');
        boolean runsIn = stop >= 0 && stop < text.length() - 1;
        FontRole role = role(heading.level());
        List<Span> spans = runsIn
                ? List.of(
                        new Span(role, text.substring(0, stop + 1)), new Span(FontRole.FANG, text.substring(stop + 1)))
                : Span.of(role, text);
        if (!runsIn) {
            composer.keepWithNext(spans);
        }
        composer.paragraph(spans, 2, 0, new Element(runsIn ? "P" : "H" + (heading.level() + 1)));
    }

    /** §10.3: one blank row below the text, the label in 黑体. */
    private void roll(Block.Roll roll, boolean follows) {
        if (!follows && composer.row() > 0) {
            composer.moveTo(composer.row() + 1);
        }
        String label = roll.label() + "：";
        List<Span> spans = List.of(new Span(FontRole.HEI, label), new Span(FontRole.FANG, roll.names()));
        composer.paragraph(spans, 2, 2 + label.length(), new Element("P"));
    }

    private static FontRole role(int level) {
        return switch (level) {
            case 1 -> FontRole.HEI;
            case 2 -> FontRole.KAI;
            default -> FontRole.FANG;
        };
    }
}
