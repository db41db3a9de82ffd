package jinye.platform.seals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import jinye.kernel.Refusal;
import jinye.platform.web.Sentences;
import jinye.safeguard.certificates.Timestamps;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The timestamp over a signature value (RFC 3161): believed, near the time the signer tells, and there when the rule asks for one. */
@Component
class StampCheck {

    /** Clocks of different organs may differ by so much. */
    static final Duration AHEAD = Duration.ofMinutes(10);

    private final Timestamps timestamps;
    private final Sentences sentences;
    private final boolean required;

    /** @param required files of others are believed only with a timestamp; ours always have one */
    StampCheck(
            Timestamps timestamps,
            Sentences sentences,
            @Value("${jinye.seals.timestamp-required:false}") boolean required) {
        this.timestamps = timestamps;
        this.sentences = sentences;
        this.required = required;
    }

    /** Empty when there is none and none is asked for. @param told by the signer */
    Optional<CheckedSeal.Check> of(byte @Nullable [] token, byte[] value, @Nullable Instant told) {
        if (token == null) {
            return required ? Optional.of(check(false, "seals.stamp-missing")) : Optional.empty();
        }
        return Optional.of(judge(token, value, told));
    }

    private CheckedSeal.Check judge(byte[] token, byte[] value, @Nullable Instant told) {
        try {
            var judged = timestamps.judge(token, value);
            if (!judged.valid()) {
                return check(false, "seals.stamp-wrong");
            }
            var at = judged.at();
            if (told != null && Duration.between(told, at).abs().compareTo(AHEAD) > 0) {
                return check(false, "seals.stamp-differs", OfdSeals.moment(at), OfdSeals.moment(told));
            }
            return check(true, "seals.stamped", OfdSeals.moment(at));
        } catch (Refusal noToken) {
            return check(false, "seals.stamp-wrong");
        }
    }

    private CheckedSeal.Check check(boolean passed, String code, Object... facts) {
        return new CheckedSeal.Check(SealStep.TIMESTAMP, passed, sentences.of(code, List.of(facts)));
    }
}
