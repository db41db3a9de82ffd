package jinye.platform.workflow;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import jinye.platform.workflow.process.Flow;
import jinye.platform.workflow.process.Mode;
import jinye.platform.workflow.process.Node;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What happens around a step: how it opens, when it gives way to the next, what dies when the flow is moved. */
@Component
class StepRules {

    /** The outcome of a step that nobody decided in time. */
    static final String TIMED_OUT = "timeout";

    private final Flow flow;
    private final Crews crews;
    private final Desks desks;
    private final Copying copying;
    private final Waiting waiting;
    private final Opening opening;

    StepRules(Flow flow, Crews crews, Desks desks, Copying copying, Waiting waiting, Opening opening) {
        this.flow = flow;
        this.crews = crews;
        this.desks = desks;
        this.copying = copying;
        this.waiting = waiting;
        this.opening = opening;
    }

    /** What comes after a step that is complete. @param back whom the answer goes straight back to, null when the flow is walked */
    record Next(String decision, List<String> nodes, Step.@Nullable Back back, Map<String, Object> facts) {}

    /** The facts given at the start with what the desk says now. */
    Map<String, Object> facts(Matter matter) {
        var facts = new HashMap<>(matter.facts());
        facts.putAll(desks.of(matter.kind()).facts(matter.record()));
        return facts;
    }

    void start(Work work) {
        var matter = work.matter();
        var facts = facts(matter);
        var nodes = flow.start(matter.id(), matter.process().shape(), facts);
        opening.open(work, nodes, null, List.of(), null, Choices.NONE, facts);
    }

    /** Called whenever somebody of the step is done or gone: offers it to whoever waited, or goes on when it is complete. */
    void settle(Work work, Step step, Choices choices) {
        if (!step.isComplete()) {
            opening.release(work, step);
            return;
        }
        var next = next(work, step);
        work.close(step, Step.State.CLOSED, next.decision());
        var back = next.back();
        if (work.matter().process().shape().asksFor("decisions")) {
            work.matter().remember(step.node().id(), next.decision());
        }
        if (step.mode() == Mode.VOTE) {
            work.trail("COUNT", step, counted(step), null);
            if (work.matter().process().shape().asksFor("votes")) {
                work.matter().rememberVotes(step.node().id(), votes(step));
            }
        }
        copying.stepClosed(work, step, next.facts());
        var people = back == null ? List.<Handler>of() : crews.present(List.of(back.person()));
        opening.open(work, next.nodes(), step.id(), people, null, choices, next.facts());
    }

    private static Map<String, Object> votes(Step step) {
        var votes = new HashMap<String, Object>();
        step.node().settings().decisions().keySet().forEach(word -> votes.put(word, step.votes(word)));
        return votes;
    }

    /** 计票: 同意 3 票，不同意 1 票，须 3 票，通过. */
    private static String counted(Step step) {
        var decisions = step.node().settings().decisions();
        var votes = decisions.entrySet().stream()
                .map(word -> word.getValue() + " " + step.votes(word.getKey()) + " 票")
                .collect(Collectors.joining("，"));
        boolean passed = step.outcome().equals(decisions.keySet().iterator().next());
        return votes + "；须 " + step.threshold() + " 票，" + (passed ? "通过" : "未通过");
    }

    /** Nobody acted: the step is left by the timer on its edge. */
    void leaveBy(Work work, Step step, String edge) {
        var matter = work.matter();
        var facts = facts(matter);
        facts.put("decision", TIMED_OUT);
        var others = new HashSet<>(matter.openNodes());
        others.remove(step.node().id());
        work.close(step, Step.State.CLOSED, TIMED_OUT);
        if (matter.process().shape().asksFor("decisions")) {
            matter.remember(step.node().id(), TIMED_OUT);
        }
        var nodes = flow.leave(matter.id(), matter.process().shape(), edge, others, facts);
        opening.open(work, nodes, step.id(), List.of(), null, Choices.NONE, facts);
    }

