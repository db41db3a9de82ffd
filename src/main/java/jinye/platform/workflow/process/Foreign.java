package jinye.platform.workflow.process;

import java.util.List;
import java.util.Map;
import org.flowable.bpmn.model.BaseElement;
import org.flowable.bpmn.model.Event;

/** BPMN elements by the names people know them by, for the sentences that refuse them. */
final class Foreign {

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("ScriptTask", "脚本任务"),
            Map.entry("BusinessRuleTask", "业务规则任务"),
            Map.entry("ManualTask", "手工任务"),
            Map.entry("ServiceTask", "自动任务"),
            Map.entry("CallActivity", "调用活动"),
            Map.entry("SendTask", "发送任务"),
            Map.entry("SendEventServiceTask", "发送任务"),
            Map.entry("ExternalWorkerServiceTask", "外部任务"),
            Map.entry("HttpServiceTask", "网络请求任务"),
            Map.entry("CaseServiceTask", "案例任务"),
            Map.entry("Task", "未指明类型的任务"),
            Map.entry("SubProcess", "内嵌子流程"),
            Map.entry("EventSubProcess", "事件子流程"),
            Map.entry("AdhocSubProcess", "临时子流程"),
            Map.entry("Transaction", "事务子流程"),
            Map.entry("ComplexGateway", "复杂网关"),
            Map.entry("EventGateway", "事件网关"),
            Map.entry("ThrowEvent", "中间抛出事件"),
            Map.entry("IntermediateCatchEvent", "中间事件"),
            Map.entry("BoundaryEvent", "边界事件"),
            Map.entry("StartEvent", "开始事件"),
            Map.entry("EndEvent", "结束事件"),
            Map.entry("SignalEventDefinition", "信号事件"),
            Map.entry("ErrorEventDefinition", "错误事件"),
            Map.entry("EscalationEventDefinition", "升级事件"),
            Map.entry("CompensateEventDefinition", "补偿事件"),
            Map.entry("CancelEventDefinition", "取消事件"),
            Map.entry("TerminateEventDefinition", "终止结束事件"),
            Map.entry("ConditionalEventDefinition", "条件事件"),
            Map.entry("VariableListenerEventDefinition", "变量监听事件"),
            Map.entry("MessageEventDefinition", "消息事件"),
            Map.entry("TimerEventDefinition", "定时事件"),
            Map.entry("DataObject", "数据对象"),
            Map.entry("DataStoreReference", "数据存储"));

    private Foreign() {}

    /** The Chinese name; an event is named after what it waits for. */
    static String name(BaseElement element) {
        var definitions = element instanceof Event event ? event.getEventDefinitions() : List.<BaseElement>of();
        var named = definitions.isEmpty() ? element : definitions.getFirst();
        for (Class<?> type = named.getClass(); type != null; type = type.getSuperclass()) {
            var name = NAMES.get(type.getSimpleName());
            if (name != null) {
                return name;
            }
        }
        return named.getClass().getSimpleName();
    }
}
