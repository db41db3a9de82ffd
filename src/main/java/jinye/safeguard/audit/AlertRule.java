package jinye.safeguard.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import jinye.kernel.Moments;
import jinye.safeguard.audit.proof.LogEntry;
import org.jspecify.annotations.Nullable;

/**
 * 告警规则: so many acts of one person, or from one address, within some minutes. Rules are rows of {@code audit.alert_rule}.
 *
 * @param acts           words such as {@code directory.assign-role}; a star stands for anything before or after the point
 * @param result         null means any
 * @param least          with {@code addresses}: so many different addresses, otherwise so many acts
 * @param fromTime       with {@code toTime}: only between these hours, over midnight when reversed
 */
record AlertRule(
        String code,
        String name,
        String severity,
        List<String> acts,
        @Nullable String result,
        boolean perAddress,
        boolean addresses,
        int least,
        int withinMinutes,
        @Nullable LocalTime fromTime,
        @Nullable LocalTime toTime,
        String source,
        String tag) {

    /** Raised by the watch over the log itself, not by entries. */
    static final String LOG_GAP = "log-gap";

    static final String CLOCK_SHIFT = "clock-shift";
    static final String LOG_ALTERED = "log-altered";
    static final String GUARD_MISSING = "guard-missing";

    Duration within() {
        return Duration.ofMinutes(withinMinutes);
    }

    boolean concerns(LogEntry entry) {
        return acts.stream().anyMatch(act -> fits(act, entry.act()))
                && (result == null || result.equals(entry.result()))
                && holds(entry.at());
    }

    private boolean holds(Instant at) {
        if (fromTime == null || toTime == null) {
            return true;
        }
        var time = at.atZone(Moments.ZONE).toLocalTime();
        return fromTime.isBefore(toTime)
                ? !time.isBefore(fromTime) && time.isBefore(toTime)
                : !time.isBefore(fromTime) || time.isBefore(toTime);
    }

    private static boolean fits(String pattern, String act) {
        if (pattern.startsWith("*")) {
            return act.endsWith(pattern.substring(1));
        }
        return pattern.endsWith("*") ? act.startsWith(pattern.substring(0, pattern.length() - 1)) : act.equals(pattern);
    }

    /** Whom it is counted for; null when the entry names nobody. */
    @Nullable
    String key(LogEntry entry) {
        if (perAddress || entry.person() == null) {
            return entry.address() == null ? null : "address:" + entry.address();
        }
        return "person:" + entry.person();
    }
}
