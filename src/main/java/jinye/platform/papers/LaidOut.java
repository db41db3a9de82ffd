package jinye.platform.papers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import jinye.platform.papers.PageCanvas.Picture;
import jinye.platform.papers.PageCanvas.Rule;
import jinye.platform.papers.PageCanvas.Run;

/**
 * Pages of positioned things, independent of the file format.
 *
 * @param missing code points that no font has
 */
record LaidOut(List<Leaf> leaves, SortedSet<Integer> missing) {

    /** One page. */
    static final class Leaf {
        final List<Run> runs = new ArrayList<>();
        final List<Rule> rules = new ArrayList<>();
        final List<Picture> pictures = new ArrayList<>();
        final List<Picture> seals = new ArrayList<>();
        /** The last grid row with something in it, -1 when there is none. */
        int lastRow = -1;
    }

    void draw(PageCanvas canvas) throws IOException {
        for (Leaf leaf : leaves) {
            canvas.page();
            for (Rule rule : leaf.rules) {
                canvas.rule(rule);
            }
            for (Run run : leaf.runs) {
                canvas.text(run);
            }
            for (Picture picture : leaf.pictures) {
                canvas.picture(picture);
            }
            for (Picture seal : leaf.seals) {
                canvas.seal(seal);
            }
        }
    }

    List<SealPlace> sealPlaces() {
        var places = new ArrayList<SealPlace>();
        for (int page = 0; page < leaves.size(); page++) {
            for (Picture seal : leaves.get(page).seals) {
                places.add(new SealPlace(page, seal.x(), seal.y(), seal.width(), seal.height()));
            }
        }
        return places;
    }

    /** The missing characters as people see them. */
    List<String> missingCharacters() {
        return missing.stream().map(Character::toString).toList();
    }
}
