package jinye.platform.workflow;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import jinye.kernel.Actor;
import jinye.platform.messages.Message;
import jinye.platform.workflow.process.Mode;
import jinye.platform.workflow.process.Node;
import jinye.platform.workflow.process.NodeSettings;
import jinye.platform.workflow.process.NodeSettings.Verb;
import jinye.platform.workflow.process.Shape;
import jinye.platform.workflow.process.Wait;
import org.springframework.stereotype.Component;

/** Going back: returning to whoever had it before, and taking back what one sent oneself. */
@Component
class Returning {

    /** A node one may return to. @param straightBack whether the answer may come straight back */
    record Target(String node, String nodeName, List<String> handlers, boolean straightBack) {}

    private final Handling handling;
    private final StepRules rules;
    private final Crews crews;
    private final MatterPast past;
    private final MatterWriter writer;
    private final Watching watching;
    private final Neighbours neighbours;

    Returning(
            Handling handling,
            StepRules rules,
            Crews crews,
            MatterPast past,
            MatterWriter writer,
            Watching watching,
            Neighbours neighbours) {
        this.handling = handling;
        this.rules = rules;
        this.crews = crews;
        this.past = past;
        this.writer = writer;
        this.watching = watching;
        this.neighbours = neighbours;
    }

    /** @param straight the answer comes straight back to me; otherwise the flow is walked again */
    void returnTo(Actor actor, long assignment, String to, boolean straight, String reason) {
        handling.onAssignment(actor, assignment, work -> {
            var mine = handling.mine(work, assignment);
            var step = mine.step();
            var shape = work.matter().process().shape();
            var target = shape.step(to);
            if (reason.isBlank()) {
                throw Refused.reasonRequired();
            }
            checkAllowed(work, step, target);
            if (straight && shape.blockLeft(step.node().id(), to).isPresent()) {
                throw Refused.straightLeavesFork();
            }
            work.trail("RETURN", step, target.name(), reason);
            work.opinion(mine, StepDecided.RETURN, reason);
            mine.done(actor, StepDecided.RETURN, work.now());
            rules.move(work, step, to, Step.State.RETURNED, Step.State.CANCELLED);
            work.arrivesAs(Work.Arrival.RETURNED);
            var back = straight ? new Step.Back(step.node().id(), mine.handler().person()) : null;
            var handlers = crews.lastHandlers(work.matter().id(), to);
            rules.open(work, List.of(to), step.id(), handlers, back, Choices.NONE, rules.facts(work.matter()));
            watching.decided(work, mine);
            work.announce(Sending.decided(work, mine, StepDecided.RETURN, reason));
            neighbours.tell(
                    work.arrivals().values().stream().flatMap(List::stream).toList(),
                    new Message(
                            "workflow.returned:" + assignment,
                            "returned",
                            actor.name() + "将《" + work.matter().title() + "》退回" + target.name() + "：" + brief(reason),
                            Sharing.link(work.matter()),
                            work.matter().urgency()));
            return true;
        });
    }

    private static String brief(String reason) {
        return reason.length() <= 60 ? reason : reason.substring(0, 60) + "…";
    }

    private void checkAllowed(Work work, Step step, Node target) {
        var settings = step.node().settings();
        if (settings.returns() == NodeSettings.Returns.NONE || !settings.verbs().contains(Verb.RETURN)) {
            throw Refused.notAllowedHere(step.node().name(), "退回");
        }
        if (target.id().equals(step.node().id())
                || !past.passed(work.matter().id()).contains(target.id())) {
            throw Refused.notPassed(target.name());
        }
        var only = only(work.matter(), step);
        if (only.isPresent() && !only.get().equals(target.id())) {
            throw Refused.returnsOnlyTo(
                    step.node().name(),
                    work.matter().process().shape().node(only.get()).name());
        }
    }

    /** The one node the settings allow, empty when any passed node is allowed. */
    private Optional<String> only(Matter matter, Step step) {
        return switch (step.node().settings().returns()) {
            case ANY, NONE -> Optional.empty();
            case PREVIOUS -> past.nodeOf(step.from());
            case INITIATOR -> past.passed(matter.id()).stream().findFirst();
        };
    }

    List<Target> targets(Matter matter, Assignment mine) {
        var step = mine.step();
        var settings = step.node().settings();
        if (settings.returns() == NodeSettings.Returns.NONE || !settings.verbs().contains(Verb.RETURN)) {
            return List.of();
        }
        var shape = matter.process().shape();
        var only = only(matter, step);
        return past.passed(matter.id()).stream()
                .filter(node -> !node.equals(step.node().id()))
                .filter(node -> only.isEmpty() || only.get().equals(node))
                .filter(node -> !inAnotherLane(shape, step.node().id(), node))
                .map(node -> new Target(
                        node,
                        shape.node(node).name(),
                        past.lastHandlers(matter.id(), node).stream()
                                .map(Handler::name)
                                .toList(),
                        shape.blockLeft(step.node().id(), node).isEmpty()))
                .toList();
    }

    private static boolean inAnotherLane(Shape shape, String from, String to) {
        try {
            shape.blockLeft(from, to);
            return false;
        } catch (Shape.OtherLane lane) {
            return true;
        }
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
        var node = work.matter().process().shape().node(sent.node());
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
            children.forEach(Returning::checkUntouched);
            var first = children.getFirst();
            if (!new HashSet<>(rules.dying(matter, first, sent.node())).equals(new HashSet<>(children))) {
                throw Refused.tooLate();
            }
            rules.move(work, first, sent.node(), Step.State.WITHDRAWN, Step.State.WITHDRAWN);
        }
        work.trail("WITHDRAW", null, matter.process().shape().node(sent.node()).name(), null);
        var opened = rules.open(
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
