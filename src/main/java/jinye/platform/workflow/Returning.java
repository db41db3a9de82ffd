package jinye.platform.workflow;

import java.util.List;
import java.util.Optional;
import jinye.kernel.Actor;
import jinye.platform.messages.Message;
import jinye.platform.workflow.process.Node;
import jinye.platform.workflow.process.NodeSettings;
import jinye.platform.workflow.process.NodeSettings.Verb;
import jinye.platform.workflow.process.Shape;
import org.springframework.stereotype.Component;

/** 退回: going back to whoever had it before. */
@Component
class Returning {

    /** A node one may return to. @param straightBack whether the answer may come straight back */
    record Target(String node, String nodeName, List<String> handlers, boolean straightBack) {}

    private final Handling handling;
    private final StepRules rules;
    private final Opening opening;
    private final Crews crews;
    private final MatterPast past;
    private final Watching watching;
    private final Neighbours neighbours;

    Returning(
            Handling handling,
            StepRules rules,
            Opening opening,
            Crews crews,
            MatterPast past,
            Watching watching,
            Neighbours neighbours) {
        this.handling = handling;
        this.rules = rules;
        this.opening = opening;
        this.crews = crews;
        this.past = past;
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
            opening.open(work, List.of(to), step.id(), handlers, back, Choices.NONE, rules.facts(work.matter()));
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
        Optional<String> only = switch (step.node().settings().returns()) {
            case ANY, NONE -> Optional.empty();
            case PREVIOUS -> past.nodeOf(step.from());
            case INITIATOR -> past.passed(matter.id()).stream().findFirst();
        };
        // what the matter passed in an earlier version may be gone from this one
        return only.filter(node -> matter.process().shape().find(node).isPresent());
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
                .filter(node -> shape.find(node).isPresent())
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
}
