package jinye.platform.workflow;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One handler did their part: sent on, or returned. Synchronous, in the verb's transaction.
 *
 * @param stepClosed whether the step is complete with it
 * @param cell       opinion cell of the sheet the node belongs to, null when it has none
 * @param onBehalfOf the person stood in for, null when none
 */
public record StepDecided(
        long matter,
        String kind,
        long record,
        long step,
        String node,
        String nodeName,
        long person,
        @Nullable Long onBehalfOf,
        String decision,
        @Nullable String opinion,
        @Nullable String cell,
        boolean stepClosed,
        Instant at) {

    public static final String RETURN = "RETURN";

    /** How it is called when silence counted as agreement; nobody said the word. */
    static final String SILENT_TERM = "超时视为同意";
}
