package jinye.platform.workflow;

import java.time.Clock;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Whose turn it is: finds what lies with the actor, and says who was quicker where nothing does. */
@Component
class Turns {

    private final MatterStore store;
    private final MatterPast past;
    private final Delegations delegations;
    private final Phrasing phrasing;
    private final Clock clock;

    Turns(MatterStore store, MatterPast past, Delegations delegations, Phrasing phrasing, Clock clock) {
        this.store = store;
        this.past = past;
        this.delegations = delegations;
        this.phrasing = phrasing;
        this.clock = clock;
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
}
