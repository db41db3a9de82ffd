package jinye.platform.workflow.process;

import org.jspecify.annotations.Nullable;

/** One sequence flow. @param otherwise taken when no other way out of the gateway is open (BPMN's default flow) */
public record Arc(
        String id, String from, String to, @Nullable Condition condition, boolean otherwise) {}
