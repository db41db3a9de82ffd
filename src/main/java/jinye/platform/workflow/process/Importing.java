package jinye.platform.workflow.process;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.flowable.bpmn.model.Activity;
import org.flowable.bpmn.model.Artifact;
import org.flowable.bpmn.model.BoundaryEvent;
import org.flowable.bpmn.model.BpmnModel;
import org.flowable.bpmn.model.CallActivity;
import org.flowable.bpmn.model.EndEvent;
import org.flowable.bpmn.model.Event;
import org.flowable.bpmn.model.ExclusiveGateway;
import org.flowable.bpmn.model.FlowElement;
import org.flowable.bpmn.model.FlowElementsContainer;
import org.flowable.bpmn.model.FlowNode;
import org.flowable.bpmn.model.Gateway;
import org.flowable.bpmn.model.InclusiveGateway;
import org.flowable.bpmn.model.IntermediateCatchEvent;
import org.flowable.bpmn.model.MessageEventDefinition;
import org.flowable.bpmn.model.ParallelGateway;
import org.flowable.bpmn.model.Process;
import org.flowable.bpmn.model.ReceiveTask;
import org.flowable.bpmn.model.SequenceFlow;
import org.flowable.bpmn.model.ServiceTask;
import org.flowable.bpmn.model.StartEvent;
import org.flowable.bpmn.model.SubProcess;
import org.flowable.bpmn.model.ThrowEvent;
import org.flowable.bpmn.model.TimerEventDefinition;
import org.flowable.bpmn.model.UserTask;
import org.jspecify.annotations.Nullable;

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
    private final Map<String, Piece> pieces = new LinkedHashMap<>();
    private final List<Way> ways = new ArrayList<>();
    private final Map<String, String> defaults = new HashMap<>();
    private final List<ImportLine> lines = new ArrayList<>();

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
                cannot(other.getId(), other.getName(), "一个文件只导入一个流程，这个流程没有导入");
            }
        }
        process.getLanes().forEach(lane -> cannot(lane.getId(), lane.getName(), "泳道没有导入，请在各环节设置办理人"));
        take(process);
        for (Artifact artifact : process.getArtifacts()) {
            cannot(artifact.getId(), null, "注释和关联线没有导入");
        }
        sayWhatWasPassedOver(process);
        settleDefaults();
        dropUnreachable();
        var name = process.getName() == null || process.getName().isBlank() ? process.getId() : process.getName();
        return new Imported(
                new ImportWriter(model, pieces, ways, defaults).write(process.getId(), name), List.copyOf(lines));
    }

    private void sayWhatWasPassedOver(Process process) {
        var told = new HashSet<>(pieces.keySet());
        lines.forEach(line -> told.add(line.element()));
        ways.forEach(way -> told.add(way.id));
        elements.forEach((id, tag) -> {
            boolean ours = process.getFlowElement(id, true) != null
                    || model.getProcesses().size() == 1;
            if (ours && !told.contains(id) && !SILENT.contains(tag)) {
                cannot(id, null, "元素 " + brief(tag) + " 没有导入");
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
                cannot("", element.getName(), Foreign.name(element) + "没有编号，没有导入");
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
        var way = new Way(flow.getId(), flow.getName(), flow.getSourceRef(), flow.getTargetRef(), null);
        var written = flow.getConditionExpression();
        if (written != null && !written.isBlank()) {
            try {
                Condition.read(written, flow.getId());
                way.condition = written.strip();
            } catch (BadProcess bad) {
                cannot(flow.getId(), flow.getName(), "条件“" + brief(written) + "”不能执行，已去掉，请重新设置");
            }
        }
        ways.add(way);
    }

    private void take(FlowElement element) {
        switch (element) {
            case StartEvent start -> plainEvent(start, "startEvent", "发起改由人工进行");
            case EndEvent end -> plainEvent(end, "endEvent", "按普通结束处理，不影响其他支路");
            case UserTask task -> step(task);
            case BoundaryEvent event -> boundary(event);
            case IntermediateCatchEvent event -> caught(event);
            case ThrowEvent event -> {
                bypass(event);
                cannot(event, Foreign.name(event) + "不能运行，已去掉");
            }
            case Gateway gateway
            when "complexGateway".equals(elements.get(gateway.getId())) -> {
                gateway(gateway, "exclusiveGateway");
                lines.removeLast();
                cannot(gateway, "复杂网关不能运行，已换成排他网关，请检查各条出路");
            }
            case ExclusiveGateway gateway -> gateway(gateway, "exclusiveGateway");
            case ParallelGateway gateway -> gateway(gateway, "parallelGateway");
            case InclusiveGateway gateway -> gateway(gateway, "inclusiveGateway");
            case Gateway gateway -> {
                gateway(gateway, "exclusiveGateway");
                lines.removeLast();
                cannot(gateway, Foreign.name(gateway) + "不能运行，已换成排他网关，请检查各条出路");
            }
            case ServiceTask task when own(task).containsKey("service") -> service(task);
            case ReceiveTask task -> receive(task);
            case CallActivity call -> call(call);
            case SubProcess inner -> inner(inner);
            case Activity other -> placeholder(other);
            default -> cannot(element, Foreign.name(element) + "没有导入");
        }
    }

    private void plainEvent(Event event, String tag, String otherwise) {
        add(new Piece(tag, event.getId(), event.getName()));
        if (event.getEventDefinitions().isEmpty()) {
            kept(event);
        } else {
            mapped(event, Foreign.name(event) + "没有导入，" + otherwise);
        }
    }

    private Piece step(UserTask task) {
        var piece = add(new Piece("userTask", task.getId(), task.getName()));
        piece.settings.putAll(own(task));
        var notes = new ArrayList<String>();
        var loop = task.getLoopCharacteristics();
        if (loop != null && !piece.settings.containsKey("mode")) {
            var mode = loop.isSequential() ? "sequence" : firstIsEnough(loop.getCompletionCondition()) ? "any" : "all";
            piece.settings.put("mode", mode);
            notes.add("多人办理已转换为"
                    + NodeSettings.value(Mode.class, mode, "mode", task.getId()).term());
        }
        if (!piece.settings.containsKey("who")) {
            if (asksInitiator(task)) {
                piece.settings.put("who", "initiator");
                notes.add("办理人为发起人");
            } else {
                notes.add("办理人设置没有导入，请重新设置");
            }
        }
        if (!task.getTaskListeners().isEmpty() || !task.getExecutionListeners().isEmpty()) {
            cannot(task, "监听器不执行，已去掉");
        }
        if (notes.isEmpty()) {
            kept(task);
        } else {
            mapped(task, String.join("；", notes));
        }
        return piece;
    }

    private static boolean firstIsEnough(@Nullable String completion) {
        return completion != null && completion.replaceAll("\\s", "").matches("\\$\\{nrOfCompletedInstances(==|>=)1}");
    }

    /** The usual names for who started it; every other expression would have to be evaluated. */
    private static boolean asksInitiator(UserTask task) {
        var assignee = task.getAssignee();
        return assignee != null && assignee.matches("\\$\\{(initiator|starter|startUser|applyUser|applicant)}");
    }

    private void boundary(BoundaryEvent event) {
        var attached = event.getAttachedToRef();
        var timer = timer(event);
        if (timer == null || !(attached instanceof UserTask)) {
            cannot(event, "边界上的" + Foreign.name(event) + "不能运行，已连同其出路去掉");
            return;
        }
        var piece = new Piece("boundaryEvent", event.getId(), event.getName());
        piece.own.put("attachedToRef", attached.getId());
        piece.own.put("cancelActivity", Boolean.toString(event.isCancelActivity()));
        piece.settings.putAll(own(event));
        timed(piece, timer);
        if (!event.isCancelActivity()) {
            boolean led = ways.removeIf(way -> way.from.equals(event.getId()));
            boolean reminds = piece.settings.containsKey("timeout");
            piece.settings.putIfAbsent("timeout", "remind");
            add(piece);
            if (led || !reminds) {
                mapped(event, "不中断环节的定时事件已转换为到期提醒" + (led ? "，其出路已去掉" : ""));
            } else {
                kept(event);
            }
            return;
        }
        add(piece);
        kept(event);
    }

    private void caught(IntermediateCatchEvent event) {
        var timer = timer(event);
        if (timer != null) {
            var piece = new Piece("intermediateCatchEvent", event.getId(), event.getName());
            timed(piece, timer);
            add(piece);
            kept(event);
        } else if (event.getEventDefinitions().size() == 1
                && event.getEventDefinitions().getFirst() instanceof MessageEventDefinition message) {
            var piece = new Piece("intermediateCatchEvent", event.getId(), event.getName());
            piece.message = true;
            heard(event, piece, own(event), message.getMessageRef());
        } else {
            bypass(event);
            cannot(event, Foreign.name(event) + "不能运行，已去掉");
        }
    }

    private void receive(ReceiveTask task) {
        heard(task, new Piece("receiveTask", task.getId(), task.getName()), own(task), null);
    }

    private void heard(FlowElement element, Piece piece, Map<String, String> settings, @Nullable String reference) {
        piece.settings.putAll(settings);
        boolean named = settings.containsKey("message");
        if (!named) {
            boolean usable = reference != null && Wait.NAME.matcher(reference).matches();
            piece.settings.put("message", usable ? String.valueOf(reference) : "imported.message");
            mapped(element, usable ? "等待消息“" + reference + "”" : "消息名称不能沿用，请重新设置");
        } else {
            kept(element);
        }
        add(piece);
        if (element instanceof Activity activity) {
            loops(activity);
        }
    }

    private void service(ServiceTask task) {
        var piece = add(new Piece("serviceTask", task.getId(), task.getName()));
        piece.settings.putAll(own(task));
        kept(task);
        loops(task);
    }

    private void call(CallActivity call) {
        var called = call.getCalledElement();
        if (called == null || !Wait.KIND.matcher(called).matches()) {
            placeholder(call);
            return;
        }
        var piece = add(new Piece("callActivity", call.getId(), call.getName()));
        piece.own.put("calledElement", called);
        piece.settings.putAll(own(call));
        kept(call);
        loops(call);
    }

    private void loops(Activity activity) {
        if (activity.hasMultiInstanceLoopCharacteristics()) {
            cannot(activity, "多实例标记没有导入，需要逐项办理的请用子办件的 each 设置");
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
            placeholder(inner);
            return;
        }
        int before = lines.size();
        take((FlowElementsContainer) inner);
        var start = starts.getFirst().getId();
        var end = ends.getFirst().getId();
        ways.forEach(way -> {
            if (way.to.equals(inner.getId())) {
                way.to = start;
            }
            if (way.from.equals(inner.getId())) {
                way.from = end;
            }
        });
        pieces.remove(start);
        pieces.remove(end);
        join(start);
        join(end);
        lines.subList(before, lines.size())
                .removeIf(line -> line.element().equals(start) || line.element().equals(end));
        mapped(inner, "内嵌子流程已展开");
    }

    /** Something must stand there, or the flow would break; a person does it until somebody decides otherwise. */
    private void placeholder(Activity activity) {
        add(new Piece("userTask", activity.getId(), activity.getName()));
        var name = Foreign.name(activity);
        if (name.equals("手工任务") || name.equals("未指明类型的任务")) {
            mapped(activity, name + "已转换为人工环节，请设置办理人");
        } else if (activity instanceof CallActivity call) {
            cannot(activity, "调用的流程“" + brief(String.valueOf(call.getCalledElement())) + "”不在本系统，已换成人工环节，请重新设置");
        } else if (activity instanceof ServiceTask service && name.equals("自动任务")) {
            cannot(activity, "自动任务" + implementation(service) + "不执行，已换成人工环节，请重新设置");
        } else {
            cannot(activity, name + "不执行，已换成人工环节，请重新设置");
        }
    }

    private static String implementation(ServiceTask task) {
        return task.getImplementation() == null ? "" : "“" + brief(task.getImplementation()) + "”";
    }

    private void gateway(Gateway gateway, String tag) {
        add(new Piece(tag, gateway.getId(), gateway.getName()));
        if (gateway.getDefaultFlow() != null && !tag.equals("parallelGateway")) {
            defaults.put(gateway.getId(), gateway.getDefaultFlow());
        }
        kept(gateway);
    }

    private static @Nullable TimerEventDefinition timer(Event event) {
        return event.getEventDefinitions().size() == 1
                        && event.getEventDefinitions().getFirst() instanceof TimerEventDefinition timer
                ? timer
                : null;
    }

    private void timed(Piece piece, TimerEventDefinition timer) {
        boolean date = timer.getTimeDate() != null && !timer.getTimeDate().isBlank();
        var written = date ? timer.getTimeDate() : timer.getTimeDuration();
        try {
            Timing.read(written == null ? "" : written, piece.id, "timer");
            piece.timer = date ? "timeDate" : "timeDuration";
            piece.timing = String.valueOf(written).strip();
        } catch (BadProcess bad) {
            piece.timer = "timeDuration";
            piece.timing = "P1D";
            var shown = written == null ? timer.getTimeCycle() : written;
            cannot(piece.id, piece.name, "时间“" + brief(String.valueOf(shown)) + "”不能使用，暂设为一天，请重新设置");
        }
    }

    private static Map<String, String> own(FlowElement element) {
        var own = ProcessFile.attributes(element);
        own.keySet().removeIf(name -> name.isBlank());
        return own;
    }

    private Piece add(Piece piece) {
        if (pieces.put(piece.id, piece) != null) {
            cannot(piece.id, piece.name, "编号重复，只保留了后一个");
        }
        return piece;
    }

    /** Whoever came to the node goes on to what comes after it. */
    private void bypass(FlowNode node) {
        join(node.getId());
    }

    private void join(String node) {
        var out = ways.stream().filter(way -> way.from.equals(node)).toList();
        if (out.isEmpty()) {
            pieces.put(node, new Piece("endEvent", node, ""));
            return;
        }
        var next = out.getFirst().to;
        ways.removeAll(out);
        ways.forEach(way -> {
            if (way.to.equals(node)) {
                way.to = next;
            }
        });
    }

    private void settleDefaults() {
        ways.removeIf(way -> !pieces.containsKey(way.from) || !pieces.containsKey(way.to));
        for (var piece : pieces.values()) {
            var out = ways.stream().filter(way -> way.from.equals(piece.id)).toList();
            if (!piece.tag.equals("exclusiveGateway") && !piece.tag.equals("inclusiveGateway")) {
                continue;
            }
            var named = defaults.get(piece.id);
            if (named != null && out.stream().noneMatch(way -> way.id.equals(named))) {
                defaults.remove(piece.id);
            }
            var open = out.stream().filter(way -> way.condition == null).toList();
            if (out.size() > 1
                    && !defaults.containsKey(piece.id)
                    && piece.tag.startsWith("exclusive")
                    && open.size() == 1) {
                defaults.put(piece.id, open.getFirst().id);
                line(ImportLine.Outcome.MAPPED, piece.id, piece.name, "没有条件的出路设为默认出路");
            }
        }
        new HashSet<>(defaults.values())
                .forEach(id -> ways.stream()
                        .filter(way -> way.id.equals(id) && way.condition != null)
                        .forEach(way -> {
                            way.condition = null;
                            line(ImportLine.Outcome.MAPPED, way.id, way.name, "默认出路不看条件，条件已去掉");
                        }));
    }

    /** What only something left out led to. */
    private void dropUnreachable() {
        var reached = new HashSet<String>();
        var next = new ArrayDeque<String>();
        pieces.values().stream().filter(piece -> piece.tag.equals("startEvent")).forEach(piece -> next.add(piece.id));
        while (!next.isEmpty()) {
            var id = next.remove();
            if (reached.add(id)) {
                ways.stream().filter(way -> way.from.equals(id)).forEach(way -> next.add(way.to));
                pieces.values().stream()
                        .filter(piece -> id.equals(piece.own.get("attachedToRef")))
                        .forEach(piece -> next.add(piece.id));
            }
        }
        if (reached.isEmpty()) {
            return;
        }
        for (var piece : List.copyOf(pieces.values())) {
            if (!reached.contains(piece.id)) {
                pieces.remove(piece.id);
                cannot(piece.id, piece.name, "从开始节点到不了这里，已去掉");
            }
        }
        ways.removeIf(way -> !pieces.containsKey(way.from) || !pieces.containsKey(way.to));
    }

    private void kept(FlowElement element) {
        line(ImportLine.Outcome.KEPT, element.getId(), element.getName(), "原样保留");
    }

    private void mapped(FlowElement element, String sentence) {
        line(ImportLine.Outcome.MAPPED, element.getId(), element.getName(), sentence);
    }

    private void cannot(FlowElement element, String sentence) {
        cannot(element.getId(), element.getName(), sentence);
    }

    private void cannot(@Nullable String id, @Nullable String name, String sentence) {
        line(ImportLine.Outcome.REFUSED, id, name, sentence);
    }

    private void line(ImportLine.Outcome outcome, @Nullable String id, @Nullable String name, String sentence) {
        var element = id == null ? "" : id;
        var called = name == null || name.isBlank() ? element : brief(name);
        lines.add(new ImportLine(outcome, element, (called.isEmpty() ? "" : "“" + called + "”：") + sentence + "。"));
    }

    private static String brief(String text) {
        var one = text.strip().replaceAll("\\s+", " ");
        return one.length() <= 60 ? one : one.substring(0, 60) + "…";
    }
}
