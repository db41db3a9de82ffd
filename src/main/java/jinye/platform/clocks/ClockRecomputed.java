package jinye.platform.clocks;

import java.time.Instant;
import jinye.kernel.RecordId;

/** The due moment of a kept clock was reckoned again after holidays were announced; old and new may be the same. */
public record ClockRecomputed(
        RecordId subject, long clock, String rule, Instant oldDue, Instant newDue, boolean provisional) {}
