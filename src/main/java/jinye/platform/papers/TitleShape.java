package jinye.platform.papers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Splits a title into lines that form a trapezoid or a diamond without cutting words (GB/T 9704 §7.3.1): of all cuts the
 * one with the least cost, where differences of length, a rectangle and an hourglass cost something.
 */
final class TitleShape {

    private static final String NEVER_FIRST = "的了和与及或、，；：。》）”’";
    private static final String NEVER_LAST = "《（“‘";
    private static final List<String> WORDS = List.of(
            "决议", "决定", "命令", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示", "批复", "议案", "纪要", "关于", "印发", "转发", "批转",
            "烟草专卖");
    private static final int SEARCHED_MAX = 200;
    private static final double RECTANGLE = 9;
    /** Narrow in the middle. */
    private static final double HOURGLASS = 60;

    private static final double ZIGZAG = 100;
    private static final double GOOD_CUT = 24;

    /** How strictly words are kept whole, tried in this order. */
    private enum Care {
        NAMES_AND_WORDS,
        WORDS,
        NOTHING
    }

    private record Best(double cost, int cut) {}

    private final String title;
    private final double[] ends;
    private final boolean[] open;
    private final int capacity;
    private final Map<Long, Optional<Best>> known = new HashMap<>();
    private double mean;

    private TitleShape(String title, List<String> names, int capacity, Care care) {
        this.title = title;
        this.capacity = capacity;
        this.ends = ends(title);
        this.open = open(title, names, care);
    }

    /**
     * @param names    kept whole if it can be done
     * @param capacity Chinese characters in one line
     */
    static List<String> lines(String given, List<String> names, int capacity) {
        String title = CleanText.line(given).strip();
        if (title.length() > SEARCHED_MAX) {
            return plainly(title, capacity);
        }
        for (Care care : Care.values()) {
            List<String> lines = new TitleShape(title, names, capacity, care).search();
            if (lines != null) {
                return lines;
            }
        }
        return plainly(title, capacity);
    }

    private static List<String> plainly(String title, int capacity) {
        List<String> lines = new ArrayList<>();
        double[] ends = ends(title);
        int from = 0;
        for (int i = 1; i <= title.length(); i++) {
            if (i == title.length() || ends[i + 1] - ends[from] > capacity) {
                lines.add(title.substring(from, i));
                from = i;
            }
        }
        return lines;
    }

    private static double[] ends(String title) {
        var ends = new double[title.length() + 1];
        for (int i = 0; i < title.length(); i++) {
            char unit = title.charAt(i);
            double width = Character.isLowSurrogate(unit) ? 0 : Piece.isNarrow(unit) ? 0.5 : 1;
            ends[i + 1] = ends[i] + width;
        }
        return ends;
    }

    private static boolean[] open(String title, List<String> names, Care care) {
        var open = new boolean[title.length() + 1];
        for (int i = 1; i < title.length(); i++) {
            char before = title.charAt(i - 1);
            char after = title.charAt(i);
            open[i] = NEVER_FIRST.indexOf(after) < 0
                    && NEVER_LAST.indexOf(before) < 0
                    && !Character.isLowSurrogate(after)
                    && !(Piece.isNarrow(before) && Piece.isNarrow(after) && before != ' ' && after != ' ');
        }
        if (care == Care.NOTHING) {
            return open;
        }
        WordFinder.words(title).forEach(word -> close(open, word.start(), word.end()));
        WORDS.forEach(word -> closeAll(open, title, word));
        if (care == Care.NAMES_AND_WORDS) {
            names.stream().filter(name -> !name.isBlank()).forEach(name -> closeAll(open, title, name));
        }
        return open;
    }

    private static void closeAll(boolean[] open, String title, String word) {
        for (int at = title.indexOf(word); at >= 0; at = title.indexOf(word, at + 1)) {
            close(open, at, at + word.length());
        }
    }

    private static void close(boolean[] open, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            open[i] = false;
        }
    }

    private @Nullable List<String> search() {
        double length = ends[title.length()];
        int least = Math.max(1, (int) Math.ceil(length / capacity));
        for (int lines = least; lines <= least + 2; lines++) {
            known.clear();
            mean = length / lines;
            if (best(lines, 0, 0, 0, 0).isPresent()) {
                return cuts(lines);
            }
        }
        return null;
    }

    private List<String> cuts(int lines) {
        List<String> found = new ArrayList<>();
        int before = 0;
        int from = 0;
        int direction = 0;
        int turns = 0;
        for (int left = lines; left > 0; left--) {
            int to = best(left, before, from, direction, turns).orElseThrow().cut();
            found.add(title.substring(from, to).strip());
            int step = from == 0 ? 0 : step(before, from, to);
            turns = turns(turns, direction, step);
            direction = step == 0 ? direction : step;
            before = from;
            from = to;
        }
        return found;
    }

    /** The cheapest next cut when the last line went from {@code before} to {@code from}. */
    private Optional<Best> best(int left, int before, int from, int direction, int turns) {
        long key = (((((long) left * 512 + before) * 512 + from) * 4) + direction + 1) * 4 + turns;
        Optional<Best> found = known.get(key);
        if (found == null) {
            found = Optional.ofNullable(compute(left, before, from, direction, turns));
            known.put(key, found);
        }
        return found;
    }

    private @Nullable Best compute(int left, int before, int from, int direction, int turns) {
        Best best = null;
        int first = left == 1 ? title.length() : from + 1;
        for (int to = first; to <= title.length() && ends[to] - ends[from] <= capacity; to++) {
            if (to < title.length() && (!open[to] || left == 1)) {
                continue;
            }
            if (to == title.length() && left > 1) {
                continue;
            }
            int step = from == 0 ? 0 : step(before, from, to);
            int turned = turns(turns, direction, step);
            double cost = cost(from, to, step, direction, turned > Math.max(1, turns));
            if (left > 1) {
                Optional<Best> rest = best(left - 1, from, to, step == 0 ? direction : step, turned);
                if (rest.isEmpty()) {
                    continue;
                }
                cost += rest.get().cost();
            }
            if (best == null || cost < best.cost()) {
                best = new Best(cost, to);
            }
        }
        return best;
    }

    private double cost(int from, int to, int step, int direction, boolean turnsAgain) {
        double difference = ends[to] - ends[from] - mean;
        double cost = difference * difference;
        if (from > 0) {
            cost += step == 0 ? RECTANGLE : 0;
            cost += step > 0 && direction < 0 ? HOURGLASS : 0;
            cost += turnsAgain ? ZIGZAG : 0;
            cost -= title.startsWith("关于", from) ? GOOD_CUT : 0;
            cost += title.startsWith("关于", from - 2) ? GOOD_CUT : 0;
            cost += isInBookTitle(from) ? GOOD_CUT / 2 : 0;
        }
        return cost;
    }

    private boolean isInBookTitle(int cut) {
        int opened = title.lastIndexOf('《', cut - 1);
        return opened >= 0 && title.lastIndexOf('》', cut - 1) < opened;
    }

    private int step(int before, int from, int to) {
        return (int) Math.signum((ends[to] - ends[from]) - (ends[from] - ends[before]));
    }

    private static int turns(int turns, int direction, int step) {
        return step != 0 && direction != 0 && step != direction ? Math.min(2, turns + 1) : turns;
    }
}
