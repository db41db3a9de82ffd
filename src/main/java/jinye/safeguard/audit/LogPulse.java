package jinye.safeguard.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import jinye.kernel.Moments;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Watches the log itself: whether it was kept without a break, whether the clock goes as time does, and whether the database still
 * refuses to change what was written.
 */
@Component
class LogPulse {

    private static final Duration BEAT = Duration.ofMinutes(1);
    private static final Duration GAP_MAX = Duration.ofMinutes(5);
    private static final Duration SHIFT_MAX = Duration.ofSeconds(1);

    /** Triggers without which rows could be changed unseen until the next verification. */
    private static final int GUARDS = 9;

    private final JdbcClient jdbc;
    private final Alerts alerts;
    private final Clock clock;
    private @Nullable Instant wall;
    private long nanos;
    private @Nullable Instant beaten;

    LogPulse(JdbcClient jdbc, Alerts alerts, Clock clock) {
        this.jdbc = jdbc;
        this.alerts = alerts;
        this.clock = clock;
    }

    synchronized void beat() {
        var now = clock.instant();
        compareClocks(now);
        if (beaten == null || Duration.between(beaten, now).abs().compareTo(BEAT) >= 0) {
            lookForGap(now);
            lookForGuards();
            jdbc.sql("update audit.pulse set at = :now")
                    .param("now", Moments.to(now))
                    .update();
            beaten = now;
        }
    }

    /** The clock of the wall against the clock that only counts: whoever sets the wall clock shows. */
    private void compareClocks(Instant now) {
        long counted = System.nanoTime();
        if (wall != null) {
            var shift = Duration.between(wall, now).minusNanos(counted - nanos);
            if (shift.abs().compareTo(SHIFT_MAX) > 0) {
                raise(AlertRule.CLOCK_SHIFT, Long.toString(shift.toSeconds()));
            }
        }
        wall = now;
        nanos = counted;
    }

    private void lookForGap(Instant now) {
        var last = jdbc.sql("select at from audit.pulse where at is not null")
                .query((row, n) -> Moments.from(row, "at"))
                .optional();
        if (last.isPresent() && Duration.between(last.get(), now).compareTo(GAP_MAX) > 0) {
            raise(
                    AlertRule.LOG_GAP,
                    Long.toString(Duration.between(last.get(), now).toSeconds()));
        }
    }

    private void lookForGuards() {
        int guards = jdbc.sql("""
                        select count(*) from pg_trigger t join pg_class c on c.oid = t.tgrelid
                            join pg_namespace n on n.oid = c.relnamespace
                        where t.tgenabled in ('O', 'A') and not t.tgisinternal and t.tgname like '%_never_%'
                            and (n.nspname = 'audit' or n.nspname = 'journal' and c.relname = 'entry')""").query(Integer.class).single();
        if (guards < GUARDS) {
            raise(AlertRule.GUARD_MISSING, Integer.toString(GUARDS - guards));
        }
    }

    void raise(String code, String detail) {
        alerts.rules().stream()
                .filter(rule -> rule.code().equals(code))
                .findFirst()
                .ifPresent(rule -> alerts.raise(rule, "log", null, null, 1, detail));
    }
}
