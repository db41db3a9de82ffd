package jinye.platform.workflow.process;

import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.flowable.bpmn.model.Activity;
import org.flowable.bpmn.model.Artifact;
import org.flowable.bpmn.model.BoundaryEvent;
import org.flowable.bpmn.model.BpmnModel;
import org.flowable.bpmn.model.CallActivity;
import org.flowable.bpmn.model.EndEvent;
import org.flowable.bpmn.model.ExclusiveGateway;
import org.flowable.bpmn.model.FlowElement;
import org.flowable.bpmn.model.FlowElementsContainer;
import org.flowable.bpmn.model.Gateway;
import org.flowable.bpmn.model.InclusiveGateway;
import org.flowable.bpmn.model.IntermediateCatchEvent;
import org.flowable.bpmn.model.ParallelGateway;
import org.flowable.bpmn.model.Process;
import org.flowable.bpmn.model.ReceiveTask;
import org.flowable.bpmn.model.SequenceFlow;
import org.flowable.bpmn.model.ServiceTask;
import org.flowable.bpmn.model.StartEvent;
import org.flowable.bpmn.model.SubProcess;
import org.flowable.bpmn.model.ThrowEvent;
import org.flowable.bpmn.model.UserTask;

/**
 * Takes in a diagram that another tool made. What means the same here is kept, what can be said in our words is said in them, and
 * what would have to execute something is left out by name. Nothing of the file is ever evaluated.
 */
final class Importing {

    /** What carries no work of its own: frames, notes on flows, and events of pieces that were spread out. */
    private static final Set<String> SILENT =
            Set.of("laneSet", "sequenceFlow", "ioSpecification", "property", "startEvent", "endEvent", "documentation");

    private final BpmnModel model;
    private final Map<String, String> elements;
    private final ImportReport report = new ImportReport();
    private final ImportDiagram diagram = new ImportDiagram(report);
    private final ImportEvents events = new ImportEvents(diagram, report);
    private final ImportActivities activities = new ImportActivities(diagram, report);

    private Importing(BpmnModel model, Map<String, String> elements) {
        this.model = model;
        this.elements = elements;
    }

    static Imported read(String bpmn) {
        var model = Reading.model(bpmn);
        if (model.getProcesses().isEmpty()) {
            throw new BadProcess("one-process", 0);
        }
        for (var process : model.getProcesses()) {
            if (process.getFlowElements().size() > 3 * ProcessFile.NODES_MAX) {
                throw new BadProcess("too-many-nodes", process.getFlowElements().size(), ProcessFile.NODES_MAX);
            }
        }
        return new Importing(model, Reading.elements(bpmn)).take();
    }

    private Imported take() {
        var process = largest();
        for (var other : model.getProcesses()) {
            if (other != process) {
                report.cannot(other.getId(), other.getName(), "一个文件只导入一个流程，这个流程没有导入");
            }
        }
        process.getLanes().forEach(lane -> report.cannot(lane.getId(), lane.getName(), "泳道没有导入，请在各环节设置办理人"));
        take(process);
        for (Artifact artifact : process.getArtifacts()) {
            report.cannot(artifact.getId(), null, "注释和关联线没有导入");
        }
        sayWhatWasPassedOver(process);
        diagram.settleDefaults();
        diagram.dropUnreachable();
        var name = process.getName() == null || process.getName().isBlank() ? process.getId() : process.getName();
        return new Imported(new ImportWriter(model, diagram).write(process.getId(), name), report.lines());
    }

    private void sayWhatWasPassedOver(Process process) {
        var told = new HashSet<>(diagram.pieces.keySet());
        report.lines().forEach(line -> told.add(line.element()));
        diagram.ways.forEach(way -> told.add(way.id));
        elements.forEach((id, tag) -> {
            boolean ours = process.getFlowElement(id, true) != null
                    || model.getProcesses().size() == 1;
            if (ours && !told.contains(id) && !SILENT.contains(tag)) {
                report.cannot(id, null, "元素 " + ImportReport.brief(tag) + " 没有导入");
            }
        });
    }

    private Process largest() {
        Process largest = model.getProcesses().getFirst();
        for (var process : model.getProcesses()) {
            if (process.getFlowElements().size() > largest.getFlowElements().size()) {
                largest = process;
            }
        }
        return largest;
    }

