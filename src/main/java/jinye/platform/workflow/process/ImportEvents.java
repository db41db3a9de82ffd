package jinye.platform.workflow.process;

import java.util.Map;
import org.flowable.bpmn.model.BoundaryEvent;
import org.flowable.bpmn.model.Event;
import org.flowable.bpmn.model.FlowElement;
import org.flowable.bpmn.model.IntermediateCatchEvent;
import org.flowable.bpmn.model.MessageEventDefinition;
import org.flowable.bpmn.model.ReceiveTask;
import org.flowable.bpmn.model.TimerEventDefinition;
import org.flowable.bpmn.model.UserTask;
import org.jspecify.annotations.Nullable;

/** Events of a foreign diagram: what begins and ends it, and what waits for a time or a message. */
final class ImportEvents {

    private final ImportDiagram diagram;
    private final ImportReport report;

    ImportEvents(ImportDiagram diagram, ImportReport report) {
        this.diagram = diagram;
        this.report = report;
    }

    void plainEvent(Event event, String tag, String otherwise) {
        diagram.add(new Piece(tag, event.getId(), event.getName()));
        if (event.getEventDefinitions().isEmpty()) {
            report.kept(event);
        } else {
            report.mapped(event, Foreign.name(event) + "没有导入，" + otherwise);
        }
    }

    void boundary(BoundaryEvent event) {
        var attached = event.getAttachedToRef();
        var timer = timer(event);
        if (timer == null || !(attached instanceof UserTask)) {
            report.cannot(event, "边界上的" + Foreign.name(event) + "不能运行，已连同其出路去掉");
            return;
        }
        var piece = new Piece("boundaryEvent", event.getId(), event.getName());
        piece.own.put("attachedToRef", attached.getId());
        piece.own.put("cancelActivity", Boolean.toString(event.isCancelActivity()));
        piece.settings.putAll(ImportDiagram.own(event));
        timed(piece, timer);
        if (!event.isCancelActivity()) {
            boolean led = diagram.ways.removeIf(way -> way.from.equals(event.getId()));
            boolean reminds = piece.settings.containsKey("timeout");
            piece.settings.putIfAbsent("timeout", "remind");
            diagram.add(piece);
            if (led || !reminds) {
                report.mapped(event, "不中断环节的定时事件已转换为到期提醒" + (led ? "，其出路已去掉" : ""));
            } else {
                report.kept(event);
            }
            return;
        }
        diagram.add(piece);
        report.kept(event);
    }

    void caught(IntermediateCatchEvent event) {
        var timer = timer(event);
        if (timer != null) {
            var piece = new Piece("intermediateCatchEvent", event.getId(), event.getName());
            timed(piece, timer);
            diagram.add(piece);
            report.kept(event);
        } else if (event.getEventDefinitions().size() == 1
                && event.getEventDefinitions().getFirst() instanceof MessageEventDefinition message) {
            var piece = new Piece("intermediateCatchEvent", event.getId(), event.getName());
            piece.message = true;
            heard(event, piece, ImportDiagram.own(event), message.getMessageRef());
        } else {
            diagram.bypass(event);
            report.cannot(event, Foreign.name(event) + "不能运行，已去掉");
        }
    }

    void receive(ReceiveTask task) {
        heard(task, new Piece("receiveTask", task.getId(), task.getName()), ImportDiagram.own(task), null);
    }

    private void heard(FlowElement element, Piece piece, Map<String, String> settings, @Nullable String reference) {
        piece.settings.putAll(settings);
        boolean named = settings.containsKey("message");
        if (!named) {
            boolean usable = reference != null && Wait.NAME.matcher(reference).matches();
            piece.settings.put("message", usable ? String.valueOf(reference) : "imported.message");
            report.mapped(element, usable ? "等待消息“" + reference + "”" : "消息名称不能沿用，请重新设置");
        } else {
            report.kept(element);
        }
        diagram.add(piece);
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
            report.cannot(
                    piece.id, piece.name, "时间“" + ImportReport.brief(String.valueOf(shown)) + "”不能使用，暂设为一天，请重新设置");
        }
    }
}
