package jinye.platform.workflow.process;

import jinye.kernel.Refusal;

/** A process that may not be published, with the place and the reason. */
public final class BadProcess extends Refusal {

    BadProcess(String reason, Object... facts) {
        super(Kind.INVALID, "workflow.process-" + reason, facts);
    }
}
