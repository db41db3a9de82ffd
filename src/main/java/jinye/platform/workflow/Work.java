package jinye.platform.workflow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jinye.kernel.Actor;
import jinye.kernel.SecrecyWords;
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

    /** @param author whose opinion it is: the actor's, unless the actor only typed it or a rule gave it */
    record OpinionEntry(
            long id,
            Assignment assignment,
            Author author,
            String decision,
            String body,
            @Nullable Ink ink) {}

    /** @param typedBy who typed it for the author (代录), null when the author did */
    record Author(
            long person,
            String name,
            String departmentName,
            @Nullable Handler onBehalfOf,
            @Nullable Actor typedBy) {

        static Author of(Actor actor, @Nullable Handler onBehalfOf) {
            return new Author(actor.person(), actor.name(), actor.departmentName(), onBehalfOf, null);
        }

        static Author of(Handler handler, @Nullable Actor typedBy) {
            return new Author(handler.person(), handler.name(), handler.departmentName(), null, typedBy);
        }
    }

    /** @param copy told only (抄送); otherwise given to read (传阅) */
    record CirculationEntry(long id, Handler reader, String note, boolean copy) {}

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
    private final Set<String> passed = new HashSet<>();
    private final Map<Step, List<MatterPart>> calls = new LinkedHashMap<>();
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

    Trigger arm(Step step, Trigger.Target target, @Nullable Due due) {
        return Trigger.arm(numbers.next(), step, target, due, now);
    }

    /** What the step asks sub-matters for; they begin when the verb is written. */
    void call(Step step, List<MatterPart> parts) {
        calls.put(step, parts);
    }

    /**
     * What lies with one handler goes to another: the same role, place, weight and due moment, and whoever waited for the one waits
     * for the other.
     */
    Assignment passOn(Assignment from, Handler to) {
        var step = from.step();
        var fresh = assign(step, to, from.role(), from.place());
        fresh.addedBy(from.addedBy());
        fresh.weighs(from.weight());
        if (from.isLive()) {
            offer(fresh, from.due());
        } else {
            fresh.waitAs(from);
        }
        from.end(Assignment.State.TRANSFERRED, actor, now);
        step.waitInstead(from, fresh);
        return fresh;
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
        step.triggers().stream().filter(Trigger::isPending).forEach(trigger -> trigger.cancel(now));
        matter.closed(step);
        arrivals.remove(step);
    }

    void trail(String verb, @Nullable Step step, @Nullable String target, @Nullable String note) {
        trail.add(new TrailEntry(numbers.next(), step, verb, target, note));
    }

    void opinion(Assignment assignment, String decision, String body) {
        opinion(assignment, Author.of(actor, onBehalfOf), decision, body, null);
    }

    void opinion(Assignment assignment, Author author, String decision, String body, @Nullable Ink ink) {
        opinions.add(new OpinionEntry(numbers.next(), assignment, author, decision, body, ink));
    }

    void circulate(Handler reader, String note, boolean copy) {
        circulations.add(new CirculationEntry(numbers.next(), reader, note, copy));
    }

    /** A node is passed by a rule (skipped, or the same person again) once in a verb: a loop of such nodes would never end. */
    boolean passesFirst(String node) {
        return passed.add(node);
    }

    /** Published after the difference is written, so that listeners see the new state and may act on it. */
    void announce(Object event) {
        events.add(event);
    }

    /** A write beside the difference, done together with it: never before a rule had its chance to refuse. */
    void also(Runnable write) {
        writes.add(write);
    }

    /** Everything people write while handling goes through here; this system must not hold state secrets. */
    void refuseStateSecrets() {
        opinions.forEach(opinion -> SecrecyWords.refuseIn(opinion.body()));
        circulations.forEach(circulation -> SecrecyWords.refuseIn(circulation.note()));
        trail.forEach(entry -> SecrecyWords.refuseIn(entry.note()));
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

    Map<Step, List<MatterPart>> calls() {
        return calls;
    }

    Map<Step, List<Long>> arrivals() {
        return arrivals;
    }
}
