package jinye.platform.workflow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jinye.platform.clocks.Due;
import jinye.platform.workflow.process.Flow;
import jinye.platform.workflow.process.Mode;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How steps open: who is offered them and when, and what happens where nobody is there. */
@Component
class Opening {

    private final Flow flow;
    private final Crews crews;
    private final Neighbours neighbours;
    private final Waiting waiting;

    Opening(Flow flow, Crews crews, Neighbours neighbours, Waiting waiting) {
        this.flow = flow;
        this.crews = crews;
        this.neighbours = neighbours;
        this.waiting = waiting;
    }

    /** @param people who gets it whatever the node says; empty when the node's settings decide */
    List<Step> open(
            Work work,
            List<String> nodes,
            @Nullable Long from,
            List<Handler> people,
            Step.@Nullable Back back,
            Choices choices,
            Map<String, Object> facts) {
        var opened = openAll(work, nodes, from, people, back, choices, facts);
        endIfNothingIsOpen(work);
        return opened;
    }

    private List<Step> openAll(
            Work work,
            List<String> nodes,
            @Nullable Long from,
            List<Handler> people,
            Step.@Nullable Back back,
            Choices choices,
            Map<String, Object> facts) {
        var opened = new ArrayList<Step>();
        var skipped = new ArrayList<Step>();
        for (var id : nodes) {
            var node = work.matter().process().shape().node(id);
            if (!node.isStep()) {
                opened.add(waiting.open(work, node, from, facts));
                continue;
            }
            var crew = people.isEmpty() ? crews.of(work, node, choices, facts) : Crews.Crew.of(people);
            var step = work.open(node, crew.mode(), crew.threshold(), from, back);
            crew.remarks().forEach(remark -> work.trail(crew.skip() ? "SKIP" : "REROUTE", step, null, remark));
            if (crew.skip()) {
                skipped.add(step);
            } else {
                offer(work, step, crew, facts);
                opened.add(step);
            }
        }
        // not before all lanes stand open: a join would take those still missing for done
        for (var step : skipped) {
            opened.addAll(skip(work, step, choices, facts));
        }
        return opened;
    }

    private void offer(Work work, Step step, Crews.Crew crew, Map<String, Object> facts) {
        var due = due(work, step);
        int place = 0;
        for (var handler : crew.handlers()) {
            var assignment = work.assign(step, handler, role(crew.mode(), place), place);
            assignment.weighs(crew.weights().get(place));
            if (crew.mode() != Mode.SEQUENCE || place == 0) {
                work.offer(assignment, due);
            }
            place++;
        }
        waiting.armTimeouts(work, step, due, facts);
    }

    /** Nobody fills the post and the process says to go on without: as if the first decision had been taken. */
    private List<Step> skip(Work work, Step step, Choices choices, Map<String, Object> facts) {
        var node = step.node();
        if (!work.passesFirst(node.id())) {
            throw Refused.nobody(node.name(), "流程在此循环，没有可办理的人员");
        }
        var matter = work.matter();
        var shape = matter.process().shape();
        var word = node.settings().decisions().keySet().iterator().next();
        work.close(step, Step.State.CLOSED, word);
        if (shape.asksFor("decisions")) {
            matter.remember(node.id(), word);
        }
        var known = new HashMap<>(facts);
        known.put("decision", word);
        var next = flow.leave(matter.id(), shape, node.id(), matter.openNodes(), known);
        return openAll(work, next, step.id(), List.of(), null, choices, known);
    }

    private static Assignment.Role role(Mode mode, int place) {
        if (mode != Mode.LEAD_ASSIST) {
            return Assignment.Role.MAIN;
        }
        return place == 0 ? Assignment.Role.LEAD : Assignment.Role.ASSIST;
    }

    @Nullable
    Due due(Work work, Step step) {
        var rule = step.node().settings().clock();
        return rule == null ? null : neighbours.due(rule, work.matter().urgency(), work.now());
    }

    /** Offers the step to those whose wait is over; one offer may end another wait. */
    void release(Work work, Step step) {
        boolean again = true;
        while (again) {
            again = false;
            for (var assignment : step.assignments()) {
                if (assignment.state() == Assignment.State.WAITING && mayBegin(step, assignment)) {
                    work.offer(assignment, due(work, step));
                    again = true;
                }
            }
        }
    }

    private static boolean mayBegin(Step step, Assignment waiting) {
        return step.assignments().stream()
                .filter(Assignment::isPending)
                .noneMatch(other ->
                        waiting.waitsFor() == null ? other.place() < waiting.place() : waiting.waitsFor(other));
    }

    private void endIfNothingIsOpen(Work work) {
        var matter = work.matter();
        if (matter.open().isEmpty() && !matter.state().isOver()) {
            matter.become(Matter.State.ENDED);
            work.trail("END", null, null, null);
            work.announce(new MatterEnded(
                    matter.id(),
                    matter.kind(),
                    matter.record(),
                    false,
                    work.actor().person(),
                    work.now()));
        }
    }
}
