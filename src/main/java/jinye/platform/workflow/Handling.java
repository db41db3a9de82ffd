package jinye.platform.workflow;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jinye.kernel.Actor;
import jinye.kernel.RecordId;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The one shape of every verb: lock the matter, read its open steps, decide in memory, write the difference, tell. A rule that
 * refuses throws before anything is written. With the lock first, no verb ever has to be tried again.
 */
@Component
class Handling {

    private final MatterStore store;
    private final MatterPast past;
    private final MatterWriter writer;
    private final Delegations delegations;
    private final Neighbours neighbours;
    private final Phrasing phrasing;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final ObjectProvider<SubMatters> subMatters;

    Handling(
            MatterStore store,
            MatterPast past,
            MatterWriter writer,
            Delegations delegations,
            Neighbours neighbours,
            Phrasing phrasing,
            Clock clock,
            PlatformTransactionManager transactions,
            ObjectProvider<SubMatters> subMatters) {
        this.subMatters = subMatters;
        this.store = store;
        this.past = past;
        this.writer = writer;
        this.delegations = delegations;
        this.neighbours = neighbours;
        this.phrasing = phrasing;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    long start(Actor actor, Function<Long, Matter> begin, java.util.function.Consumer<Work> verb) {
        return inTransaction(() -> {
            var work = work(begin.apply(writer.next()), actor);
            verb.accept(work);
            writer.insert(work);
            work.writes().forEach(Runnable::run);
            follow(work);
            tell(work);
            return work.matter().id();
        });
    }

    /** A verb of a running matter. */
    <T> T onMatter(Actor actor, long matter, Function<Work, T> verb) {
        return onMatter(actor, matter, EnumSet.of(Matter.State.RUNNING), verb);
    }

    <T> T onMatter(Actor actor, long matter, Set<Matter.State> states, Function<Work, T> verb) {
        return inTransaction(() -> {
            var found = store.byId(matter, true).orElseThrow(Refused::noSuchMatter);
            if (!states.contains(found.state())) {
                throw refusedIn(found.state(), states);
            }
            return finish(work(found, actor), verb);
        });
    }

    /** A verb of a handler. An ended matter is not refused as such: who comes late learns who was quicker. */
    <T> T onAssignment(Actor actor, long assignment, Function<Work, T> verb) {
        return inTransaction(() -> {
            var found = store.byAssignment(assignment, true).orElseThrow(Refused::noSuchAssignment);
            if (found.state() == Matter.State.SUSPENDED) {
                throw Refused.suspended();
            }
            return finish(work(found, actor), verb);
        });
    }

    <T> T onCirculation(Actor actor, long circulation, Function<Work, T> verb) {
        return inTransaction(() -> finish(
                work(store.byCirculation(circulation, true).orElseThrow(Refused::noSuchCirculation), actor), verb));
    }

    /** The same reading without the lock, for what is only shown. */
    Work look(Actor actor, Matter matter) {
        return work(matter, actor);
    }

    /** The actor's open assignment, their own or that of somebody they stand in for. */
    Assignment mine(Work work, long assignment) {
        var open = work.matter().assignment(assignment);
        if (open.isEmpty()) {
            throw missed(work, assignment);
        }
        var mine = open.get();
        if (!mine.isOf(work.actor().person())) {
            if (!delegations.standsIn(
                    work.actor().person(),
                    mine.handler().person(),
                    work.matter().kind(),
                    work.now())) {
                throw Refused.noSuchAssignment();
            }
            work.standsInFor(mine.handler());
        }
        if (mine.state() == Assignment.State.WAITING) {
            throw waits(mine);
        }
        if (!mine.isLive()) {
            throw missed(work, assignment);
        }
        return mine;
    }

    /** Whatever the actor may act on at a node: their own assignment first, then one they stand in for. */
    Assignment mineAt(Work work, String node) {
        var there = work.matter()
                .assignments()
                .filter(a -> a.step().node().id().equals(node) && a.isLive())
                .toList();
        var own = there.stream().filter(a -> a.isOf(work.actor().person())).findFirst();
        if (own.isPresent()) {
            return own.get();
        }
        for (var other : there) {
            if (delegations.standsIn(
                    work.actor().person(),
                    other.handler().person(),
                    work.matter().kind(),
                    work.now())) {
                work.standsInFor(other.handler());
                return other;
            }
        }
        throw missedAt(work, node);
    }

    private Refused missedAt(Work work, String node) {
        var waiting = work.matter()
                .assignments()
                .filter(a ->
                        a.step().node().id().equals(node) && a.isOf(work.actor().person()))
                .filter(a -> a.state() == Assignment.State.WAITING)
                .findFirst();
        if (waiting.isPresent()) {
            return waits(waiting.get());
        }
        boolean asked = past.wasAsked(work.matter().id(), node, work.actor().person());
        boolean open = work.matter().openNodes().contains(node);
        return past.lastClosing(work.matter().id(), node)
                .filter(closing -> asked && !open)
                .map(closing -> Refused.already(how(closing.state()), closing.by(), phrasing.moment(closing.at())))
                .orElseGet(() -> Refused.notYours(
                        work.matter().process().shape().node(node).name()));
    }

    private static String how(Step.State state) {
        return switch (state) {
            case RETURNED -> "returned";
            case WITHDRAWN -> "withdrawn";
            case CLOSED -> "handled";
            case OPEN, CANCELLED -> "cancelled";
        };
    }

    private Refused waits(Assignment mine) {
        var claimed = mine.step().assignments().stream()
                .filter(mine::waitsFor)
                .filter(other -> other.claimedAt() != null)
                .findFirst();
        if (claimed.isPresent()) {
            var at = Optional.ofNullable(claimed.get().claimedAt()).orElse(clock.instant());
            return Refused.already("claimed", claimed.get().handler().name(), phrasing.moment(at));
        }
        return Refused.notYourTurn(mine.step().assignments().stream()
                .filter(Assignment::isLive)
                .map(other -> other.handler().name())
                .collect(Collectors.joining("、")));
    }

    /** Says who was quicker and when, as the person would ask. */
    private Refused missed(Work work, long assignment) {
        var fate = store.fate(assignment).orElseThrow(Refused::noSuchAssignment);
        boolean asked = fate.person() == work.actor().person()
                || delegations.standsIn(work.actor().person(), fate.person(), fate.kind(), work.now());
        var who = fate.doneByName();
        var when = fate.doneAt();
        if (!asked || who == null || when == null) {
            return Refused.noSuchAssignment();
        }
        var how = switch (fate.state()) {
            case DONE -> "handled";
            case TRANSFERRED -> "transferred";
            case WITHDRAWN -> "withdrawn";
            case WAITING, OFFERED, OPENED, CANCELLED -> how(fate.stepState());
        };
        return Refused.already(how, who, phrasing.moment(when));
    }

    private static Refused refusedIn(Matter.State state, Set<Matter.State> wanted) {
        return switch (state) {
            case SUSPENDED -> Refused.suspended();
            case RUNNING -> wanted.contains(Matter.State.SUSPENDED) ? Refused.notSuspended() : Refused.notOver();
            case ENDED, TERMINATED -> Refused.over();
        };
    }

    Work work(Matter matter, Actor actor) {
        return new Work(matter, actor, now(), writer);
    }

    /** The database keeps microseconds; what was written must compare equal to what is read. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private <T> T finish(Work work, Function<Work, T> verb) {
        T result = verb.apply(work);
        write(List.of(work));
        return result;
    }

    /** Writes and tells what was decided, each of another matter. */
    void write(List<Work> works) {
        works.forEach(Work::refuseStateSecrets);
        writer.update(works);
        works.forEach(work -> work.writes().forEach(Runnable::run));
        works.forEach(this::follow);
        tell(works);
    }

    /** What a verb means for sub-matters, and for the keeper of triggers; nothing for matters of people alone. */
    private void follow(Work work) {
        var matter = work.matter();
        boolean triggers = matter.process().shape().hasTriggers();
        if (triggers || matter.parent() != null) {
            subMatters.getObject().follow(work);
        }
        boolean due = triggers
                && work.steps().stream()
                        .flatMap(step -> step.triggers().stream())
                        .anyMatch(trigger -> trigger.isDue(work.now()));
        if (due) {
            neighbours.publish(new SomethingIsDue());
        }
    }

    private void tell(Work work) {
        tell(List.of(work));
    }

    private void tell(List<Work> works) {
        neighbours.journal(works.stream().flatMap(Handling::lines).toList());
        var substitutes = substitutes(works);
        for (var work : works) {
            work.events().stream()
                    .filter(event -> !(event instanceof MatterEnded))
                    .forEach(neighbours::publish);
            tellArrivals(work, substitutes.getOrDefault(work.matter().kind(), Map.of()));
            work.events().stream().filter(MatterEnded.class::isInstance).forEach(neighbours::publish);
        }
    }

    /** By kind, because one may stand in for some kinds only. */
    private Map<String, Map<Long, List<Long>>> substitutes(List<Work> works) {
        var people = new HashMap<String, Set<Long>>();
        var found = new HashMap<String, Map<Long, List<Long>>>();
        for (var work : works) {
            work.arrivals()
                    .values()
                    .forEach(handlers -> people.computeIfAbsent(work.matter().kind(), kind -> new TreeSet<>())
                            .addAll(handlers));
        }
        people.forEach((kind, asked) -> found.put(
                kind, delegations.substitutesOf(asked, kind, works.getFirst().now())));
        return found;
    }

    private void tellArrivals(Work work, Map<Long, List<Long>> substitutes) {
        var matter = work.matter();
        work.arrivals().forEach((step, handlers) -> {
            var asked = new TreeSet<>(handlers);
            handlers.forEach(handler -> asked.addAll(substitutes.getOrDefault(handler, List.of())));
            neighbours.publish(new StepArrived(
                    matter.id(),
                    matter.kind(),
                    matter.record(),
                    step.id(),
                    step.node().id(),
                    step.node().name(),
                    List.copyOf(asked)));
        });
    }

    private static Stream<Neighbours.Line> lines(Work work) {
        var matter = work.matter();
        return work.trail().stream()
                .filter(entry -> !entry.verb().equals("OPEN") && !entry.verb().equals("END"))
                .map(entry -> {
                    var facts = new HashMap<String, Object>();
                    facts.put("title", matter.title());
                    if (entry.step() != null) {
                        facts.put("node", entry.step().node().name());
                    }
                    if (entry.target() != null) {
                        facts.put("target", entry.target());
                    }
                    return new Neighbours.Line(
                            work.actor(),
                            work.onBehalfOf(),
                            "workflow." + entry.verb().toLowerCase(Locale.ROOT).replace('_', '-'),
                            new RecordId(matter.module(), matter.record()),
                            facts);
                });
    }

    <T> T inTransaction(java.util.function.Supplier<T> verb) {
        return java.util.Objects.requireNonNull(transaction.execute(status -> verb.get()));
    }
}
