package jinye.platform.workflow;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.Refusal;
import jinye.kernel.Urgency;
import jinye.platform.workflow.process.Flow;
import jinye.platform.workflow.process.Mode;
import jinye.platform.workflow.process.Node;
import jinye.platform.workflow.process.NodeSettings;
import jinye.platform.workflow.process.ProcessFile;
import jinye.platform.workflow.process.Shape;
import jinye.platform.workflow.process.Who;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * 试走: walks a process with a simulated initiator before it is published. Asks the same rules and the same directory as a real
 * matter would, and writes nothing.
 */
@Component
class ProcessTrial {

    private static final int STEPS_MAX = 100;

    /**
     * One step of the walk.
     *
     * @param wave     steps of the same number are open at the same time
     * @param decision the word that was sent, of {@code decisions}
     * @param missing  whom to appoint first, null when somebody was found or will be chosen
     * @param chosen   the sender of the step before chooses the people
     */
    record TrialStep(
            int wave,
            String node,
            String name,
            String mode,
            List<String> handlers,
            boolean chosen,
            @Nullable String missing,
            @Nullable Instant due,
            @Nullable String dueExplanation,
            String decision,
            Map<String, String> decisions) {}

    /** @param ended false when the walk was stopped after {@value ProcessTrial#STEPS_MAX} steps: it goes round in circles */
    record Trial(List<TrialStep> steps, boolean ended) {}

    private final Flow flow;
    private final Staffing staffing;
    private final Neighbours neighbours;
    private final Clock clock;

    ProcessTrial(Flow flow, Staffing staffing, Neighbours neighbours, Clock clock) {
        this.flow = flow;
        this.staffing = staffing;
        this.neighbours = neighbours;
        this.clock = clock;
    }

    private record Open(int wave, String node) {}

    /**
     * @param kind      whose desk is asked for handlers it supplies; null when there is none yet
     * @param decisions the word sent at a node, the first word where none is given
     */
    Trial walk(
            String bpmn,
            @Nullable String kind,
            Actor initiator,
            Urgency urgency,
            Map<String, Object> facts,
            Map<String, String> decisions) {
        var shape = ProcessFile.read(bpmn);
        var simulated = new MatterState(
                0,
                kind == null ? "workflow.trial" : kind,
                0,
                shape.name(),
                urgency,
                initiator.person(),
                initiator.post(),
                initiator.department(),
                initiator.unit(),
                facts);
        var steps = new ArrayList<TrialStep>();
        var open = new ArrayDeque<Open>();
        var sent = new HashMap<String, Object>();
        flow.start(0, shape, facts).forEach(node -> open.add(new Open(1, node)));
        while (!open.isEmpty() && steps.size() < STEPS_MAX) {
            var next = open.remove();
            var step = step(next, shape.node(next.node()), simulated, decisions);
            steps.add(step);
            sent.put(next.node(), step.decision());
            leave(shape, next, step, facts, sent, open);
        }
        return new Trial(List.copyOf(steps), open.isEmpty());
    }

    private void leave(
            Shape shape,
            Open left,
            TrialStep step,
            Map<String, Object> facts,
            Map<String, Object> sent,
            ArrayDeque<Open> open) {
        var others = new HashSet<String>();
        open.forEach(other -> others.add(other.node()));
        var known = new HashMap<>(facts);
        known.put("decision", step.decision());
        known.put("decisions", Map.copyOf(sent));
        flow.leave(0, shape, left.node(), others, known).forEach(node -> open.add(new Open(left.wave() + 1, node)));
    }

    private TrialStep step(Open open, Node node, MatterState simulated, Map<String, String> decisions) {
        var wait = node.waits();
        if (wait != null) {
            return new TrialStep(
                    open.wave(),
                    node.id(),
                    node.name(),
                    wait.term(),
                    List.of(),
                    false,
                    null,
                    null,
                    null,
                    NodeSettings.SENT,
                    Map.of(NodeSettings.SENT, "自动继续"));
        }
        var settings = node.settings();
        boolean chosen = settings.who().kind() == Who.Kind.CHOSEN_BY_PREVIOUS;
        var from = settings.chooseFrom();
        var asked = chosen && from != null ? from : settings.who();
        List<Handler> found;
        try {
            found = asked.isWholeStaff() ? List.of() : staffing.handlers(asked, simulated, simulated.initiator());
        } catch (Refusal | IllegalStateException unknown) {
            // a desk that does not know the simulated record has nobody to name
            found = List.of();
        }
        if (settings.mode() == Mode.ONE && !chosen) {
            found = found.stream().limit(1).toList();
        }
        var missing =
                found.isEmpty() && !asked.isWholeStaff() && node.isStep() ? staffing.missing(asked, simulated) : null;
        var rule = settings.clock();
        var due = rule == null ? null : neighbours.due(rule, simulated.urgency(), clock.instant());
        var words = settings.decisions();
        var decision = decisions.getOrDefault(
                node.id(),
                words.isEmpty() ? NodeSettings.SENT : words.keySet().iterator().next());
        return new TrialStep(
                open.wave(),
                node.id(),
                node.name(),
                settings.mode().term(),
                found.stream().map(Handler::name).toList(),
                chosen,
                missing,
                due == null ? null : due.at(),
                due == null ? null : due.explanation(),
                decision,
                words);
    }
}
