package jinye.safeguard.identity.factors;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import jinye.kernel.Moments;
import jinye.safeguard.certificates.Secrets;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** People's keys of one-time codes, and which codes were taken. */
@Repository
class TotpKeys {

    /** So long the picture may be looked at before a code of it is typed. */
    private static final Duration BEGUN_FOR = Duration.ofMinutes(15);

    private static final String TASK = "identity totp";

    record SetUp(Instant setUpAt, @Nullable Instant lastUsedAt) {}

    private record Kept(byte[] secret, long lastStep) {}

    private final JdbcClient jdbc;
    private final Secrets secrets;
    private final Clock clock;

    TotpKeys(JdbcClient jdbc, Secrets secrets, Clock clock) {
        this.jdbc = jdbc;
        this.secrets = secrets;
        this.clock = clock;
    }

    Optional<SetUp> of(long person) {
        return jdbc.sql("select set_up_at, last_used_at from identity.totp where person = ? and secret is not null")
                .param(person)
                .query((row, n) -> new SetUp(Moments.from(row, "set_up_at"), Moments.fromNullable(row, "last_used_at")))
                .optional();
    }

    /** A new key that holds nothing open yet; the one in use goes on until a code of the new one was seen. */
    byte[] begin(long person) {
        var key = Totp.newKey();
        jdbc.sql("""
                        insert into identity.totp (person, begun, begun_at) values (:person, :begun, :now)
                        on conflict (person) do update set begun = excluded.begun, begun_at = excluded.begun_at""")
                .param("person", person)
                .param("begun", secrets.close(TASK, bound(person), key))
                .param("now", Moments.to(clock.instant()))
                .update();
        return key;
    }

    /** @return whether the code belongs to the key that was begun; from then on it is the person's key */
    boolean confirm(long person, String code) {
        var now = clock.instant();
        var begun = jdbc.sql("select begun from identity.totp where person = ? and begun_at > ? for update")
                .params(person, Moments.to(now.minus(BEGUN_FOR)))
                .query((row, n) -> row.getBytes(1))
                .optional()
                .orElseThrow(OwnFactors.NothingBegun::new);
        var step = Totp.match(secrets.open(TASK, bound(person), begun), code, now);
        if (step.isEmpty()) {
            return false;
        }
        jdbc.sql("""
                        update identity.totp set secret = begun, set_up_at = :now, last_step = :step, last_used_at = null,
                            begun = null, begun_at = null
                        where person = :person""")
                .param("now", Moments.to(now))
                .param("step", step.getAsLong())
                .param("person", person)
                .update();
        return true;
    }

    /** Takes a code: once, and none older than the last one taken. */
    boolean take(long person, String code) {
        var now = clock.instant();
        var kept = jdbc.sql("select secret, last_step from identity.totp where person = ? and secret is not null")
                .param(person)
                .query((row, n) -> new Kept(row.getBytes(1), row.getLong(2)))
                .optional();
        if (kept.isEmpty()) {
            return false;
        }
        var step = Totp.match(secrets.open(TASK, bound(person), kept.get().secret()), code, now);
        return step.isPresent()
                && jdbc.sql("""
                                update identity.totp set last_step = :step, last_used_at = :now
                                where person = :person and last_step < :step""")
                                .param("step", step.getAsLong())
                                .param("now", Moments.to(now))
                                .param("person", person)
                                .update()
                        == 1;
    }

    boolean remove(long person) {
        return jdbc.sql("delete from identity.totp where person = ?")
                        .param(person)
                        .update()
                == 1;
    }

    private static String bound(long person) {
        return "person " + person;
    }
}
