package jinye.platform.papers;

import jinye.platform.papers.LineBreaker.Line;
import jinye.platform.papers.OfficialPage.Seal;
import jinye.platform.papers.OfficialPage.Signatory;
import jinye.platform.papers.PageCanvas.Picture;

/**
 * How an order ends (§7.3.5.3): two rows below the text 签名章, four characters from the right, the post two characters
 * left of it in the middle of its height; one row below it the date, four characters from the right.
 */
final class Autograph {

    static final int ROWS = 5;
    private static final int ABOVE = 2;
    private static final double FROM_RIGHT = 4 * Grid.CELL;
    private static final double BESIDE = 2 * Grid.CELL;

    private final OfficialPage page;

    Autograph(OfficialPage page) {
        this.page = page;
    }

    void set(Composer composer, int first) {
        int row = first + ABOVE;
        double left = Grid.RIGHT - FROM_RIGHT;
        Signatory signatory = page.signatory();
        Seal seal = page.seal();
        if (seal != null) {
            left -= seal.diameter();
            double y = Grid.TOP + (row + 0.5) * Grid.PITCH - seal.diameter() / 2;
            var element = Element.figure((signatory == null ? "" : signatory.name()) + "签名章");
            composer.leaf().seals.add(new Picture(seal.png(), left, y, seal.diameter(), seal.diameter(), element));
        } else if (signatory != null) {
            Line name = composer.bodyLine(FontRole.KAI, signatory.name());
            left -= name.end();
            composer.bodyLine(name, left, row, new Element("P"));
        }
        if (signatory != null) {
            Line post = composer.bodyLine(FontRole.FANG, signatory.post());
            composer.bodyLine(post, left - BESIDE - post.end(), row, new Element("P"));
        }
        Line date = composer.bodyLine(FontRole.FANG, ChineseDate.of(page.date()));
        composer.bodyLine(date, Grid.RIGHT - FROM_RIGHT - date.end(), row + 2, new Element("P"));
        composer.moveTo(row + 3);
        composer.leaf().lastRow = row + 2;
    }
}
