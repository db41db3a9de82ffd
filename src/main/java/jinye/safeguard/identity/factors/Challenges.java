package jinye.safeguard.identity.factors;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import jinye.kernel.Moments;
import jinye.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * 挑战: what a key must sign to prove that it is there now. Random, good for two minutes, taken once: whatever was recorded on the
 * way opens nothing a second time. A wrong answer uses it up as well.
 */
@Component
public class Challenges {

    private static final Duration GOOD_FOR = Duration.ofMinutes(2);
    private static final Duration KEPT_FOR = Duration.ofHours(1);
    /** A whole office may sit behind one address; a program that fills the table may not. */
    private static final int PER_MINUTE_MAX = 120;

    private static final SecureRandom RANDOM = new SecureRandom();

    public enum Purpose {
        CERTIFICATE("certificate"),
        PASSKEY("passkey"),
        NEW_PASSKEY("new-passkey");

        private final String word;

        Purpose(String word) {
            this.word = word;
        }
    }

    public record Challenge(
            UUID id, byte[] content, @Nullable Long person, Instant until) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    Challenges(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public static byte[] random() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** @param person whose key it must be, when that is known already */
    @Transactional
    public Challenge issue(Purpose purpose, byte[] content, @Nullable Long person, String address) {
        var now = clock.instant();
        jdbc.sql("delete from identity.challenge where made_at < ?")
                .param(Moments.to(now.minus(KEPT_FOR)))
                .update();
        int lately = jdbc.sql("select count(*) from identity.challenge where address = ? and made_at > ?")
                .params(address, Moments.to(now.minus(Duration.ofMinutes(1))))
                .query(Integer.class)
                .single();
        if (lately >= PER_MINUTE_MAX) {
            throw new TooOften();
        }
        var challenge = new Challenge(UUID.randomUUID(), content, person, now.plus(GOOD_FOR));
        jdbc.sql("""
                        insert into identity.challenge (id, purpose, content, person, address, made_at, expires_at)
                        values (:id, :purpose, :content, :person, :address, :now, :until)""")
                .param("id", challenge.id())
                .param("purpose", purpose.word)
                .param("content", content)
                .param("person", person, java.sql.Types.BIGINT)
                .param("address", address)
                .param("now", Moments.to(now))
                .param("until", Moments.to(challenge.until()))
                .update();
        return challenge;
    }

    /** @throws NotGood when it was used, is too old, or was made for something else */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public Challenge take(Purpose purpose, UUID id) {
        return jdbc.sql("""
                        update identity.challenge set used_at = :now
                        where id = :id and purpose = :purpose and used_at is null and expires_at > :now
                        returning content, person, expires_at""")
                .param("now", Moments.to(clock.instant()))
                .param("id", id)
                .param("purpose", purpose.word)
                .query((row, n) -> new Challenge(
                        id, row.getBytes("content"), (Long) row.getObject("person"), Moments.from(row, "expires_at")))
                .optional()
                .orElseThrow(NotGood::new);
    }

    static final class NotGood extends Refusal {
        NotGood() {
            super(Kind.CONFLICT, "identity.challenge-not-good");
        }
    }

    static final class TooOften extends Refusal {
        TooOften() {
            super(Kind.TOO_OFTEN, "identity.too-often");
        }
    }
}
