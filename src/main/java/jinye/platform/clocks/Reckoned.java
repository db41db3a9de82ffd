package jinye.platform.clocks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns reckonings into what other modules get: due moments with their explanation, and lights. */
final class Reckoned {

    private Reckoned() {}

    static Due due(
            WorkingCalendar calendar,
            Rule rule,
            Period period,
            Instant start,
            List<Pause> pauses,
            @Nullable String extra) {
        var reckoning = Reckoning.of(calendar, period, start, pauses);
        var explanation = Explanation.of(calendar, reckoning, rule.event(), rule.source(), extra);
        return new Due(reckoning.end(), rule.id(), rule.version(), reckoning.provisional(), explanation);
    }

    static Due due(WorkingCalendar calendar, Period period, Instant start, List<Pause> pauses) {
        var reckoning = Reckoning.of(calendar, period, start, pauses);
        var explanation = Explanation.of(calendar, reckoning, "开始", null, null);
        return new Due(reckoning.end(), "", 0, reckoning.provisional(), explanation);
    }

    /**
     * Measured in working time, so that a weekend turns no light. A period that lies wholly outside working hours, such as
     * thirty minutes at night, is measured by the clock on the wall.
     */
    static Light light(WorkingCalendar calendar, Instant start, Instant due, Instant now) {
        if (now.isAfter(due)) {
            return Light.RED;
        }
        var whole = calendar.workingTime(start, due);
        var left = calendar.workingTime(now, due);
        if (whole.isZero()) {
            whole = Duration.between(start, due);
            left = Duration.between(now, due);
        }
        if (left.multipliedBy(10).compareTo(whole.multipliedBy(4)) > 0) {
            return Light.GREEN;
        }
        var day = calendar.workingDay(WorkingCalendar.dateOf(now));
        return left.compareTo(day) > 0 ? Light.YELLOW : Light.ORANGE;
    }
}
