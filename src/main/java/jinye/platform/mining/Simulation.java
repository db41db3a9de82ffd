package jinye.platform.mining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import jinye.platform.mining.PlayedCase.Stop;

/**
 * Plays the cases of a period once more, with a change. Each case takes the way it took ({@link PlayedCase}); at a node it waits
 * for one of the people who worked there and is then handled as long as it was. How many files one of them has open at a time,
 * and up to how many hours of each past wait were not queueing (other work, absences, habits), is fitted for every node so that
 * the replay without a change comes as near to the past as it can. How near that is, is said with every answer.
 */
final class Simulation {

    /** @param pool of people who share the work of a node: in practice one unit */
    record Place(String node, String pool) {}

    /** Hours from start to end. @param nodeWaits node → mean hours of waiting */
    record Result(int cases, double mean, double median, double ninetieth, Map<String, Double> nodeWaits) {}

    /**
     * @param people   node → how many people worked there
     * @param past     as it was
     * @param baseline replayed without a change, @param error its mean against the past, as a share of the past
     * @param changed  replayed with the change
     */
    record Answer(Map<String, Integer> people, Result past, Result baseline, double error, Result changed) {}

    private static final double[] FILES_AT_A_TIME = {1, 1.5, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64};
    private static final int ROUNDS = 14;

    /** Hands are whole people: a queue a little longer than it was is nearer to the past than none. */
    private static final double TOLERANCE = 1.15;

    private final List<PlayedCase> cases;
    private final Map<Place, Integer> people;
    private final long seed;
    private final Map<String, Integer> files = new HashMap<>();

    /** Node → up to how many hours of each past wait were no queueing. */
    private final Map<String, Double> unexplained = new HashMap<>();

    /** @param people how many different people worked at each place in the period */
    Simulation(List<PlayedCase> cases, Map<Place, Integer> people, long seed) {
        this.cases = cases.stream()
                .sorted(Comparator.comparingDouble(PlayedCase::start))
                .toList();
        this.people = people;
        this.seed = seed;
    }

    Answer ask(WhatIf change) {
        var past = past();
        fit(past);
        var baseline = replay(WhatIf.NOTHING);
        double error = past.mean() == 0 ? 0 : Math.abs(baseline.mean() - past.mean()) / past.mean();
        var working = new TreeMap<String, Integer>();
        people.forEach((place, there) -> working.merge(place.node(), there, Integer::sum));
        return new Answer(working, past, baseline, error, replay(change));
    }

    /** Nodes the past knows, for refusing a question about another. */
    Set<String> nodes() {
        var nodes = new TreeSet<String>();
        cases.forEach(one -> one.stops().forEach(stop -> nodes.add(stop.node())));
        return nodes;
    }

    private Result past() {
        var waits = new HashMap<String, List<Double>>();
        cases.forEach(one -> one.stops()
                .forEach(stop -> waits.computeIfAbsent(stop.node(), node -> new ArrayList<>())
                        .add(stop.waited())));
        return result(cases.stream().mapToDouble(PlayedCase::span).toArray(), waits);
    }

    /** First as many files at a time as the queues need at least, then as much waiting without a queue as is left. */
    private void fit(Result past) {
        for (int round = 1; round < FILES_AT_A_TIME.length; round++) {
            var played = replay(WhatIf.NOTHING).nodeWaits();
            var crowded = past.nodeWaits().entrySet().stream()
                    .filter(node -> played.getOrDefault(node.getKey(), 0.0) > TOLERANCE * node.getValue())
                    .map(Map.Entry::getKey)
                    .toList();
            if (crowded.isEmpty()) {
                break;
            }
            crowded.forEach(node -> files.merge(node, 1, Integer::sum));
        }
        var low = new HashMap<String, Double>();
        var high = new HashMap<String, Double>();
        cases.forEach(one -> one.stops().forEach(stop -> high.merge(stop.node(), stop.waited(), Math::max)));
        for (int round = 0; round < ROUNDS; round++) {
            past.nodeWaits().keySet().forEach(node -> unexplained.put(node, middle(node, low, high)));
            var played = replay(WhatIf.NOTHING).nodeWaits();
            past.nodeWaits().forEach((node, waited) -> {
                var bound = played.getOrDefault(node, 0.0) > waited ? high : low;
                bound.put(node, unexplained.getOrDefault(node, 0.0));
            });
        }
    }

    private static double middle(String node, Map<String, Double> low, Map<String, Double> high) {
        return (low.getOrDefault(node, 0.0) + high.getOrDefault(node, 0.0)) / 2;
    }

