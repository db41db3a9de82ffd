package jinye.platform.mining;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * A past case and what in it had to wait for what. A visit waited for everything before it when nothing else of the case was
 * under way as it arrived (so a join waits for its slowest branch); otherwise, within a branch, for the one that had just ended.
 */
final class PlayedCase {

    /**
     * Spans are hours of working time.
     *
     * @param pool     who shares the work
     * @param arrived  since the start of the case
     * @param returned the visit ended in a return, so the way went back from here
     */
    record Stop(String node, String pool, double arrived, double waited, double touched, boolean returned) {
        double ended() {
            return arrived + waited + touched;
        }
    }

    /** Seconds are cut off at each span. */
    private static final double TOLERANCE = 3 / WorkingSpans.HOUR;

    private final double start;
    private final double span;
    private final List<Stop> stops;
    private final List<int[]> after = new ArrayList<>();
    private final List<List<Integer>> before = new ArrayList<>();
    private final double[] lags;
    private final double tail;

    /** @param start on the common axis of working hours, @param span until the end */
    PlayedCase(double start, double span, List<Stop> stops) {
        this.start = start;
        this.span = span;
        this.stops =
                stops.stream().sorted(Comparator.comparingDouble(Stop::arrived)).toList();
        this.lags = new double[stops.size()];
        double end = 0;
        for (int i = 0; i < stops.size(); i++) {
            before.add(new ArrayList<>());
            after.add(precedents(i));
            double ready = 0;
            for (int earlier : after(i)) {
                before.get(earlier).add(i);
                ready = Math.max(ready, this.stops.get(earlier).ended());
            }
            lags[i] = Math.max(0, this.stops.get(i).arrived() - ready);
            end = Math.max(end, this.stops.get(i).ended());
        }
        this.tail = Math.max(0, span - end);
    }

    private int[] precedents(int index) {
        double arrived = stops.get(index).arrived() + TOLERANCE;
        var over = new ArrayList<Integer>();
        for (int i = 0; i < index; i++) {
            if (stops.get(i).ended() <= arrived) {
                over.add(i);
            }
        }
        if (over.size() < index) {
            return over.stream()
                    .max(Comparator.comparingDouble(i -> stops.get(i).ended()))
                    .map(latest -> new int[] {latest})
                    .orElse(new int[0]);
        }
        return over.stream().mapToInt(Integer::intValue).toArray();
    }

    double start() {
        return start;
    }

    double span() {
        return span;
    }

    List<Stop> stops() {
        return stops;
    }

    /** What had to end before this stop. */
    int[] after(int index) {
        return after.get(index);
    }

    /** What had to wait for this stop. */
    List<Integer> before(int index) {
        return before.get(index);
    }

    /** What passed between the last of them and the arrival: timers, sub-matters, pauses. */
    double lag(int index) {
        return lags[index];
    }

    /** What passed after the last stop. */
    double tail() {
        return tail;
    }

    /** Dropped nodes; and where a return does not happen any more, what it made people do again. */
    boolean[] skipped(WhatIf change, Random random) {
        var skipped = new boolean[stops.size()];
        for (int i = 0; i < stops.size(); i++) {
            var stop = stops.get(i);
            skipped[i] = skipped[i] || change.dropped().contains(stop.node());
            if (stop.returned() && random.nextDouble() >= change.returnShare()) {
                // the node decides at once what it decided when the case came back
                for (int j = i; j < again(i); j++) {
                    skipped[j] = true;
                }
            }
        }
        return skipped;
    }

    private int again(int from) {
        for (int i = from + 1; i < stops.size(); i++) {
            if (stops.get(i).node().equals(stops.get(from).node())) {
                return i;
            }
        }
        return from;
    }
}
