package jinye.platform.workflow;

import java.time.Instant;

/** No step is open any more, or the matter was terminated. Synchronous. */
public record MatterEnded(long matter, String kind, long record, boolean terminated, long by, Instant at) {}
