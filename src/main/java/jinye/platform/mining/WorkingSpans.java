package jinye.platform.mining;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import jinye.platform.clocks.Clocks;

/** Working time between moments. Remembers what lay between whole days, because thousands of visits share their days. */
final class WorkingSpans {

    static final double HOUR = 3600;
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private record Days(LocalDate from, LocalDate until) {}

    private final Clocks clocks;
    private final Map<Days, Long> known = new HashMap<>();

    WorkingSpans(Clocks clocks) {
        this.clocks = clocks;
    }

    long seconds(Instant from, Instant until) {
        if (!until.isAfter(from)) {
            return 0;
        }
        var next = LocalDate.ofInstant(from, ZONE).plusDays(1);
        var last = LocalDate.ofInstant(until, ZONE);
        if (!last.isAfter(next)) {
            return clocks.workingTime(from, until).toSeconds();
        }
        return clocks.workingTime(from, begin(next)).toSeconds()
                + known.computeIfAbsent(
                        new Days(next, last),
                        days -> clocks.workingTime(begin(days.from()), begin(days.until()))
                                .toSeconds())
                + clocks.workingTime(begin(last), until).toSeconds();
    }

    double hours(Instant from, Instant until) {
        return seconds(from, until) / HOUR;
    }

    private static Instant begin(LocalDate day) {
        return day.atStartOfDay(ZONE).toInstant();
    }
}
