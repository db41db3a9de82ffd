package jinye.platform.workflow.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.flowable.bpmn.model.BpmnModel;
import org.flowable.bpmn.model.FlowElement;
import org.flowable.bpmn.model.SequenceFlow;
import org.flowable.bpmn.model.UserTask;
import org.jspecify.annotations.Nullable;

/**
 * Reads a process the way a person checks a drawing: everything that is wrong with single nodes and arcs at once, and then, when
 * they are right, whether the whole can be walked.
 */
public final class Checks {

    /** Facts the kernel gives itself: the word sent last, words and votes by node, and how sub-matters ended. */
    private static final Set<String> OWN_FACTS = Set.of("decision", "decisions", "votes", "results");

    private final List<Finding> findings = new ArrayList<>();
    private final BpmnModel model;

    private Checks(BpmnModel model) {
        this.model = model;
    }

    /** @param facts names that conditions and handlers may ask for, null when they are not known */
    public static List<Finding> of(String bpmn, @Nullable Set<String> facts) {
        BpmnModel model;
        try {
            model = ProcessFile.model(bpmn);
        } catch (BadProcess unreadable) {
            return List.of(Finding.error(null, unreadable));
        }
        var checks = new Checks(model);
        checks.elements(facts);
        if (checks.findings.stream().noneMatch(finding -> finding.level() == Finding.Level.ERROR)) {
            checks.whole();
        }
        return List.copyOf(checks.findings);
    }

    private void elements(@Nullable Set<String> facts) {
        var process = model.getMainProcess();
        for (var element : process.getFlowElements()) {
            try {
                if (element instanceof SequenceFlow flow) {
                    var source = process.getFlowElement(flow.getSourceRef());
                    condition(ProcessFile.arc(flow, source), source, facts);
                } else {
                    node(element, ProcessFile.node(element), facts);
                }
            } catch (BadProcess bad) {
                findings.add(Finding.error(element.getId(), bad));
            }
        }
    }

    private void condition(Arc arc, @Nullable FlowElement source, @Nullable Set<String> facts) {
        var condition = arc.condition();
        if (condition == null) {
            return;
        }
        if (source instanceof UserTask task) {
            findings.add(Finding.of(Finding.Level.ERROR, arc.id(), "condition-after-step", name(task)));
        }
        if (facts != null) {
            condition.names().stream()
                    .filter(name -> !facts.contains(name) && !OWN_FACTS.contains(name))
                    .sorted()
                    .forEach(name -> findings.add(
                            Finding.of(Finding.Level.ERROR, arc.id(), "no-such-fact", name, condition.toString())));
        }
    }

    private void node(FlowElement element, @Nullable Node node, @Nullable Set<String> facts) {
        if (node == null) {
            return;
        }
        asked(node).stream()
                .filter(name -> facts != null && !facts.contains(name))
                .forEach(name -> findings.add(
                        Finding.of(Finding.Level.ERROR, element.getId(), "no-such-fact", name, node.name())));
        if (!(element instanceof UserTask task)) {
            return;
        }
        if (task.getName() == null || task.getName().isBlank()) {
            findings.add(Finding.of(Finding.Level.WARNING, task.getId(), "nameless", task.getId()));
        }
        var who = node.settings().who();
        if (facts != null && who.kind() == Who.Kind.PERSON_FACT && !facts.contains(who.argument())) {
            findings.add(Finding.of(Finding.Level.ERROR, task.getId(), "no-such-fact", who.argument(), node.name()));
        }
        if (node.settings().clock() == null && who.kind() != Who.Kind.INITIATOR) {
            findings.add(Finding.of(Finding.Level.WARNING, task.getId(), "no-clock", node.name()));
        }
    }

    /** Facts that the node waits for, or asks others about. */
    private static List<String> asked(Node node) {
        var asked = new ArrayList<String>();
        switch (node.waits()) {
            case Wait.Timer(var timing) -> fact(timing, asked);
            case Wait.Message message when message.correlate() != null -> asked.add(message.correlate());
            case Wait.Call call
            when call.each() != null -> asked.add(call.each().fact());
            case Wait.Message message -> {}
            case Wait.Call call -> {}
            case Wait.Service service -> {}
            case null -> {}
        }
        node.timeouts().forEach(timeout -> fact(timeout.after(), asked));
        return asked;
    }

    private static void fact(@Nullable Timing timing, List<String> asked) {
        if (timing != null && timing.unit() == Timing.Unit.FACT) {
            asked.add(timing.text());
        }
    }

    private void whole() {
        try {
            ProcessFile.shape(model);
        } catch (BadProcess bad) {
            findings.add(Finding.error(named(bad), bad));
        }
    }

    /** Structural faults name their node by its name. */
    private @Nullable String named(BadProcess bad) {
        if (bad.facts().isEmpty()) {
            return null;
        }
        var name = String.valueOf(bad.facts().getFirst());
        return model.getMainProcess().getFlowElements().stream()
                .filter(element -> name.equals(element.getName()) || name.equals(element.getId()))
                .map(FlowElement::getId)
                .findFirst()
                .orElse(null);
    }

    private static String name(FlowElement element) {
        return element.getName() == null || element.getName().isBlank() ? element.getId() : element.getName();
    }
}
