package jinye.platform.mining;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A line of another system's log. @param began null when the log knows only when things were done */
record ForeignEvent(
        String activity,
        Instant done,
        @Nullable Instant began,
        @Nullable String person,
        @Nullable String department) {}
