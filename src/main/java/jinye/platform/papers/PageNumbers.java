package jinye.platform.papers;

import java.util.List;
import jinye.platform.papers.LaidOut.Leaf;
import jinye.platform.papers.LineBreaker.Line;

/**
 * 四号 digits between dashes, the dash 7 mm below the type area, odd pages right, even pages left by one character
 * (§7.5). A blank page and the 版记 page behind it have none; the first page of a letter has none.
 */
final class PageNumbers {

    private static final double BELOW = 7;
    private static final double EM = Grid.SMALL_EM;
    private static final double GAP = EM / 4;

    private PageNumbers() {}

    static void set(Composer composer, boolean letter) {
        List<Leaf> leaves = composer.leaves();
        int numbered = leaves.size();
        if (numbered > 1 && leaves.get(numbered - 2).runs.isEmpty()) {
            numbered -= 2;
        }
        for (int i = letter ? 1 : 0; i < numbered; i++) {
            set(composer, leaves.get(i), i + 1);
        }
    }

    private static void set(Composer composer, Leaf leaf, int number) {
        Line dash = composer.line(FontRole.NUMBER, "—", Grid.SMALL, EM);
        Line digits = composer.line(FontRole.NUMBER, Integer.toString(number), Grid.SMALL, EM);
        double width = 2 * EM + 2 * GAP + digits.end();
        double left = number % 2 == 1 ? Grid.RIGHT - EM - width : Grid.LEFT + EM;
        double baseline =
                Grid.BOTTOM + BELOW + composer.fonts().first(FontRole.NUMBER).inkMiddle('—') * EM;
        composer.draw(leaf, dash, left, baseline, Grid.SMALL, Grid.BLACK, null);
        composer.draw(leaf, digits, left + EM + GAP, baseline, Grid.SMALL, Grid.BLACK, null);
        composer.draw(leaf, dash, left + EM + 2 * GAP + digits.end(), baseline, Grid.SMALL, Grid.BLACK, null);
    }
}