    /** Time does not count while the matter is suspended. */
    void suspend(Work work) {
        work.matter().become(Matter.State.SUSPENDED);
        pending(work).forEach(trigger -> trigger.pause(work.now()));
    }

    void resume(Work work) {
        work.matter().become(Matter.State.RUNNING);
        pending(work).stream()
                .filter(trigger -> trigger.state() == Trigger.State.PAUSED)
                .forEach(trigger -> trigger.resume(waiting.left(trigger, work.now()), work.now()));
    }

    private static List<Trigger> pending(Work work) {
        return work.matter().open().stream()
                .flatMap(step -> step.triggers().stream())
                .filter(Trigger::isPending)
                .toList();
    }

    Next next(Work work, Step step) {
        var matter = work.matter();
        var shape = matter.process().shape();
        var facts = facts(matter);
        var decision = step.outcome();
        facts.put("decision", decision);
        if (step.mode() == Mode.VOTE && shape.asksFor("votes")) {
            facts.put("votes", matter.votesWith(step.node().id(), votes(step)));
        }
        var back = step.back();
        // not when the answer would sweep away somebody else's open step, nor to a step that only an earlier version
        // had
        if (back != null
                && shape.find(back.node()).filter(Node::isStep).isPresent()
                && dying(matter, step, back.node()).size() == 1) {
            flow.move(matter.id(), shape, Set.of(step.node().id()), step.node().id(), back.node());
            return new Next(decision, List.of(back.node()), back, facts);
        }
        var others = new HashSet<>(matter.openNodes());
        others.remove(step.node().id());
        return new Next(decision, flow.leave(matter.id(), shape, step.node().id(), others, facts), null, facts);
    }

    /** Where the flow would go from an open step; nothing is moved. */
    List<String> ahead(Work work, Step step, Map<String, Object> facts) {
        var matter = work.matter();
        var others = new HashSet<>(matter.openNodes());
        others.remove(step.node().id());
        return flow.ahead(matter.process().shape(), step.node().id(), others, facts);
    }

    /** Moves the flow by hand from one step to a node, closing what must not stay open. */
    List<Step> move(Work work, Step from, String to, Step.State own, Step.State others) {
        var matter = work.matter();
        var dying = dying(matter, from, to);
        flow.move(
                matter.id(), matter.process().shape(), nodes(dying), from.node().id(), to);
        for (var step : dying) {
            work.close(step, step == from ? own : others, null);
        }
        return dying;
    }

    void moveWhole(Work work, String to) {
        var matter = work.matter();
        var dying = matter.open();
        flow.move(matter.id(), matter.process().shape(), nodes(dying), null, to);
        dying.forEach(step -> work.close(step, Step.State.CANCELLED, null));
    }

    void comeBack(Work work, String to) {
        var matter = work.matter();
        flow.comeBack(matter.id(), matter.process().shape(), matter.openNodes(), to);
    }

    void restart(Work work, String to) {
        var matter = work.matter();
        flow.restart(matter.id(), matter.process().shape(), to, facts(matter));
    }

    void terminate(Work work) {
        var matter = work.matter();
        matter.open().forEach(step -> work.close(step, Step.State.CANCELLED, null));
        flow.terminate(matter.id());
        matter.become(Matter.State.TERMINATED);
        work.announce(new MatterEnded(
                matter.id(), matter.kind(), matter.record(), true, work.actor().person(), work.now()));
    }

    /** The open steps that close when the flow goes from a step to a node: the step, or the whole block of the fork it leaves. */
    List<Step> dying(Matter matter, Step from, String to) {
        var shape = matter.process().shape();
        return shape.blockLeft(from.node().id(), to)
                .map(fork -> matter.open().stream()
                        .filter(step -> shape.within(step.node().id(), fork))
                        .toList())
                .orElseGet(() -> List.of(from));
    }

    private static Set<String> nodes(List<Step> steps) {
        return steps.stream().map(step -> step.node().id()).collect(Collectors.toSet());
    }
}
