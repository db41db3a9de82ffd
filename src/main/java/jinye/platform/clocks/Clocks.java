package jinye.platform.clocks;

import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The front door of the clocks. */
@Service
@Transactional
public class Clocks {

    /** Reckons a due moment from a rule of the versioned table {@code clocks.rule}, without keeping a clock. */
    public Due reckon(String rule, Instant start) {
        throw new UnsupportedOperationException();
    }

    /** Working time between two moments, by the calendar's working hours: for "用时" and for urging. */
    public Duration workingTime(Instant from, Instant to) {
        throw new UnsupportedOperationException();
    }

    /** The moment after so much working time. */
    public Instant afterWorkingTime(Instant from, Duration worked) {
        throw new UnsupportedOperationException();
    }
}
