package jinye.safeguard.identity.factors;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Against the numbers of the standard itself. */
class TotpTests {

    private static final byte[] KEY = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    @Test
    void theCodesAreThoseOfTheStandard() {
        assertThat(codeAt(59L)).isEqualTo("287082");
        assertThat(codeAt(1_111_111_109L)).isEqualTo("081804");
        assertThat(codeAt(1_111_111_111L)).isEqualTo("050471");
        assertThat(codeAt(1_234_567_890L)).isEqualTo("005924");
        assertThat(codeAt(20_000_000_000L)).isEqualTo("353130");
    }

    @Test
    void aKeyIsSpelledInLettersThatProgramsRead() {
        assertThat(Totp.base32(KEY)).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assertThat(Totp.base32("foobar".getBytes(StandardCharsets.US_ASCII))).isEqualTo("MZXW6YTBOI");
    }

    @Test
    void aCodeOfTheHalfMinuteBesideIsTakenAndNoneFurtherAway() {
        var now = Instant.ofEpochSecond(1_234_567_890);
        long step = Totp.step(now);

        assertThat(Totp.match(KEY, Totp.code(KEY, step - 1), now)).hasValue(step - 1);
        assertThat(Totp.match(KEY, Totp.code(KEY, step + 1), now)).hasValue(step + 1);
        assertThat(Totp.match(KEY, Totp.code(KEY, step - 2), now)).isEmpty();
        assertThat(Totp.match(KEY, Totp.code(KEY, step + 2), now)).isEmpty();
    }

    @Test
    void spacesAreForTheEyeAndEverythingElseIsWrong() {
        var now = Instant.ofEpochSecond(59);

        assertThat(Totp.match(KEY, "287 082", now)).hasValue(1);
        assertThat(Totp.match(KEY, "", now)).isEmpty();
        assertThat(Totp.match(KEY, "2870820", now)).isEmpty();
        assertThat(Totp.match(KEY, "２８７０８２", now)).isEmpty();
    }

    private static String codeAt(long second) {
        return Totp.code(KEY, Totp.step(Instant.ofEpochSecond(second)));
    }
}
