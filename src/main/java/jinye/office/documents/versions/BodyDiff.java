package jinye.office.documents.versions;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.DeltaType;
import java.util.ArrayList;
import java.util.List;
import jinye.office.documents.text.Body;

/** What changed between two versions: block by block, and inside a changed block by runs of characters. */
final class BodyDiff {

    enum Change {
        KEPT,
        ADDED,
        REMOVED
    }

    record DiffPart(Change change, String text) {}

    /** @param change KEPT also for a block that is still there but has changed inside; its parts say how */
    record DiffBlock(Change change, String kind, int level, List<DiffPart> parts) {}

    private BodyDiff() {}

    static List<DiffBlock> between(Body from, Body to) {
        var before = from.lines();
        var after = to.lines();
        var blocks = new ArrayList<DiffBlock>();
        int next = 0;
        for (var delta : DiffUtils.diff(before, after).getDeltas()) {
            for (; next < delta.getSource().getPosition(); next++) {
                blocks.add(whole(Change.KEPT, before.get(next)));
            }
            changed(delta, blocks);
            next += delta.getSource().size();
        }
        for (; next < before.size(); next++) {
            blocks.add(whole(Change.KEPT, before.get(next)));
        }
        return blocks;
    }

    private static void changed(AbstractDelta<Body.Line> delta, List<DiffBlock> blocks) {
        var removed = delta.getSource().getLines();
        var added = delta.getTarget().getLines();
        int paired = delta.getType() == DeltaType.CHANGE ? Math.min(removed.size(), added.size()) : 0;
        for (int i = 0; i < paired; i++) {
            if (removed.get(i).kind().equals(added.get(i).kind())) {
                var line = added.get(i);
                blocks.add(new DiffBlock(
                        Change.KEPT,
                        line.kind(),
                        line.level(),
                        parts(removed.get(i).text(), line.text())));
            } else {
                blocks.add(whole(Change.REMOVED, removed.get(i)));
                blocks.add(whole(Change.ADDED, added.get(i)));
            }
        }
        removed.subList(paired, removed.size()).forEach(line -> blocks.add(whole(Change.REMOVED, line)));
        added.subList(paired, added.size()).forEach(line -> blocks.add(whole(Change.ADDED, line)));
    }

    private static DiffBlock whole(Change change, Body.Line line) {
        return new DiffBlock(change, line.kind(), line.level(), List.of(new DiffPart(change, line.text())));
    }

    /** Runs of characters kept, removed and added, in reading order. */
    static List<DiffPart> parts(String before, String after) {
        var from = before.codePoints().mapToObj(Character::toString).toList();
        var to = after.codePoints().mapToObj(Character::toString).toList();
        var parts = new ArrayList<DiffPart>();
        int next = 0;
        for (var delta : DiffUtils.diff(from, to).getDeltas()) {
            add(parts, Change.KEPT, from.subList(next, delta.getSource().getPosition()));
            add(parts, Change.REMOVED, delta.getSource().getLines());
            add(parts, Change.ADDED, delta.getTarget().getLines());
            next = delta.getSource().getPosition() + delta.getSource().size();
        }
        add(parts, Change.KEPT, from.subList(next, from.size()));
        return parts;
    }

    private static void add(List<DiffPart> parts, Change change, List<String> characters) {
        if (!characters.isEmpty()) {
            parts.add(new DiffPart(change, String.join("", characters)));
        }
    }

    /** How many characters were removed or added. */
    static int distance(Body from, Body to) {
        return between(from, to).stream()
                .flatMap(block -> block.parts().stream())
                .filter(part -> part.change() != Change.KEPT)
                .mapToInt(part -> part.text().length())
                .sum();
    }
}
