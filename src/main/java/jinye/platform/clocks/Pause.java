package jinye.platform.clocks;

import java.time.Instant;

/** Time that does not count. In periods of days the day on which it begins still counts, the day on which it ends does not. */
public record Pause(Instant from, Instant until, String reason) {

    public Pause {
        if (until.isBefore(from)) {
            throw new IllegalArgumentException("a pause that ends before it begins");
        }
    }
}
