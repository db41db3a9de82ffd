package jinye.platform.workflow;

import java.util.List;

/** A step was opened and these people were asked; also published when later people join it (transfer, added signer). Synchronous. */
public record StepArrived(
        long matter, String kind, long record, long step, String node, String nodeName, List<Long> handlers) {}
