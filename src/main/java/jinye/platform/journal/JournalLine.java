package jinye.platform.journal;

import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.RecordId;
import org.jspecify.annotations.Nullable;

/** One of many acts that are written together. @param onBehalf for whom the actor acted, null for themselves */
public record JournalLine(
        Actor actor, @Nullable OnBehalf onBehalf, String act, RecordId record, Map<String, ?> facts) {}
