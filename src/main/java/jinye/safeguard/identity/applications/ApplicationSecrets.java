package jinye.safeguard.identity.applications;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.platform.journal.Journal;
import jinye.safeguard.cryptography.Digests;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * ApplicationSecrets of applications. Drawn here, shown once to whoever made them, and kept as digests. With a new one the old holds on for
 * some days, so that the other system can be changed over without standing still.
 */
@Service
public class ApplicationSecrets {

    record SecretRow(
            long id,
            String hint,
            Instant madeAt,
            String madeByName,
            @Nullable Instant validUntil,
            boolean valid) {}

    private record Drawn(long person, String value) {}

    private final JdbcClient jdbc;
    private final Applications applications;
    private final Periods periods;
    private final Journal journal;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    /** Never in an answer that is kept for repeating: the value is fetched once by whoever made it. */
    private final Cache<Long, Drawn> drawn = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofMinutes(5))
            .maximumSize(100)
            .build();

    ApplicationSecrets(JdbcClient jdbc, Applications applications, Periods periods, Journal journal, Clock clock) {
        this.jdbc = jdbc;
        this.applications = applications;
        this.periods = periods;
        this.journal = journal;
        this.clock = clock;
    }

    /** Whether a shown secret is one of those of the application, told by their digests. */
    public static boolean matches(String shown, String digests) {
        var digest = HexFormat.of().formatHex(digest(shown)).getBytes(StandardCharsets.US_ASCII);
        boolean found = false;
        for (var known : digests.split(" ")) {
            found |= MessageDigest.isEqual(digest, known.getBytes(StandardCharsets.US_ASCII));
        }
        return found;
    }

    @Transactional
    long make(Actor actor, long application) {
        actor.require(ApplicationRegister.MANAGE);
        var kind = jdbc.sql("select kind from identity.application where id = ? and stopped_at is null for update")
                .param(application)
                .query(String.class)
                .optional()
                .orElseThrow(ApplicationRegister.NoSuchApplication::new);
        if (kind.equals("PUBLIC")) {
            throw new KeepsNone();
        }
        var bytes = new byte[32];
        random.nextBytes(bytes);
        var value = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var now = clock.instant();
        jdbc.sql("update identity.secret set valid_until = ? where application = ? and valid_until is null")
                .params(Moments.to(now.plus(periods.of("secret-overlap"))), application)
                .update();
        long id = jdbc.sql("""
                        insert into identity.secret (application, digest, hint, made_at, made_by_name)
                        values (?, ?, ?, ?, ?) returning id""")
                .params(application, digest(value), value.substring(value.length() - 4), Moments.to(now), actor.name())
                .query(Long.class)
                .single();
        drawn.put(id, new Drawn(actor.person(), value));
        applications.forget();
        journal.record(actor, "identity.make-secret", new RecordId("identity", application), Map.of());
        return id;
    }

    /** Once, and only to whoever made it. */
    String show(Actor actor, long secret) {
        var found = drawn.getIfPresent(secret);
        if (found == null || found.person() != actor.person()) {
            throw new ShownAlready();
        }
        drawn.invalidate(secret);
        return found.value();
    }

    /** At once, as when it has become known. */
    @Transactional
    void end(Actor actor, long application, long secret) {
        actor.require(ApplicationRegister.MANAGE);
        int ended = jdbc.sql("""
                        update identity.secret set valid_until = :now
                        where id = :id and application = :application and (valid_until is null or valid_until > :now)""")
                .param("now", Moments.to(clock.instant()))
                .param("id", secret)
                .param("application", application)
                .update();
        if (ended == 0) {
            throw new ApplicationRegister.NoSuchApplication();
        }
        applications.forget();
        journal.record(actor, "identity.end-secret", new RecordId("identity", application), Map.of());
    }

    List<SecretRow> of(long application) {
        var now = clock.instant();
        return jdbc.sql("select * from identity.secret where application = ? order by id desc limit 20")
                .param(application)
                .query((row, number) -> {
                    var until = Moments.fromNullable(row, "valid_until");
                    return new SecretRow(
                            row.getLong("id"),
                            row.getString("hint"),
                            Moments.from(row, "made_at"),
                            row.getString("made_by_name"),
                            until,
                            until == null || until.isAfter(now));
                })
                .list();
    }

    private static byte[] digest(String secret) {
        return Digests.sm3(secret.getBytes(StandardCharsets.UTF_8));
    }

    static final class ShownAlready extends Refusal {
        ShownAlready() {
            super(Kind.NOT_FOUND, "identity.secret-shown-already");
        }
    }

    static final class KeepsNone extends Refusal {
        KeepsNone() {
            super(Kind.CONFLICT, "identity.public-keeps-no-secret");
        }
    }
}
