package jinye.platform.seals;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import jinye.platform.web.Sentences;
import jinye.safeguard.certificates.Timestamps;
import jinye.sample.JinyeTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** When a timestamp is believed, and when one must be there. */
@JinyeTest
class StampCheckTests {

    private static final byte[] VALUE = "签名值".getBytes(UTF_8);

    @Autowired
    Timestamps timestamps;

    @Autowired
    Sentences sentences;

    @Autowired
    Clock clock;

    @Test
    void whereTheRuleAsksForATimestampItsAbsenceIsNamed() {
        var strict = new StampCheck(timestamps, sentences, true);
        var usual = new StampCheck(timestamps, sentences, false);

        assertThat(usual.of(null, VALUE, clock.instant())).isEmpty();
        assertThat(strict.of(null, VALUE, clock.instant())).hasValueSatisfying(check -> {
            assertThat(check.passed()).isFalse();
            assertThat(check.sentence()).contains("没有时间戳");
        });
    }

    @Test
    void aTimestampOverSomethingElseOrOfAnotherHourIsNotBelieved() {
        var stamps = new StampCheck(timestamps, sentences, true);
        var token = timestamps.stamp(VALUE);
        var now = clock.instant();

        assertThat(stamps.of(token, VALUE, now))
                .hasValueSatisfying(check -> assertThat(check.passed()).isTrue());
        assertThat(stamps.of(token, "别的值".getBytes(UTF_8), now).orElseThrow().passed())
                .isFalse();
        assertThat(stamps.of(token, VALUE, now.minus(Duration.ofHours(1)))
                        .orElseThrow()
                        .sentence())
                .contains("相差过大");
        assertThat(stamps.of("不是".getBytes(UTF_8), VALUE, now).orElseThrow().passed())
                .isFalse();
    }
}
