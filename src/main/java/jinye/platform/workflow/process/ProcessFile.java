package jinye.platform.workflow.process;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flowable.bpmn.model.Activity;
import org.flowable.bpmn.model.BaseElement;
import org.flowable.bpmn.model.BoundaryEvent;
import org.flowable.bpmn.model.BpmnModel;
import org.flowable.bpmn.model.CallActivity;
import org.flowable.bpmn.model.EndEvent;
import org.flowable.bpmn.model.Event;
import org.flowable.bpmn.model.ExclusiveGateway;
import org.flowable.bpmn.model.FlowElement;
import org.flowable.bpmn.model.Gateway;
import org.flowable.bpmn.model.InclusiveGateway;
import org.flowable.bpmn.model.IntermediateCatchEvent;
import org.flowable.bpmn.model.MessageEventDefinition;
import org.flowable.bpmn.model.ParallelGateway;
import org.flowable.bpmn.model.ReceiveTask;
import org.flowable.bpmn.model.SequenceFlow;
import org.flowable.bpmn.model.ServiceTask;
import org.flowable.bpmn.model.StartEvent;
import org.flowable.bpmn.model.TimerEventDefinition;
import org.flowable.bpmn.model.UserTask;
import org.jspecify.annotations.Nullable;

/** Reads BPMN 2.0 text. The text may come from outside: no document type, no entities, nothing fetched. */
public final class ProcessFile {

    static final String NAMESPACE = "http://jinye/bpmn";

    /** More than anybody can read; the checks walk from node to node and must come to an end. */
    static final int NODES_MAX = 1000;

    private ProcessFile() {}

    public static Shape read(String bpmn) {
        return shape(model(bpmn));
    }

    /** Takes in a diagram of another tool: what was kept, what was turned into our words, what cannot run here. */
    public static Imported imported(String bpmn) {
        return Importing.read(bpmn);
    }

    static BpmnModel model(String bpmn) {
        var model = Reading.model(bpmn);
        if (model.getProcesses().size() != 1) {
            throw new BadProcess("one-process", model.getProcesses().size());
        }
        return model;
    }

    static Shape shape(BpmnModel model) {
        var process = model.getMainProcess();
        var nodes = new LinkedHashMap<String, Node>();
        var arcs = new ArrayList<Arc>();
        for (var element : process.getFlowElements()) {
            if (element instanceof SequenceFlow flow) {
                arcs.add(arc(flow, process.getFlowElement(flow.getSourceRef())));
            } else {
                var node = node(element);
                if (node != null) {
                    nodes.put(node.id(), node);
                }
            }
        }
        if (nodes.size() > NODES_MAX) {
            throw new BadProcess("too-many-nodes", nodes.size(), NODES_MAX);
        }
        for (var arc : arcs) {
            if (!nodes.containsKey(arc.from()) || !nodes.containsKey(arc.to())) {
                throw new BadProcess("loose-arc", arc.id());
            }
        }
        return new Shape(text(process.getName(), process.getId()), nodes, arcs);
    }

    static Arc arc(SequenceFlow flow, @Nullable FlowElement source) {
        var written = flow.getConditionExpression();
        var condition = written == null || written.isBlank() ? null : Condition.read(written, flow.getId());
        var otherwise = source instanceof Gateway gateway && flow.getId().equals(gateway.getDefaultFlow());
        return new Arc(flow.getId(), flow.getSourceRef(), flow.getTargetRef(), condition, otherwise);
    }

    /** @return null for what the step it belongs to has taken in */
    static @Nullable Node node(FlowElement element) {
        var name = text(element.getName(), element.getId());
        return switch (element) {
            case UserTask task -> step(task, name);
            case StartEvent start -> plain(start, name, Node.Kind.START);
            case EndEvent end -> plain(end, name, Node.Kind.END);
            case ExclusiveGateway gateway -> plain(gateway, name, Node.Kind.EXCLUSIVE);
            case ParallelGateway gateway -> plain(gateway, name, Node.Kind.PARALLEL);
            case InclusiveGateway gateway -> plain(gateway, name, Node.Kind.INCLUSIVE);
            case BoundaryEvent event -> boundary(event, name);
            case IntermediateCatchEvent event -> caught(event, name);
            case ServiceTask task -> {
                plainActivity(task, name);
                if (task.getImplementation() != null || task.getType() != null) {
                    throw new BadProcess("element", name, "serviceTask implementation");
                }
                yield Node.waiting(task.getId(), name, Node.Kind.SERVICE, Wait.service(attributes(task), name));
            }
            case ReceiveTask task -> {
                plainActivity(task, name);
                yield Node.waiting(task.getId(), name, Node.Kind.MESSAGE, Wait.message(null, attributes(task), name));
            }
            case CallActivity call -> {
                plainActivity(call, name);
                var waits = Wait.call(call.getCalledElement(), attributes(call), name);
                yield Node.waiting(call.getId(), name, Node.Kind.CALL, waits);
            }
            default -> throw new BadProcess("element", name, Foreign.name(element));
        };
    }

