package jinye.platform.workflow;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One line of the trail (流转记录) for other desks: what was done at which step, by whom. @param act the verb in Chinese */
public record MatterAct(
        @Nullable String nodeName,
        String act,
        String personName,
        @Nullable String onBehalfOfName,
        @Nullable String target,
        @Nullable String note,
        Instant at) {}