    /** A stop that is due. @param arrived when the ways before it were over; @param at when it is ready for a pair of hands */
    private record Due(double at, int order, int one, int stop, double arrived) {}

    private Result replay(WhatIf change) {
        var random = new Random(seed);
        var under = new ArrayList<Running>();
        for (var one : cases) {
            int copies = (int) change.arrivals() + (random.nextDouble() < change.arrivals() % 1 ? 1 : 0);
            for (int i = 0; i < copies; i++) {
                double start = one.start() + (i == 0 ? 0 : random.nextDouble());
                under.add(new Running(one, start, one.skipped(change, random)));
            }
        }
        var free = new HashMap<Place, PriorityQueue<Double>>();
        var queue = new PriorityQueue<Due>(Comparator.comparingDouble(Due::at).thenComparingInt(Due::order));
        var waits = new HashMap<String, List<Double>>();
        for (int i = 0; i < under.size(); i++) {
            for (int stop : under.get(i).ready()) {
                queue.add(due(under.get(i), queue.size(), i, stop));
            }
        }
        int order = queue.size();
        while (!queue.isEmpty()) {
            var due = queue.remove();
            var running = under.get(due.one());
            double ended = due.at();
            if (!running.skips(due.stop())) {
                var stop = running.stop(due.stop());
                var hands = free.computeIfAbsent(new Place(stop.node(), stop.pool()), place -> hands(place, change));
                double begins = Math.max(due.at(), hands.remove());
                ended = begins + stop.touched();
                hands.add(ended);
                waits.computeIfAbsent(stop.node(), node -> new ArrayList<>()).add(begins - due.arrived());
            }
            for (int next : running.ended(due.stop(), ended)) {
                queue.add(due(running, order++, due.one(), next));
            }
        }
        return result(under.stream().mapToDouble(Running::span).toArray(), waits);
    }

    private Due due(Running running, int order, int one, int stop) {
        double arrived = running.arrives(stop);
        double waited = running.skips(stop)
                ? 0
                : Math.min(
                        running.stop(stop).waited(),
                        unexplained.getOrDefault(running.stop(stop).node(), 0.0));
        return new Due(arrived + waited, order, one, stop, arrived);
    }

    private PriorityQueue<Double> hands(Place place, WhatIf change) {
        int there =
                Math.max(1, people.getOrDefault(place, 1) + change.reviewers().getOrDefault(place.node(), 0));
        long open = Math.max(1, Math.round(there * FILES_AT_A_TIME[files.getOrDefault(place.node(), 0)]));
        var hands = new PriorityQueue<Double>();
        for (int i = 0; i < open; i++) {
            hands.add(Double.NEGATIVE_INFINITY);
        }
        return hands;
    }

    private static Result result(double[] spans, Map<String, List<Double>> waits) {
        var sorted = spans.clone();
        Arrays.sort(sorted);
        var means = new TreeMap<String, Double>();
        waits.forEach((node, all) -> means.put(
                node, all.stream().mapToDouble(Double::doubleValue).average().orElse(0)));
        return new Result(
                sorted.length,
                Arrays.stream(sorted).average().orElse(0),
                quantile(sorted, 0.5),
                quantile(sorted, 0.9),
                means);
    }

    private static double quantile(double[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
    }

    /** One case while it is played. */
    private static final class Running {

        private final PlayedCase one;
        private final double start;
        private final boolean[] skipped;
        private final int[] missing;
        private final double[] ready;
        private double last;

        Running(PlayedCase one, double start, boolean[] skipped) {
            this.one = one;
            this.start = start;
            this.skipped = skipped;
            this.last = start;
            int stops = one.stops().size();
            this.missing = new int[stops];
            this.ready = new double[stops];
            for (int i = 0; i < stops; i++) {
                missing[i] = one.after(i).length;
                ready[i] = start;
            }
        }

        Stop stop(int index) {
            return one.stops().get(index);
        }

        boolean skips(int index) {
            return skipped[index];
        }

        List<Integer> ready() {
            var first = new ArrayList<Integer>();
            for (int i = 0; i < missing.length; i++) {
                if (missing[i] == 0) {
                    first.add(i);
                }
            }
            return first;
        }

        double arrives(int index) {
            return ready[index] + (skipped[index] ? 0 : one.lag(index));
        }

        /** @return what can go on now */
        List<Integer> ended(int index, double at) {
            last = Math.max(last, at);
            var next = new ArrayList<Integer>();
            for (int follower : one.before(index)) {
                ready[follower] = Math.max(ready[follower], at);
                if (--missing[follower] == 0) {
                    next.add(follower);
                }
            }
            return next;
        }

        double span() {
            return last - start + one.tail();
        }
    }
}
