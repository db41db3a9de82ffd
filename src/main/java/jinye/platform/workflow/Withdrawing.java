package jinye.platform.workflow;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import jinye.kernel.Actor;
import jinye.platform.workflow.process.Mode;
import jinye.platform.workflow.process.NodeSettings.Verb;
import jinye.platform.workflow.process.Wait;
import org.springframework.stereotype.Component;

/** 撤回: taking back what one sent oneself, while nobody has opened it. */
@Component
class Withdrawing {

    private final Handling handling;
    private final StepRules rules;
    private final Opening opening;
    private final MatterPast past;
    private final MatterWriter writer;

    Withdrawing(Handling handling, StepRules rules, Opening opening, MatterPast past, MatterWriter writer) {
        this.handling = handling;
        this.rules = rules;
        this.opening = opening;
        this.past = past;
        this.writer = writer;
    }

    /** Takes back what I sent, until the next handler opened it. */
    void withdraw(Actor actor, long assignment) {
        handling.onAssignment(actor, assignment, work -> {
            takeBack(work, assignment);
            return true;
        });
    }

    /** Tries it in memory and throws the result away. */
    boolean mayWithdraw(Actor actor, Matter matter, long assignment) {
        try {
            takeBack(handling.look(actor, matter), assignment);
            return true;
        } catch (Refused refused) {
            return false;
        }
    }

    private void takeBack(Work work, long assignment) {
        long me = work.actor().person();
        var sent = past.sent(work.matter().id(), assignment)
                .filter(s -> s.doneBy() == me || s.handler().person() == me)
                .filter(s -> !s.decision().equals(StepDecided.RETURN))
                .orElseThrow(Refused::nothingToWithdraw);
        var node = work.matter().process().shape().find(sent.node()).orElseThrow(Refused::tooLate);
        if (!node.settings().verbs().contains(Verb.WITHDRAW)) {
            throw Refused.notAllowedHere(node.name(), "撤回");
        }
        if (work.matter().state() == Matter.State.SUSPENDED) {
            throw Refused.suspended();
        }
        if (work.matter().state().isOver()) {
            throw Refused.over();
        }
        var open = work.matter().open(sent.step());
        if (open != null) {
            takeBackOpen(work, open, work.matter().assignment(assignment).orElseThrow(Refused::nothingToWithdraw));
        } else {
            takeBackClosed(work, sent);
        }
        work.also(() -> writer.withdrawOpinions(work, assignment));
    }

    /** The step is still open: others of it have not finished. */
    private void takeBackOpen(Work work, Step step, Assignment mine) {
        for (var other : step.assignments()) {
            boolean follows = other.waitsFor(mine)
                    || (other != mine && other.wasAddedBy(mine.handler().person()))
                    || (step.mode() == Mode.SEQUENCE && other.place() > mine.place());
            if (!follows) {
                continue;
            }
            switch (other.state()) {
                case OPENED, DONE, TRANSFERRED ->
                    throw Refused.openedAlready(other.handler().name());
                case OFFERED -> other.waitFor(other.role() == Assignment.Role.ADDED ? mine : null);
                case WAITING, WITHDRAWN, CANCELLED -> {}
            }
        }
        mine.undo(work.now());
        work.trail("WITHDRAW", step, step.node().name(), null);
    }

    private void takeBackClosed(Work work, MatterPast.Sent sent) {
        var matter = work.matter();
        boolean mine = sent.stepState() == Step.State.CLOSED
                && sent.stepClosedBy() != null
                && sent.stepClosedBy() == work.actor().person();
        if (!mine || sent.wasStraightBack() || past.hasClosedChild(matter.id(), sent.step())) {
            throw Refused.tooLate();
        }
        var children = matter.open().stream()
                .filter(step -> Objects.equals(step.from(), sent.step()))
                .toList();
        if (children.isEmpty()) {
            if (!waitsAtJoin(matter, sent)) {
                throw Refused.tooLate();
            }
            rules.comeBack(work, sent.node());
        } else {
            children.forEach(Withdrawing::checkUntouched);
            var first = children.getFirst();
            if (!new HashSet<>(rules.dying(matter, first, sent.node())).equals(new HashSet<>(children))) {
                throw Refused.tooLate();
            }
            rules.move(work, first, sent.node(), Step.State.WITHDRAWN, Step.State.WITHDRAWN);
        }
        work.trail("WITHDRAW", null, matter.process().shape().node(sent.node()).name(), null);
        var opened = opening.open(
                work,
                List.of(sent.node()),
                sent.step(),
                List.of(sent.handler()),
                null,
                Choices.NONE,
                rules.facts(matter));
        opened.forEach(step -> step.assignments().forEach(a -> a.open(work.now())));
    }

    private static void checkUntouched(Step child) {
        if (child.node().waits() instanceof Wait.Call) {
            throw RefusedWaiting.partsSent();
        }
        for (var other : child.assignments()) {
            boolean added = other.role() == Assignment.Role.ADDED;
            switch (other.state()) {
                case OPENED, DONE, TRANSFERRED ->
                    throw Refused.openedAlready(other.handler().name());
                case OFFERED, WAITING, WITHDRAWN, CANCELLED -> {
                    if (added) {
                        throw Refused.openedAlready(other.handler().name());
                    }
                }
            }
        }
    }

    /** My lane has arrived at a join that still waits for others, and nothing was opened in the lane since. */
    private boolean waitsAtJoin(Matter matter, MatterPast.Sent sent) {
        var shape = matter.process().shape();
        var lanes = shape.lanes(sent.node());
        for (int i = lanes.size() - 1; i >= 0; i--) {
            var lane = lanes.get(i);
            if (shape.joinOf(lane.fork()) == null) {
                return false;
            }
            if (matter.open().stream().anyMatch(step -> shape.within(step.node().id(), lane.fork()))) {
                return matter.open().stream()
                                .noneMatch(step -> shape.lanes(step.node().id()).contains(lane))
                        && past.nodesOpenedAfterClosing(matter.id(), sent.step()).stream()
                                .noneMatch(node -> shape.lanes(node).contains(lane));
            }
        }
        return false;
    }
}
