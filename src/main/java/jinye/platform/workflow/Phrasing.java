package jinye.platform.workflow;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import org.springframework.stereotype.Component;

/** Moments as a colleague would say them: 10:31 today, 11月23日 10:31 earlier this year. */
@Component
class Phrasing {

    private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter THIS_YEAR = DateTimeFormatter.ofPattern("M月d日 HH:mm");
    private static final DateTimeFormatter EARLIER = DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm");

    private final Clock clock;

    Phrasing(Clock clock) {
        this.clock = clock;
    }

    String moment(Instant moment) {
        var at = moment.atZone(clock.getZone());
        var today = LocalDate.now(clock);
        if (at.toLocalDate().equals(today)) {
            return TODAY.format(at);
        }
        return at.getYear() == today.getYear() ? THIS_YEAR.format(at) : EARLIER.format(at);
    }
}
