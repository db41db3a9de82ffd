package jinye.platform.workflow;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jinye.kernel.Actor;
import jinye.platform.workflow.process.NodeSettings.Verb;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Puts a matter's page together for one reader; whoever may not see the record does not learn that there is a matter. */
@Component
class MatterPages {

    private final MatterStore store;
    private final MatterPast past;
    private final MatterHistory history;
    private final Returning returning;
    private final Withdrawing withdrawing;
    private final Delegations delegations;
    private final Desks desks;
    private final Processes processes;
    private final MatterAsides asides;
    private final Neighbours neighbours;
    private final Administration administration;
    private final Waits waits;
    private final JdbcClient jdbc;
    private final Clock clock;

    MatterPages(
            MatterStore store,
            MatterPast past,
            MatterHistory history,
            Returning returning,
            Withdrawing withdrawing,
            Delegations delegations,
            Desks desks,
            Processes processes,
            MatterAsides asides,
            Neighbours neighbours,
            Administration administration,
            Waits waits,
            JdbcClient jdbc,
            Clock clock) {
        this.store = store;
        this.past = past;
        this.history = history;
        this.returning = returning;
        this.withdrawing = withdrawing;
        this.delegations = delegations;
        this.desks = desks;
        this.processes = processes;
        this.asides = asides;
        this.neighbours = neighbours;
        this.administration = administration;
        this.waits = waits;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    MatterPage of(Actor actor, String kind, long record) {
        return of(actor, store.idOf(kind, record).orElseThrow(Refused::noSuchMatter));
    }

    MatterPage of(Actor actor, long id) {
        var matter = readable(actor, id);
        var now = clock.instant();
        var dates = history.dates(id);
        boolean part = matter.initiator().person() == actor.person() || past.tookPart(id, actor.person());
        boolean steers = Administration.steers(actor, matter);
        var mine = mine(actor, matter, now);
        return new MatterPage(
                id,
                matter.kind(),
                processes.name(matter.kind()),
                matter.module(),
                matter.record(),
                matter.title(),
                matter.number(),
                matter.urgency(),
                matter.state(),
                matter.initiator().name(),
                matter.initiator().departmentName(),
                matter.initiator().unitName(),
                dates.startedAt(),
                dates.endedAt(),
                matter.state() == Matter.State.RUNNING && (part || steers),
                matter.state() != Matter.State.TERMINATED
                        && (part || steers)
                        && (mine.isEmpty()
                                || mine.stream().anyMatch(m -> m.verbs().contains(Verb.CIRCULATE.name()))),
                steers,
                history.steps(matter, now, waits.of(matter, steers)),
                history.trail(id),
                history.readers(id),
                waits.subMatters(matter),
                waits.parent(matter, parent -> mayRead(actor, parent)),
                mine,
                withdrawable(actor, matter),
                asides.of(actor, matter));
    }

    /** @throws Refused (404) when the reader may not read the record, never had the matter in hand and does not administer it */
    Matter readable(Actor actor, long id) {
        var matter = store.byId(id, false).orElseThrow(Refused::noSuchMatter);
        if (!mayRead(actor, matter)) {
            throw Refused.noSuchMatter();
        }
        return matter;
    }

    boolean mayRead(Actor actor, long matter) {
        return store.byId(matter, false).filter(found -> mayRead(actor, found)).isPresent();
    }

    /** Who may see a matter may see what it asks of others. */
    private boolean mayRead(Actor actor, Matter matter) {
        long id = matter.id();
        var parent = matter.parent();
        return matter.initiator().person() == actor.person()
                || past.tookPart(id, actor.person())
                || past.wasGivenToRead(id, actor.person())
                || desks.of(matter.kind()).readable(actor, matter.record())
                || matter.assignments()
                        .anyMatch(a -> delegations.standsIn(
                                        actor.person(), a.handler().person(), matter.kind(), clock.instant())
                                || delegations.typesFor(
                                        actor.person(), a.handler().person()))
                || administration.reads(actor, matter)
                || (parent != null && mayRead(actor, parent.matter()));
    }

    private List<MatterPage.MyAssignment> mine(Actor actor, Matter matter, Instant now) {
        if (matter.state() != Matter.State.RUNNING) {
            return List.of();
        }
        return matter.assignments()
                .filter(Assignment::isLive)
                .filter(a -> a.isOf(actor.person())
                        || delegations.standsIn(actor.person(), a.handler().person(), matter.kind(), now))
                .map(a -> mine(actor, matter, a, now))
                .toList();
    }

    private record Kept(
            boolean draft,
            boolean returned,
            @Nullable String decision,
            @Nullable String opinion,
            @Nullable String fault) {}

    private MatterPage.MyAssignment mine(Actor actor, Matter matter, Assignment a, Instant now) {
        var kept = jdbc.sql("""
                        select a.draft, a.returned, a.draft_decision, a.draft_opinion, s.fault from workflow.assignment a
                        left join workflow.scheduled_sending s on s.assignment = a.id and s.at = a.scheduled_at
                        where a.id = :id""")
                .param("id", a.id())
                .query((row, n) -> new Kept(
                        row.getBoolean("draft"),
                        row.getBoolean("returned"),
                        row.getString("draft_decision"),
                        row.getString("draft_opinion"),
                        row.getString("fault")))
                .single();
        var step = a.step();
        var due = a.due();
        var targets = returning.targets(matter, a);
        return new MatterPage.MyAssignment(
                a.id(),
                step.node().id(),
                step.node().name(),
                step.mode().term(),
                a.role(),
                a.state(),
                kept.draft(),
                kept.returned(),
                a.claimedAt() != null,
                a.isOf(actor.person()) ? null : a.handler().name(),
                a.scheduledAt(),
                kept.fault(),
                due == null ? null : due.at(),
                due != null && due.provisional(),
                due == null ? null : due.explanation(),
                due == null ? null : neighbours.light(a.offeredAt(), due.at(), now),
                step.node().settings().decisions().entrySet().stream()
                        .map(d -> new MatterPage.Decision(d.getKey(), d.getValue()))
                        .toList(),
                step.node().settings().opinion().name(),
                kept.decision(),
                kept.opinion(),
                verbs(a, targets),
                targets,
                step.assignments().stream()
                        .filter(other -> other.wasAddedBy(a.handler().person()) && other.isPending())
                        .map(other -> new MatterPage.SignerView(
                                other.id(), other.handler().name(), other.state()))
                        .toList(),
                step.node().settings().policy().fields(),
                step.node().settings().policy().files());
    }

    private static List<String> verbs(Assignment a, List<Returning.Target> targets) {
        var settings = a.step().node().settings();
        var verbs = new ArrayList<String>();
        for (var verb : Verb.values()) {
            boolean possible = verb == Verb.RETURN ? !targets.isEmpty() : verb != Verb.WITHDRAW;
            if (possible && settings.verbs().contains(verb)) {
                verbs.add(verb.name());
            }
        }
        if (settings.who().pool() && a.role() == Assignment.Role.MAIN) {
            verbs.add(a.claimedAt() == null ? "CLAIM" : "RELEASE");
        }
        return List.copyOf(verbs);
    }

    /** The last thing the reader sent, when it may still be taken back. */
    private @Nullable Long withdrawable(Actor actor, Matter matter) {
        if (matter.state() != Matter.State.RUNNING) {
            return null;
        }
        return history.lastSent(matter.id(), actor.person())
                .filter(assignment -> withdrawing.mayWithdraw(actor, matter, assignment))
                .orElse(null);
    }

    /** The process as a drawing, and the state of every node that was visited. */
    record Diagram(String bpmn, Map<String, Step.State> states) {}

    Diagram diagram(Actor actor, long id) {
        var matter = store.byId(id, false)
                .filter(found -> Administration.steers(actor, found))
                .orElseGet(() -> readable(actor, id));
        return new Diagram(
                processes.drawing(matter.process()),
                history.states(id).stream()
                        .collect(Collectors.toMap(MatterHistory.NodeState::node, MatterHistory.NodeState::state)));
    }
}
