package jinye.safeguard.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import jinye.sample.JinyeTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** Interruptions and clock jumps are noticed by the log itself. Each test takes back what it raised. */
@JinyeTest
@Transactional
class LogPulseTests {

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Alerts alerts;

    private final Hands hands = new Hands();

    @Test
    void anInterruptionOfMoreThanFiveMinutesRaisesAnAlert() {
        jdbc.sql("update audit.pulse set at = :at")
                .param("at", hands.now.minus(Duration.ofMinutes(4)).atOffset(ZoneOffset.UTC))
                .update();
        new LogPulse(jdbc, alerts, hands).beat();
        assertThat(raised("log-gap")).isZero();

        hands.now = hands.now.plus(Duration.ofMinutes(6));
        new LogPulse(jdbc, alerts, hands).beat();
        assertThat(raised("log-gap")).isEqualTo(1);
    }

    @Test
    void aClockThatJumpsRaisesAnAlertForwardsAndBackwards() {
        var pulse = new LogPulse(jdbc, alerts, hands);
        pulse.beat();
        pulse.beat();
        assertThat(raised("clock-shift")).isZero();

        hands.now = hands.now.plusSeconds(30);
        pulse.beat();
        hands.now = hands.now.minusSeconds(30);
        pulse.beat();
        assertThat(raised("clock-shift")).isEqualTo(2);
    }

    @Test
    void aGuardThatIsTakenAwayRaisesAnAlert() {
        new LogPulse(jdbc, alerts, hands).beat();
        assertThat(raised("guard-missing")).isZero();

        jdbc.sql("alter table audit.block disable trigger block_is_never_changed")
                .update();
        new LogPulse(jdbc, alerts, hands).beat();
        assertThat(raised("guard-missing")).isEqualTo(1);
    }

    private int raised(String rule) {
        return jdbc.sql(
                        "select coalesce(sum(count), 0) from audit.alert where rule = :rule and raised_at > now() - interval '1 minute'")
                .param("rule", rule)
                .query(Integer.class)
                .single();
    }

    /** A clock that goes when it is told to. */
    private static final class Hands extends Clock {
        private Instant now = Instant.now();

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return fixed(now, zone);
        }
    }
}
