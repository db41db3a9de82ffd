package jinye.platform.workflow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.platform.clocks.Due;
import jinye.platform.workflow.process.Mode;
import jinye.platform.workflow.process.Node;
import org.jspecify.annotations.Nullable;

/** One verb under way: the matter as it stands, what changed in memory, and what is to be written and told afterwards. */
final class Work {

    /** How new assignments of this verb come about; lists show it. */
    enum Arrival {
        SENT,
        DRAFT,
        RETURNED
    }

    record TrailEntry(
            long id,
            @Nullable Step step,
            String verb,
            @Nullable String target,
            @Nullable String note) {}

    record OpinionEntry(long id, Assignment assignment, String decision, String body) {}

    record CirculationEntry(long id, Handler reader, String note) {}

    private final Matter matter;
    private final Actor actor;
    private final Instant now;
    private final Numbers numbers;
    private final List<Step> steps;
    private final List<TrailEntry> trail = new ArrayList<>();
    private final List<OpinionEntry> opinions = new ArrayList<>();
    private final List<CirculationEntry> circulations = new ArrayList<>();
    private final List<Runnable> writes = new ArrayList<>();
    private final List<Object> events = new ArrayList<>();
    private final Map<Step, List<Long>> arrivals = new LinkedHashMap<>();
    private Arrival arrival = Arrival.SENT;
    private @Nullable Handler onBehalfOf;

    /** Hands out ids. */
    interface Numbers {
        long next();
    }

    Work(Matter matter, Actor actor, Instant now, Numbers numbers) {
        this.matter = matter;
        this.actor = actor;
        this.now = now;
        this.numbers = numbers;
        this.steps = new ArrayList<>(matter.open());
    }

    Step open(Node node, Mode mode, int threshold, @Nullable Long from, Step.@Nullable Back back) {
        var step = new Step(numbers.next(), node, mode, threshold, from, back, true, now);
        steps.add(step);
        matter.opened(step);
        return step;
    }

    Assignment assign(Step step, Handler handler, Assignment.Role role, int place) {
        return new Assignment(numbers.next(), step, handler, role, place, now);
    }

    void offer(Assignment assignment, @Nullable Due due) {
        assignment.offer(now, due);
        arrivals.computeIfAbsent(assignment.step(), step -> new ArrayList<>())
                .add(assignment.handler().person());
    }

    void close(Step step, Step.State last, @Nullable String outcome) {
        step.close(last, outcome, actor, now);
        for (var assignment : step.assignments()) {
            if (assignment.isPending()) {
                assignment.end(
                        last == Step.State.WITHDRAWN ? Assignment.State.WITHDRAWN : Assignment.State.CANCELLED,
                        actor,
                        now);
            }
        }
        matter.closed(step);
        arrivals.remove(step);
    }

    void trail(String verb, @Nullable Step step, @Nullable String target, @Nullable String note) {
        trail.add(new TrailEntry(numbers.next(), step, verb, target, note));
    }

    void opinion(Assignment assignment, String decision, String body) {
        opinions.add(new OpinionEntry(numbers.next(), assignment, decision, body));
    }

    void circulate(Handler reader, String note) {
        circulations.add(new CirculationEntry(numbers.next(), reader, note));
    }

    /** Published after the difference is written, so that listeners see the new state and may act on it. */
    void announce(Object event) {
        events.add(event);
    }

    /** A write beside the difference, done together with it: never before a rule had its chance to refuse. */
    void also(Runnable write) {
        writes.add(write);
    }

    void arrivesAs(Arrival how) {
        arrival = how;
    }

    void standsInFor(Handler principal) {
        onBehalfOf = principal;
    }

    Matter matter() {
        return matter;
    }

    Actor actor() {
        return actor;
    }

    Instant now() {
        return now;
    }

    Arrival arrival() {
        return arrival;
    }

    @Nullable
    Handler onBehalfOf() {
        return onBehalfOf;
    }

    List<Step> steps() {
        return steps;
    }

    List<TrailEntry> trail() {
        return trail;
    }

    List<OpinionEntry> opinions() {
        return opinions;
    }

    List<CirculationEntry> circulations() {
        return circulations;
    }

    List<Runnable> writes() {
        return writes;
    }

    List<Object> events() {
        return events;
    }

    Map<Step, List<Long>> arrivals() {
        return arrivals;
    }
}
