package jinye.platform.mining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeMap;

/**
 * Plays the cases of a period once more, with a change. Each case takes the way it took; at a node it waits for one of the people
 * who worked there and is then handled as long as it was. What people waited beyond that (other work, absences, habits) is not
 * explained by queues: it is kept as it was, scaled so that the replay without a change comes as near to the past as it can. How
 * near that is, is said with every answer.
 */
final class Simulation {

    /** One past case: when it began, and its visits in order. Moments and spans are hours of working time. */
    record Played(double start, List<Stop> stops) {}

    /** @param returned the visit ended in a return, so the way went back from here */
    record Stop(String node, double waited, double touched, boolean returned) {}

    /** Hours from start to end. @param nodeWaits node → mean hours of waiting */
    record Result(double mean, double median, double ninetieth, Map<String, Double> nodeWaits) {}

    /**
     * @param past     as it was
     * @param baseline replayed without a change, @param error its mean against the past, as a share of the past
     * @param changed  replayed with the change
     */
    record Answer(int cases, Result past, Result baseline, double error, Result changed) {}

    private static final int ROUNDS = 8;

    private final List<Played> cases;
    private final Map<String, Integer> people;
    private final long seed;

    /** @param people node → how many different people worked there in the period */
    Simulation(List<Played> cases, Map<String, Integer> people, long seed) {
        this.cases =
                cases.stream().sorted(Comparator.comparingDouble(Played::start)).toList();
        this.people = people;
        this.seed = seed;
    }

    Answer ask(WhatIf change) {
        var past = past();
        double scale = fitted(past.mean());
        var baseline = replay(WhatIf.NOTHING, scale);
        double error = past.mean() == 0 ? 0 : Math.abs(baseline.mean() - past.mean()) / past.mean();
        return new Answer(cases.size(), past, baseline, error, replay(change, scale));
    }

    private Result past() {
        var spans = cases.stream()
                .mapToDouble(one -> one.stops().stream()
                        .mapToDouble(stop -> stop.waited() + stop.touched())
                        .sum())
                .toArray();
        var waits = new HashMap<String, List<Double>>();
        cases.forEach(one -> one.stops()
                .forEach(stop -> waits.computeIfAbsent(stop.node(), node -> new ArrayList<>())
                        .add(stop.waited())));
        return result(spans, waits);
    }

    /** The share of the past waits that is not queueing, by halving the interval. */
    private double fitted(double wanted) {
        double low = 0;
        double high = 1;
        for (int i = 0; i < ROUNDS; i++) {
            double middle = (low + high) / 2;
            if (replay(WhatIf.NOTHING, middle).mean() > wanted) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return (low + high) / 2;
    }

    private record Due(double at, int order, int one, int stop) {}

    private Result replay(WhatIf change, double scale) {
        var random = new Random(seed);
        var ways = new ArrayList<List<Stop>>();
        var starts = new ArrayList<Double>();
        for (var one : cases) {
            int copies = (int) change.arrivals() + (random.nextDouble() < change.arrivals() % 1 ? 1 : 0);
            for (int i = 0; i < copies; i++) {
                ways.add(way(one.stops(), change, random));
                starts.add(one.start() + (i == 0 ? 0 : random.nextDouble()));
            }
        }
        var free = new HashMap<String, PriorityQueue<Double>>();
        var queue = new PriorityQueue<Due>(Comparator.comparingDouble(Due::at).thenComparingInt(Due::order));
        var ends = new double[ways.size()];
        var waits = new HashMap<String, List<Double>>();
        int order = 0;
        for (int i = 0; i < ways.size(); i++) {
            ends[i] = starts.get(i);
            queue.add(new Due(starts.get(i), order++, i, 0));
        }
        while (!queue.isEmpty()) {
            var due = queue.remove();
            var way = ways.get(due.one());
            if (due.stop() == way.size()) {
                ends[due.one()] = due.at();
                continue;
            }
            var stop = way.get(due.stop());
            var hands = free.computeIfAbsent(stop.node(), node -> hands(node, change));
            double ready = due.at() + stop.waited() * scale;
            double begins = Math.max(ready, hands.remove());
            double ends1 = begins + stop.touched();
            hands.add(ends1);
            waits.computeIfAbsent(stop.node(), node -> new ArrayList<>()).add(begins - due.at());
            queue.add(new Due(ends1, order++, due.one(), due.stop() + 1));
        }
        var spans = new double[ways.size()];
        for (int i = 0; i < spans.length; i++) {
            spans[i] = ends[i] - starts.get(i);
        }
        return result(spans, waits);
    }

    private PriorityQueue<Double> hands(String node, WhatIf change) {
        int there = people.getOrDefault(node, 1) + change.reviewers().getOrDefault(node, 0);
        var hands = new PriorityQueue<Double>();
        for (int i = 0; i < Math.max(1, there); i++) {
            hands.add(Double.NEGATIVE_INFINITY);
        }
        return hands;
    }

    /** Without dropped nodes; and where a return does not happen any more, without what it made people do again. */
    private static List<Stop> way(List<Stop> stops, WhatIf change, Random random) {
        var way = new ArrayList<Stop>();
        for (int i = 0; i < stops.size(); i++) {
            var stop = stops.get(i);
            if (stop.returned() && random.nextDouble() >= change.returnShare()) {
                int again = againAt(stops, i);
                if (again > i) {
                    // the node decides at once what it decided when the case came back
                    i = again - 1;
                    continue;
                }
            }
            if (!change.dropped().contains(stop.node())) {
                way.add(stop);
            }
        }
        return way;
    }

    private static int againAt(List<Stop> stops, int from) {
        for (int i = from + 1; i < stops.size(); i++) {
            if (stops.get(i).node().equals(stops.get(from).node())) {
                return i;
            }
        }
        return -1;
    }

    private static Result result(double[] spans, Map<String, List<Double>> waits) {
        var sorted = spans.clone();
        Arrays.sort(sorted);
        var means = new TreeMap<String, Double>();
        waits.forEach((node, all) -> means.put(
                node, all.stream().mapToDouble(Double::doubleValue).average().orElse(0)));
        return new Result(
                Arrays.stream(sorted).average().orElse(0), quantile(sorted, 0.5), quantile(sorted, 0.9), means);
    }

    private static double quantile(double[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
    }

    /** Nodes the past knows, for refusing a question about another. */
    java.util.Set<String> nodes() {
        var nodes = new HashSet<String>();
        cases.forEach(one -> one.stops().forEach(stop -> nodes.add(stop.node())));
        return nodes;
    }
}
