package jinye.office.documents.versions;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import jinye.office.documents.text.Body;
import org.jspecify.annotations.Nullable;

/**
 * 花脸稿: one text in which every character knows at which step it was written and at which it was struck out, so that any
 * step can be shown again and nothing anybody wrote is lost.
 *
 * @param steps in order; numbers of versions, 0 is the text as it stands now
 */
public record MarkedText(List<MarkedStep> steps, List<MarkedRun> title, List<MarkedBlock> blocks) {

    /** @param place of the step in the order of steps, what {@code by} and {@code gone} refer to. @param added characters */
    public record MarkedStep(
            int place, int number, String nodeName, String personName, Instant at, int added, int removed) {}

    /** @param by the step at which it was written. @param gone the step at which it was struck out */
    public record MarkedRun(String text, int by, @Nullable Integer gone) {}

    public record MarkedBlock(String kind, int level, List<MarkedRun> runs) {}

    /** One version with who left it so. */
    public record Kept(int number, String nodeName, String personName, Instant at, String title, Body body) {}

    private static final class Block {
        final String kind;
        final int level;
        List<MarkedRun> runs;

        Block(String kind, int level, List<MarkedRun> runs) {
            this.kind = kind;
            this.level = level;
            this.runs = runs;
        }

        boolean isGone() {
            return runs.stream().allMatch(run -> run.gone() != null);
        }
    }

    public static MarkedText of(List<Kept> versions) {
        var title = new ArrayList<MarkedRun>();
        var blocks = new ArrayList<Block>();
        var steps = new ArrayList<MarkedStep>();
        var before = Body.EMPTY;
        String titleBefore = "";
        for (int place = 0; place < versions.size(); place++) {
            var version = versions.get(place);
            var parts = BodyDiff.parts(titleBefore, version.title());
            var runs = apply(title, parts, place);
            title.clear();
            title.addAll(runs);
            blocks = walk(blocks, BodyDiff.between(before, version.body()), place);
            before = version.body();
            titleBefore = version.title();
            steps.add(new MarkedStep(
                    place,
                    version.number(),
                    version.nodeName(),
                    version.personName(),
                    version.at(),
                    place == 0 ? 0 : written(title, blocks, place),
                    struck(title, blocks, place)));
        }
        return new MarkedText(
                steps,
                List.copyOf(title),
                blocks.stream()
                        .map(block -> new MarkedBlock(block.kind, block.level, block.runs))
                        .toList());
    }

    private static ArrayList<Block> walk(List<Block> marked, List<BodyDiff.DiffBlock> diff, int place) {
        var result = new ArrayList<Block>();
        int next = 0;
        for (var change : diff) {
            if (change.change() != BodyDiff.Change.ADDED) {
                while (next < marked.size() && marked.get(next).isGone() && !isEmptyLine(marked.get(next))) {
                    result.add(marked.get(next++));
                }
            }
            switch (change.change()) {
                case ADDED ->
                    result.add(new Block(change.kind(), change.level(), apply(List.of(), change.parts(), place)));
                case KEPT -> {
                    var block = marked.get(next++);
                    result.add(new Block(change.kind(), change.level(), apply(block.runs, change.parts(), place)));
                }
                case REMOVED -> {
                    var block = marked.get(next++);
                    result.add(new Block(block.kind, block.level, apply(block.runs, change.parts(), place)));
                }
            }
        }
        result.addAll(marked.subList(next, marked.size()));
        return result;
    }

    /** A line without a character has nothing that could be struck out; it counts as there. */
    private static boolean isEmptyLine(Block block) {
        return block.runs.isEmpty();
    }

    /** Walks the characters that still stand and marks what changed; what was struck out before stays where it is. */
    private static List<MarkedRun> apply(List<MarkedRun> runs, List<BodyDiff.DiffPart> parts, int place) {
        var result = new ArrayList<MarkedRun>();
        var left = new ArrayList<>(runs);
        for (var part : parts) {
            if (part.change() == BodyDiff.Change.ADDED) {
                add(result, new MarkedRun(part.text(), place, null));
                continue;
            }
            int wanted = part.text().length();
            while (wanted > 0 && !left.isEmpty()) {
                var run = left.removeFirst();
                if (run.gone() != null) {
                    add(result, run);
                    continue;
                }
                int taken = Math.min(wanted, run.text().length());
                boolean removed = part.change() == BodyDiff.Change.REMOVED;
                add(
                        result,
                        new MarkedRun(
                                run.text().substring(0, taken), run.by(), removed ? Integer.valueOf(place) : null));
                if (taken < run.text().length()) {
                    left.addFirst(new MarkedRun(run.text().substring(taken), run.by(), null));
                }
                wanted -= taken;
            }
        }
        left.forEach(run -> add(result, run));
        return List.copyOf(result);
    }

    private static void add(List<MarkedRun> runs, MarkedRun run) {
        if (run.text().isEmpty()) {
            return;
        }
        if (!runs.isEmpty()) {
            var last = runs.getLast();
            if (last.by() == run.by() && java.util.Objects.equals(last.gone(), run.gone())) {
                runs.set(runs.size() - 1, new MarkedRun(last.text() + run.text(), run.by(), run.gone()));
                return;
            }
        }
        runs.add(run);
    }

    private static int written(List<MarkedRun> title, List<Block> blocks, int place) {
        return count(title, blocks, run -> run.by() == place);
    }

    private static int struck(List<MarkedRun> title, List<Block> blocks, int place) {
        return count(title, blocks, run -> run.gone() != null && run.gone() == place);
    }

    private static int count(List<MarkedRun> title, List<Block> blocks, java.util.function.Predicate<MarkedRun> which) {
        return java.util.stream.Stream.concat(title.stream(), blocks.stream().flatMap(block -> block.runs.stream()))
                .filter(which)
                .mapToInt(run -> run.text().codePointCount(0, run.text().length()))
                .sum();
    }
}
