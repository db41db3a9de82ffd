package jinye.platform.workflow.process;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import org.flowable.bpmn.converter.BpmnXMLConverter;
import org.flowable.bpmn.exceptions.XMLException;
import org.flowable.bpmn.model.Activity;
import org.flowable.bpmn.model.BaseElement;
import org.flowable.bpmn.model.BpmnModel;
import org.flowable.bpmn.model.EndEvent;
import org.flowable.bpmn.model.Event;
import org.flowable.bpmn.model.ExclusiveGateway;
import org.flowable.bpmn.model.FlowElement;
import org.flowable.bpmn.model.Gateway;
import org.flowable.bpmn.model.InclusiveGateway;
import org.flowable.bpmn.model.ParallelGateway;
import org.flowable.bpmn.model.SequenceFlow;
import org.flowable.bpmn.model.StartEvent;
import org.flowable.bpmn.model.UserTask;
import org.jspecify.annotations.Nullable;

/** Reads BPMN 2.0 text. The text may come from outside: no document type, no entities, nothing fetched. */
public final class ProcessFile {

    static final String NAMESPACE = "http://jinye/bpmn";

    private ProcessFile() {}

    public static Shape read(String bpmn) {
        return shape(model(bpmn));
    }

    static BpmnModel model(String bpmn) {
        var factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        if (bpmn.contains("<!DOCTYPE") || bpmn.contains("<!ENTITY")) {
            throw new BadProcess("unreadable", "DOCTYPE");
        }
        try {
            var model =
                    new BpmnXMLConverter().convertToBpmnModel(factory.createXMLStreamReader(new StringReader(bpmn)));
            if (model.getProcesses().size() != 1) {
                throw new BadProcess("one-process", model.getProcesses().size());
            }
            return model;
        } catch (XMLStreamException | XMLException unreadable) {
            throw new BadProcess("unreadable", String.valueOf(unreadable.getMessage()));
        }
    }

    static Shape shape(BpmnModel model) {
        var process = model.getMainProcess();
        var nodes = new LinkedHashMap<String, Node>();
        var arcs = new ArrayList<Arc>();
        for (var element : process.getFlowElements()) {
            if (element instanceof SequenceFlow flow) {
                arcs.add(arc(flow, process.getFlowElement(flow.getSourceRef())));
            } else {
                nodes.put(element.getId(), node(element));
            }
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

    static Node node(FlowElement element) {
        var name = text(element.getName(), element.getId());
        return switch (element) {
            case UserTask task -> new Node(task.getId(), name, Node.Kind.STEP, settings(task, name));
            case StartEvent start -> plain(start, name, Node.Kind.START);
            case EndEvent end -> plain(end, name, Node.Kind.END);
            case ExclusiveGateway gateway -> plain(gateway, name, Node.Kind.EXCLUSIVE);
            case ParallelGateway gateway -> plain(gateway, name, Node.Kind.PARALLEL);
            case InclusiveGateway gateway -> plain(gateway, name, Node.Kind.INCLUSIVE);
            default -> throw new BadProcess("element", name, element.getClass().getSimpleName());
        };
    }

    private static Node plain(FlowElement element, String name, Node.Kind kind) {
        if (element instanceof Event event && !event.getEventDefinitions().isEmpty()) {
            throw new BadProcess(
                    "element",
                    name,
                    event.getEventDefinitions().getFirst().getClass().getSimpleName());
        }
        return new Node(element.getId(), name, kind, NodeSettings.NONE);
    }

    private static NodeSettings settings(UserTask task, String name) {
        if (((Activity) task).hasMultiInstanceLoopCharacteristics()
                || !task.getBoundaryEvents().isEmpty()) {
            throw new BadProcess("element", name, "multiInstance, boundaryEvent");
        }
        return NodeSettings.read(attributes(task), name);
    }

    private static Map<String, String> attributes(BaseElement element) {
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

    private static String text(String written, String otherwise) {
        return written == null || written.isBlank() ? otherwise : written.strip();
    }
}
