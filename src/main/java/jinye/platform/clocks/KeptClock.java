package jinye.platform.clocks;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A clock that this module keeps for a record.
 *
 * @param light null while paused or after it was stopped in time
 */
public record KeptClock(
        long id,
        String rule,
        int ruleVersion,
        String name,
        Instant start,
        Instant due,
        boolean provisional,
        State state,
        @Nullable Light light,
        List<BookedPause> pauses,
        @Nullable String extensionReason,
        @Nullable String extensionAuthority,
        @Nullable Instant stoppedAt,
        String explanation) {

    public enum State {
        RUNNING("计时中"),
        PAUSED("中止计时"),
        STOPPED("已办结");

        private final String term;

        State(String term) {
            this.term = term;
        }

        public String term() {
            return term;
        }
    }

    /** @param until null while it lasts */
    public record BookedPause(Instant from, @Nullable Instant until, String reason, String bookedBy) {}
}
