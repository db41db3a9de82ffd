package jinye.platform.workflow;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import jinye.kernel.Actor;
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
    private final MatterWriter writer;
    private final Turns turns;
    private final Telling telling;
    private final Neighbours neighbours;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final ObjectProvider<SubMatters> subMatters;

    Handling(
            MatterStore store,
            MatterWriter writer,
            Turns turns,
            Telling telling,
            Neighbours neighbours,
            Clock clock,
            PlatformTransactionManager transactions,
            ObjectProvider<SubMatters> subMatters) {
        this.subMatters = subMatters;
        this.store = store;
        this.writer = writer;
        this.turns = turns;
        this.telling = telling;
        this.neighbours = neighbours;
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
            telling.tell(List.of(work));
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
        return turns.mine(work, assignment);
    }

    /** Whatever the actor may act on at a node: their own assignment first, then one they stand in for. */
    Assignment mineAt(Work work, String node) {
        return turns.mineAt(work, node);
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
        telling.tell(works);
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

    <T> T inTransaction(java.util.function.Supplier<T> verb) {
        return java.util.Objects.requireNonNull(transaction.execute(status -> verb.get()));
    }
}
