package jinye.platform.mining;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.LongSupplier;
import jinye.platform.clocks.Clocks;
import org.jspecify.annotations.Nullable;

/**
 * Invents the past of one process in one unit: cases come one after the other and queue for the people of each step, so that
 * bottlenecks, returns and delays arise as they do in an office. The same seed gives the same past.
 */
final class SampleCases {

    /** Who works where. @param initiators in turn */
    record Staff(long unit, String unitName, List<Worker> initiators, Map<SamplePlan.Who, List<Worker>> others) {}

    record Worker(long person, String name, String department) {}

    /** Hours of a working day, for spreading the beginnings. */
    private static final double DAY = 6.5;

    private static final List<String> SUBJECTS = List.of(
            "做好卷烟打假工作",
            "开展安全生产检查",
            "调整零售户服务标准",
            "组织业务培训",
            "报送月度统计",
            "修订内部管理办法",
            "召开专题会议",
            "规范合同管理",
            "落实审计整改",
            "更新办公设备");

    /** A visit as it is invented, in hours since the first day. */
    private record Past(int part, double arrived, double begun, double ended, Worker worker, String outcome) {}

    private record Due(double at, int order, int one, int part) {}

    /** One of those who share the work of a step. */
    private record Hand(double free, int index) {}

    private final SamplePlan plan;
    private final Staff staff;
    private final Random random;
    private final double days;
    private final Map<String, PriorityQueue<Hand>> free = new HashMap<>();
    private final List<List<Past>> cases = new ArrayList<>();

    SampleCases(SamplePlan plan, Staff staff, int days, long seed) {
        this.plan = plan;
        this.staff = staff;
        this.days = days;
        this.random = new Random(seed);
        play();
    }

    private void play() {
        var queue = new PriorityQueue<Due>(Comparator.comparingDouble(Due::at).thenComparingInt(Due::order));
        int order = 0;
        for (int i = 0; i < plan.cases(); i++) {
            cases.add(new ArrayList<>());
            queue.add(new Due((i + random.nextDouble()) * days * DAY / plan.cases(), order++, i, 0));
        }
        while (!queue.isEmpty()) {
            var due = queue.remove();
            int next = visit(due);
            if (next < plan.parts().size() && cases.get(due.one()).size() < 40) {
                queue.add(new Due(cases.get(due.one()).getLast().ended(), order++, due.one(), next));
            }
        }
    }

    /** @return the next part */
    private int visit(Due due) {
        var part = plan.parts().get(due.part());
        // the office has learnt: half-way through, looking at things became quicker
        double pace = due.at() > days * DAY / 2 ? 0.75 : 1;
        double ready = due.at() + part.waiting() * pace * spread();
        var hands = free.computeIfAbsent(part.node(), node -> {
            var all = new PriorityQueue<Hand>(
                    Comparator.comparingDouble(Hand::free).thenComparingInt(Hand::index));
            for (int i = 0; i < part.hands(); i++) {
                all.add(new Hand(0, i));
            }
            return all;
        });
        var hand = hands.remove();
        double begun = Math.max(ready, hand.free());
        double ended = begun + part.touching() * spread();
        hands.add(new Hand(ended, hand.index()));
        var before = cases.get(due.one());
        boolean again =
                before.stream().filter(past -> past.part() == due.part()).count() > 1;
        boolean returned = part.returnTo() != null && !again && random.nextDouble() < part.returnShare();
        before.add(new Past(
                due.part(),
                due.at(),
                begun,
                ended,
                worker(part, due.one(), hand.index()),
                returned ? Event.RETURNED : Event.DONE));
        if (returned) {
            return index(part.returnTo());
        }
        int next = due.part() + 1;
        while (next < plan.parts().size()
                && random.nextDouble() < plan.parts().get(next).skip()) {
            next++;
        }
        return next;
    }

    /** Log-normal, as handling times are: mostly shorter than the mean, now and then much longer. */
    private double spread() {
        return Math.exp(0.7 * random.nextGaussian() - 0.245);
    }