    private static Node plain(FlowElement element, String name, Node.Kind kind) {
        if (element instanceof Event event && !event.getEventDefinitions().isEmpty()) {
            throw new BadProcess("element", name, Foreign.name(element));
        }
        return Node.passed(element.getId(), name, kind);
    }

    private static void plainActivity(Activity activity, String name) {
        if (activity.hasMultiInstanceLoopCharacteristics()) {
            throw new BadProcess("element", name, "multiInstance");
        }
        if (!activity.getBoundaryEvents().isEmpty()) {
            throw new BadProcess("boundary-on-people-only", name);
        }
    }

    private static Node step(UserTask task, String name) {
        if (task.hasMultiInstanceLoopCharacteristics()) {
            throw new BadProcess("element", name, "multiInstance");
        }
        var attributes = attributes(task);
        var own = new HashMap<String, String>();
        Timeout.ATTRIBUTES.forEach(attribute -> {
            var value = attributes.remove(attribute);
            if (value != null) {
                own.put(attribute, value);
            }
        });
        var settings = NodeSettings.read(attributes, name);
        var timeouts = new ArrayList<Timeout>();
        if (!own.isEmpty()) {
            timeouts.add(Timeout.read(task.getId(), own, null, settings, name));
        }
        for (var event : task.getBoundaryEvents()) {
            timeouts.add(edge(event, settings));
        }
        return new Node(task.getId(), name, Node.Kind.STEP, settings, null, List.copyOf(timeouts));
    }

    /** An interrupting timer is a way out of the step; one that does not interrupt may only remind. */
    private static Timeout edge(BoundaryEvent event, NodeSettings settings) {
        var name = text(event.getName(), event.getId());
        var attributes = attributes(event);
        var timing = timing(event, name);
        if (event.isCancelActivity()) {
            if (!attributes.isEmpty()) {
                throw new BadProcess(
                        "unknown-attribute",
                        name,
                        attributes.keySet().iterator().next());
            }
            return new Timeout(event.getId(), Timeout.Action.LEAVE, timing, "", null, null);
        }
        var timeout = Timeout.read(event.getId(), attributes, timing, settings, name);
        if (timeout.action() != Timeout.Action.REMIND && timeout.action() != Timeout.Action.ESCALATE) {
            throw new BadProcess("boundary-only-reminds", name);
        }
        return timeout;
    }

    private static @Nullable Node boundary(BoundaryEvent event, String name) {
        timing(event, name);
        if (!(event.getAttachedToRef() instanceof UserTask)) {
            throw new BadProcess("boundary-on-people-only", name);
        }
        if (event.isCancelActivity()) {
            return Node.passed(event.getId(), name, Node.Kind.BOUNDARY);
        }
        if (!event.getOutgoingFlows().isEmpty()) {
            throw new BadProcess("boundary-only-reminds", name);
        }
        return null;
    }

    private static Node caught(IntermediateCatchEvent event, String name) {
        if (event.getEventDefinitions().size() != 1) {
            throw new BadProcess("element", name, Foreign.name(event));
        }
        return switch (event.getEventDefinitions().getFirst()) {
            case TimerEventDefinition timer -> {
                var attributes = attributes(event);
                if (!attributes.isEmpty()) {
                    throw new BadProcess(
                            "unknown-attribute",
                            name,
                            attributes.keySet().iterator().next());
                }
                yield Node.waiting(event.getId(), name, Node.Kind.TIMER, new Wait.Timer(timing(event, name)));
            }
            case MessageEventDefinition message ->
                Node.waiting(
                        event.getId(),
                        name,
                        Node.Kind.MESSAGE,
                        Wait.message(message.getMessageRef(), attributes(event), name));
            default -> throw new BadProcess("element", name, Foreign.name(event));
        };
    }

    private static Timing timing(Event event, String name) {
        if (event.getEventDefinitions().size() != 1
                || !(event.getEventDefinitions().getFirst() instanceof TimerEventDefinition timer)) {
            throw new BadProcess("element", name, Foreign.name(event));
        }
        if (timer.getTimeCycle() != null && !timer.getTimeCycle().isBlank()) {
            throw new BadProcess("element", name, "timeCycle");
        }
        var date = timer.getTimeDate();
        var written = date == null || date.isBlank() ? timer.getTimeDuration() : date;
        return Timing.read(written == null ? "" : written, name, date == null ? "timeDuration" : "timeDate");
    }

    static Map<String, String> attributes(BaseElement element) {
        var attributes = new HashMap<String, String>();
        for (var list : element.getAttributes().values()) {
            for (var attribute : list) {
                if (NAMESPACE.equals(attribute.getNamespace())) {
                    attributes.put(attribute.getName(), attribute.getValue());
                }
            }
        }
        return attributes;
    }

    private static String text(@Nullable String written, String otherwise) {
        return written == null || written.isBlank() ? otherwise : written.strip();
    }
}
