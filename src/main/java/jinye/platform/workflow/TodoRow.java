package jinye.platform.workflow;

import java.time.Instant;
import jinye.kernel.Urgency;
import org.jspecify.annotations.Nullable;

/**
 * One line of the to-do list or of the drafts.
 *
 * @param sender         who sent it here
 * @param light          GREEN, YELLOW, ORANGE, RED; null when nothing is due
 * @param returned       it came back
 * @param pool           one of several may take it (抢办)
 * @param onBehalfOfName the person stood in for, null when it is one's own
 */
record TodoRow(
        long assignment,
        long matter,
        String kind,
        String kindName,
        String module,
        long record,
        String title,
        String number,
        Urgency urgency,
        String node,
        String nodeName,
        String initiatorName,
        String initiatorDepartmentName,
        String sender,
        Instant offeredAt,
        @Nullable Instant openedAt,
        @Nullable Instant dueAt,
        boolean dueProvisional,
        @Nullable String light,
        boolean returned,
        boolean pool,
        @Nullable Instant claimedAt,
        int urgedCount,
        @Nullable Instant urgedAt,
        boolean suspended,
        @Nullable String onBehalfOfName) {}
