package jinye.safeguard.identity.outside;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import jinye.kernel.Moments;
import jinye.kernel.Refusal;
import jinye.safeguard.certificates.Secrets;
import jinye.safeguard.cryptography.Digests;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * One trip to a provider and back. The state in the address and a cookie of the browser that began it must meet again (RFC 9700,
 * 4.7): nobody is signed in by an answer that was made for another browser, and no answer counts twice.
 */
@Component
class Attempts {

    private static final Duration GOOD_FOR = Duration.ofMinutes(10);
    /** As long as a session may last: until then the person may sign out at the provider as well. */
    private static final Duration KEPT_FOR = Duration.ofHours(25);

    private static final int PER_MINUTE_MAX = 120;
    private static final String TASK = "identity outside sessions";
    private static final SecureRandom RANDOM = new SecureRandom();

    /** What goes out with the browser. */
    record Begun(String state, String browser, String nonce, CodeVerifier verifier) {}

    /** @param person who binds an outside account to themselves; null when somebody signs in */
    record Attempt(
            byte[] state,
            long provider,
            @Nullable Long person,
            String nonce,
            String verifier,
            String returnAddress,
            String onward) {}

    /** By which provider somebody came in who signs out now. */
    record Entered(long provider, String idToken) {}

    private record Closed(byte[] state, long provider, byte[] idToken) {}

    private final JdbcClient jdbc;
    private final Secrets secrets;
    private final Clock clock;

    Attempts(JdbcClient jdbc, Secrets secrets, Clock clock) {
        this.jdbc = jdbc;
        this.secrets = secrets;
        this.clock = clock;
    }

    @Transactional
    Begun begin(OutsideProvider provider, @Nullable Long person, String returnAddress, String onward, String address) {
        var now = clock.instant();
        jdbc.sql("delete from identity.outside_attempt where made_at < ?")
                .param(Moments.to(now.minus(KEPT_FOR)))
                .update();
        int lately = jdbc.sql("select count(*) from identity.outside_attempt where address = ? and made_at > ?")
                .params(address, Moments.to(now.minus(Duration.ofMinutes(1))))
                .query(Integer.class)
                .single();
        if (lately >= PER_MINUTE_MAX) {
            throw new TooOften();
        }
        var begun = new Begun(random(), random(), random(), new CodeVerifier());
        jdbc.sql("""
                        insert into identity.outside_attempt (state, provider, browser, person, nonce, verifier, return_address,
                            onward, address, made_at, expires_at)
                        values (:state, :provider, :browser, :person, :nonce, :verifier, :return, :onward, :address, :now, :until)""")
                .param("state", hash(begun.state()))
                .param("provider", provider.id())
                .param("browser", hash(begun.browser()))
                .param("person", person, java.sql.Types.BIGINT)
                .param("nonce", begun.nonce())
                .param("verifier", begun.verifier().getValue())
                .param("return", returnAddress)
                .param("onward", onward)
                .param("address", address)
                .param("now", Moments.to(now))
                .param("until", Moments.to(now.plus(GOOD_FOR)))
                .update();
        return begun;
    }

    /** Used up by the first answer, whatever that is worth. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    Attempt take(String state, String browser) {
        return jdbc.sql("""
                        update identity.outside_attempt set used_at = :now
                        where state = :state and browser = :browser and used_at is null and expires_at > :now
                        returning state, provider, person, nonce, verifier, return_address, onward""")
                .param("now", Moments.to(clock.instant()))
                .param("state", hash(state))
                .param("browser", hash(browser))
                .query(Attempt.class)
                .optional()
                .orElseThrow(NotGood::new);
    }

    void entered(Attempt attempt, long person, String idToken) {
        jdbc.sql("update identity.outside_attempt set entered = ?, id_token = ? where state = ?")
                .params(
                        person,
                        secrets.close(TASK, bound(attempt.state()), idToken.getBytes(StandardCharsets.UTF_8)),
                        attempt.state())
                .update();
    }

    Optional<Entered> entered(String browser, long person) {
        return jdbc.sql("""
                        select state, provider, id_token from identity.outside_attempt
                        where browser = ? and entered = ? and id_token is not null""")
                .params(hash(browser), person)
                .query(Closed.class)
                .optional()
                .map(one -> new Entered(
                        one.provider(),
                        new String(secrets.open(TASK, bound(one.state()), one.idToken()), StandardCharsets.UTF_8)));
    }

    private static String random() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] hash(String text) {
        return Digests.sm3(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String bound(byte[] state) {
        return Base64.getEncoder().encodeToString(state);
    }

    static final class NotGood extends Refusal {
        NotGood() {
            super(Kind.CONFLICT, "identity.outside-attempt");
        }
    }

    static final class TooOften extends Refusal {
        TooOften() {
            super(Kind.TOO_OFTEN, "identity.too-often");
        }
    }
}