    private int index(@Nullable String node) {
        for (int i = 0; i < plan.parts().size(); i++) {
            if (plan.parts().get(i).node().equals(node)) {
                return i;
            }
        }
        return 0;
    }

    private Worker worker(SamplePlan.Part part, int one, int hand) {
        var initiator = staff.initiators().get(one % staff.initiators().size());
        var others = staff.others().getOrDefault(part.who(), List.of());
        if (part.who() == SamplePlan.Who.HEAD) {
            return others.stream()
                    .filter(head -> head.department().equals(initiator.department()))
                    .findFirst()
                    .orElse(initiator);
        }
        return others.isEmpty() ? initiator : others.get(hand % others.size());
    }

    /** What of it had happened by now. @param first where the axis of working hours begins */
    List<Case> until(Instant now, Instant first, int version, Clocks clocks, LongSupplier ids) {
        var axis = new Axis(clocks, first);
        var told = new ArrayList<Case>();
        for (int i = 0; i < cases.size(); i++) {
            var past = cases.get(i);
            var start = axis.at(span(past.getFirst().arrived()));
            if (start.isAfter(now)) {
                continue;
            }
            var events = new ArrayList<Event>();
            Past before = null;
            for (var one : past) {
                var arrived = before == null ? start : axis.at(span(one.arrived()));
                if (arrived.isAfter(now)) {
                    break;
                }
                events.add(event(one, before, past.getFirst().arrived(), arrived, now, axis, ids));
                before = one;
            }
            boolean over = events.size() == past.size() && events.getLast().leftAt() != null;
            double worked = past.getLast().ended() - past.getFirst().arrived();
            told.add(new Case(
                    ids.getAsLong(),
                    plan.kind(),
                    version,
                    null,
                    "（示例）关于" + SUBJECTS.get(i % SUBJECTS.size()) + "的第 " + (i + 1) + " 件",
                    staff.unit(),
                    staff.unitName(),
                    start,
                    over ? events.getLast().leftAt() : null,
                    false,
                    over ? (Long) span(worked).toSeconds() : null,
                    events));
        }
        return told;
    }

    private Event event(
            Past one,
            @Nullable Past before,
            double caseStart,
            Instant arrived,
            Instant now,
            Axis axis,
            LongSupplier ids) {
        var part = plan.parts().get(one.part());
        var begun = axis.at(span(one.begun()));
        var ended = axis.at(span(one.ended()));
        boolean open = ended.isAfter(now);
        boolean seen = !begun.isAfter(now);
        var due = part.due() == 0 ? null : axis.at(span(one.arrived() + part.due()));
        return new Event(
                ids.getAsLong(),
                part.node(),
                part.name(),
                before == null ? null : plan.parts().get(before.part()).node(),
                before == null ? null : before.worker().department(),
                arrived,
                span(one.arrived() - caseStart).toSeconds(),
                seen ? begun : null,
                open ? null : ended,
                due,
                open ? Event.OPEN : one.outcome(),
                due != null && (open ? now : ended).isAfter(due),
                seen ? (Long) span(one.begun() - one.arrived()).toSeconds() : null,
                open ? null : (Long) span(one.ended() - one.begun()).toSeconds(),
                one.worker().person(),
                one.worker().name(),
                one.worker().department());
    }

    /** Working time as moments; counts on from a mark every ten hours, since counting from the first day takes long. */
    private static final class Axis {

        private static final Duration MARK = Duration.ofHours(10);

        private final Clocks clocks;
        private final List<Instant> marks = new ArrayList<>();

        Axis(Clocks clocks, Instant first) {
            this.clocks = clocks;
            marks.add(first);
        }

        Instant at(Duration worked) {
            int mark = (int) worked.dividedBy(MARK);
            while (marks.size() <= mark) {
                marks.add(clocks.afterWorkingTime(marks.getLast(), MARK));
            }
            return clocks.afterWorkingTime(marks.get(mark), worked.minus(MARK.multipliedBy(mark)));
        }
    }

    private static Duration span(double hours) {
        return Duration.ofSeconds(Math.round(hours * WorkingSpans.HOUR));
    }
}
