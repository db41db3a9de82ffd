package jinye.platform.mining;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A line of another system's log. @param began null when the log knows only when things were done */
record ForeignEvent(
        String activity,
        Instant done,
        @Nullable Instant began,
        @Nullable String person,
        @Nullable String department) {

    private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    /** A year 1 or 9999 is a slip of another system, and its working time would be reckoned through thousands of years. */
    static boolean isUsual(Instant moment) {
        return moment.isAfter(EARLIEST) && moment.isBefore(LATEST);
    }
}
