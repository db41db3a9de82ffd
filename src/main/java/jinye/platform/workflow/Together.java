package jinye.platform.workflow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import jinye.kernel.Actor;
import jinye.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Many assignments handled in one transaction, each decided by itself by the same rules as a single one. All matters are locked
 * and read in one go and the differences written in one go, which is what makes five hundred of them quick. One that a rule
 * refuses leaves no trace and hinders no other.
 */
@Component
class Together {

    /** What a verb does with one of them, in memory. */
    interface Verb {
        void on(Work work, long assignment);
    }

    /** @param refusal null when it was done */
    record Result(long assignment, @Nullable Refusal refusal) {}

    /** Handling waits while a matter is suspended; handing it to somebody else does not. */
    static final Set<Matter.State> EVEN_SUSPENDED = Set.of(Matter.State.values());

    private static final Set<Matter.State> NOT_SUSPENDED =
            Set.of(Matter.State.RUNNING, Matter.State.ENDED, Matter.State.TERMINATED);

    private final Handling handling;
    private final MatterStore store;
    private final TransactionTemplate apart;

    Together(Handling handling, MatterStore store, PlatformTransactionManager transactions) {
        this.handling = handling;
        this.store = store;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    List<Result> each(Actor actor, List<Long> assignments, Verb verb) {
        return each(actor, assignments, NOT_SUSPENDED, verb);
    }

    List<Result> each(Actor actor, List<Long> assignments, Set<Matter.State> states, Verb verb) {
        var checked = checked(states, verb);
        return handling.inTransaction(() -> {
            var results = new HashMap<Long, Result>();
            var waiting = new ArrayList<>(new LinkedHashSet<>(assignments));
            var matterOf = store.mattersOf(waiting);
            store.lock(waiting);
            // two of one matter come one after the other: the second sees what the first did
            while (!waiting.isEmpty()) {
                var round = firstOfEachMatter(waiting, matterOf);
                waiting.removeAll(new HashSet<>(round));
                handle(actor, round, matterOf, checked, results);
            }
            return assignments.stream()
                    .distinct()
                    .map(id -> Objects.requireNonNull(results.get(id)))
                    .toList();
        });
    }

    /** What would become of them, without lock and without a trace. */
    List<Result> tryEach(Actor actor, List<Long> assignments, Verb verb) {
        return tryEach(actor, assignments, NOT_SUSPENDED, verb);
    }

    List<Result> tryEach(Actor actor, List<Long> assignments, Set<Matter.State> states, Verb verb) {
        var checked = checked(states, verb);
        var matterOf = store.mattersOf(assignments);
        var results = new ArrayList<Result>();
        var matters = store.byAssignments(assignments);
        var seen = new HashSet<Long>();
        for (var id : assignments.stream().distinct().toList()) {
            var matter = matterOf.containsKey(id) ? matters.get(matterOf.get(id)) : null;
            // what the first of a matter decided in memory must not show in the second
            var fresh = matter != null && !seen.add(matter.id())
                    ? store.byId(matter.id(), false).orElse(null)
                    : matter;
            var work = fresh == null ? null : handling.work(fresh, actor);
            results.add(new Result(id, decide(work, id, checked)));
        }
        return results;
    }

    private static Verb checked(Set<Matter.State> states, Verb verb) {
        return (work, assignment) -> {
            if (!states.contains(work.matter().state())) {
                throw Refused.suspended();
            }
            verb.on(work, assignment);
        };
    }

    private static List<Long> firstOfEachMatter(List<Long> waiting, Map<Long, Long> matterOf) {
        var taken = new HashSet<Long>();
        return waiting.stream()
                .filter(id -> !matterOf.containsKey(id) || taken.add(matterOf.get(id)))
                .toList();
    }

    private void handle(Actor actor, List<Long> round, Map<Long, Long> matterOf, Verb verb, Map<Long, Result> results) {
        var works = decide(actor, round, matterOf, verb, results);
        if (works.isEmpty()) {
            return;
        }
        try {
            apart.executeWithoutResult(status -> handling.write(List.copyOf(works.values())));
        } catch (Refusal late) {
            // a desk refused while it followed: find out which, each apart from the others
            for (var id : works.keySet()) {
                alone(actor, id, matterOf, verb, results);
            }
        }
    }

    private Map<Long, Work> decide(
            Actor actor, List<Long> round, Map<Long, Long> matterOf, Verb verb, Map<Long, Result> results) {
        var matters = store.byAssignments(round);
        var works = new LinkedHashMap<Long, Work>();
        for (var id : round) {
            var matter = matterOf.containsKey(id) ? matters.get(matterOf.get(id)) : null;
            var work = matter == null ? null : handling.work(matter, actor);
            var refusal = decide(work, id, verb);
            results.put(id, new Result(id, refusal));
            if (refusal == null && work != null) {
                works.put(id, work);
            }
        }
        return works;
    }

    private static @Nullable Refusal decide(@Nullable Work work, long assignment, Verb verb) {
        if (work == null) {
            return Refused.noSuchAssignment();
        }
        try {
            verb.on(work, assignment);
            return null;
        } catch (Refusal refusal) {
            return refusal;
        }
    }

    private void alone(Actor actor, long assignment, Map<Long, Long> matterOf, Verb verb, Map<Long, Result> results) {
        try {
            apart.executeWithoutResult(status -> {
                var works = decide(actor, List.of(assignment), matterOf, verb, results);
                handling.write(List.copyOf(works.values()));
            });
        } catch (Refusal refusal) {
            results.put(assignment, new Result(assignment, refusal));
        }
    }
}
