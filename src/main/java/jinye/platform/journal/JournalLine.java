package jinye.platform.journal;

import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.RecordId;
import org.jspecify.annotations.Nullable;

/** One of many acts that are written together. @param actor null when nobody acted: a clock ran out, a job ran. @param onBehalf for whom the actor acted, null for themselves */
public record JournalLine(
        @Nullable Actor actor, @Nullable OnBehalf onBehalf, String act, RecordId record, Map<String, ?> facts) {}