    private void take(FlowElementsContainer container) {
        for (var element : container.getFlowElements()) {
            if (element.getId() == null || element.getId().isBlank()) {
                report.cannot("", element.getName(), Foreign.name(element) + "没有编号，没有导入");
            } else if (element instanceof SequenceFlow flow) {
                take(flow);
            }
        }
        for (var element : container.getFlowElements()) {
            if (element.getId() != null && !element.getId().isBlank() && !(element instanceof SequenceFlow)) {
                take(element);
            }
        }
    }

    private void take(SequenceFlow flow) {
        // what a damaged file does not say leads nowhere and is left out with the other loose ends
        var from = Objects.requireNonNullElse(flow.getSourceRef(), "");
        var to = Objects.requireNonNullElse(flow.getTargetRef(), "");
        var way = new Way(flow.getId(), flow.getName(), from, to, null);
        var written = flow.getConditionExpression();
        if (written != null && !written.isBlank()) {
            try {
                Condition.read(written, flow.getId());
                way.condition = written.strip();
            } catch (BadProcess bad) {
                report.cannot(flow.getId(), flow.getName(), "条件“" + ImportReport.brief(written) + "”不能执行，已去掉，请重新设置");
            }
        }
        diagram.ways.add(way);
    }

    private void take(FlowElement element) {
        switch (element) {
            case StartEvent start -> events.plainEvent(start, "startEvent", "发起改由人工进行");
            case EndEvent end -> events.plainEvent(end, "endEvent", "按普通结束处理，不影响其他支路");
            case UserTask task -> activities.step(task);
            case BoundaryEvent event -> events.boundary(event);
            case IntermediateCatchEvent event -> events.caught(event);
            case ThrowEvent event -> {
                diagram.bypass(event);
                report.cannot(event, Foreign.name(event) + "不能运行，已去掉");
            }
            case Gateway gateway
            when "complexGateway".equals(elements.get(gateway.getId())) -> {
                gateway(gateway, "exclusiveGateway");
                report.cannot(gateway, "复杂网关不能运行，已换成排他网关，请检查各条出路");
            }
            case ExclusiveGateway gateway -> {
                gateway(gateway, "exclusiveGateway");
                report.kept(gateway);
            }
            case ParallelGateway gateway -> {
                gateway(gateway, "parallelGateway");
                report.kept(gateway);
            }
            case InclusiveGateway gateway -> {
                gateway(gateway, "inclusiveGateway");
                report.kept(gateway);
            }
            case Gateway gateway -> {
                gateway(gateway, "exclusiveGateway");
                report.cannot(gateway, Foreign.name(gateway) + "不能运行，已换成排他网关，请检查各条出路");
            }
            case ServiceTask task when ImportDiagram.own(task).containsKey("service") -> activities.service(task);
            case ReceiveTask task -> {
                events.receive(task);
                activities.loops(task);
            }
            case CallActivity call -> activities.call(call);
            case SubProcess inner -> inner(inner);
            case Activity other -> activities.placeholder(other);
            default -> report.cannot(element, Foreign.name(element) + "没有导入");
        }
    }

    /** An ordinary piece in a frame is the same as the piece without it. */
    private void inner(SubProcess inner) {
        var starts = inner.getFlowElements().stream()
                .filter(StartEvent.class::isInstance)
                .toList();
        var ends = inner.getFlowElements().stream()
                .filter(EndEvent.class::isInstance)
                .toList();
        boolean plain = inner.getClass() == SubProcess.class
                && starts.size() == 1
                && ends.size() == 1
                && inner.getBoundaryEvents().isEmpty()
                && !inner.hasMultiInstanceLoopCharacteristics();
        if (!plain) {
            activities.placeholder(inner);
            return;
        }
        int before = report.size();
        take((FlowElementsContainer) inner);
        var start = starts.getFirst().getId();
        var end = ends.getFirst().getId();
        diagram.unfold(inner.getId(), start, end);
        report.forget(before, start, end);
        report.mapped(inner, "内嵌子流程已展开");
    }

    private void gateway(Gateway gateway, String tag) {
        diagram.add(new Piece(tag, gateway.getId(), gateway.getName()));
        if (gateway.getDefaultFlow() != null && !tag.equals("parallelGateway")) {
            diagram.defaults.put(gateway.getId(), gateway.getDefaultFlow());
        }
    }
}
