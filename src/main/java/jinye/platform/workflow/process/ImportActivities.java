package jinye.platform.workflow.process;

import java.util.ArrayList;
import org.flowable.bpmn.model.Activity;
import org.flowable.bpmn.model.CallActivity;
import org.flowable.bpmn.model.ServiceTask;
import org.flowable.bpmn.model.UserTask;
import org.jspecify.annotations.Nullable;

/** Activities of a foreign diagram: what people do, what services and other matters do, and what a person must do instead. */
final class ImportActivities {

    private final ImportDiagram diagram;
    private final ImportReport report;

    ImportActivities(ImportDiagram diagram, ImportReport report) {
        this.diagram = diagram;
        this.report = report;
    }

    Piece step(UserTask task) {
        var piece = diagram.add(new Piece("userTask", task.getId(), task.getName()));
        piece.settings.putAll(ImportDiagram.own(task));
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
            report.cannot(task, "监听器不执行，已去掉");
        }
        if (notes.isEmpty()) {
            report.kept(task);
        } else {
            report.mapped(task, String.join("；", notes));
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

    void service(ServiceTask task) {
        var piece = diagram.add(new Piece("serviceTask", task.getId(), task.getName()));
        piece.settings.putAll(ImportDiagram.own(task));
        report.kept(task);
        loops(task);
    }

    void call(CallActivity call) {
        var called = call.getCalledElement();
        if (called == null || !Wait.KIND.matcher(called).matches()) {
            placeholder(call);
            return;
        }
        var piece = diagram.add(new Piece("callActivity", call.getId(), call.getName()));
        piece.own.put("calledElement", called);
        piece.settings.putAll(ImportDiagram.own(call));
        report.kept(call);
        loops(call);
    }

    void loops(Activity activity) {
        if (activity.hasMultiInstanceLoopCharacteristics()) {
            report.cannot(activity, "多实例标记没有导入，需要逐项办理的请用子办件的 each 设置");
        }
    }

    /** Something must stand there, or the flow would break; a person does it until somebody decides otherwise. */
    void placeholder(Activity activity) {
        diagram.add(new Piece("userTask", activity.getId(), activity.getName()));
        var name = Foreign.name(activity);
        if (name.equals("手工任务") || name.equals("未指明类型的任务")) {
            report.mapped(activity, name + "已转换为人工环节，请设置办理人");
        } else if (activity instanceof CallActivity call) {
            report.cannot(
                    activity,
                    "调用的流程“" + ImportReport.brief(String.valueOf(call.getCalledElement())) + "”不在本系统，已换成人工环节，请重新设置");
        } else if (activity instanceof ServiceTask service && name.equals("自动任务")) {
            report.cannot(activity, "自动任务" + implementation(service) + "不执行，已换成人工环节，请重新设置");
        } else {
            report.cannot(activity, name + "不执行，已换成人工环节，请重新设置");
        }
    }

    private static String implementation(ServiceTask task) {
        return task.getImplementation() == null ? "" : "“" + ImportReport.brief(task.getImplementation()) + "”";
    }
}
