package jinye.safeguard.identity.factors;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import jinye.kernel.Moments;
import jinye.safeguard.certificates.Secrets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** 恢复码: for the day on which the telephone is lost. Shown once, kept as fingerprints, each good once. */
@Repository
class RecoveryCodes {

    static final int CODES = 10;
    private static final int LETTERS = 12;
    private static final String TASK = "identity recovery codes";
    /** Nothing that is mistaken for something else when written by hand: 28 letters, 57 bits a code. */
    private static final String ALPHABET = "23456789bcdfghjkmnpqrstvwxyz";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient jdbc;
    private final Secrets secrets;
    private final Clock clock;

    RecoveryCodes(JdbcClient jdbc, Secrets secrets, Clock clock) {
        this.jdbc = jdbc;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** New ones in place of all old ones. */
    List<String> make(long person) {
        remove(person);
        var codes = IntStream.range(0, CODES).mapToObj(n -> code()).distinct().toList();
        for (var code : codes) {
            jdbc.sql("insert into identity.recovery_code (person, fingerprint, made_at) values (?, ?, ?)")
                    .params(person, fingerprint(person, code), Moments.to(clock.instant()))
                    .update();
        }
        return codes;
    }

    int left(long person) {
        return jdbc.sql("select count(*) from identity.recovery_code where person = ? and used_at is null")
                .param(person)
                .query(Integer.class)
                .single();
    }

    boolean take(long person, String typed) {
        return jdbc.sql("""
                                update identity.recovery_code set used_at = ?
                                where person = ? and fingerprint = ? and used_at is null""")
                        .params(Moments.to(clock.instant()), person, fingerprint(person, typed))
                        .update()
                == 1;
    }

    void remove(long person) {
        jdbc.sql("delete from identity.recovery_code where person = ?")
                .param(person)
                .update();
    }

    /** Spaces and dashes are for the eye. */
    private byte[] fingerprint(long person, String typed) {
        var clean = typed.toLowerCase(Locale.ROOT).replaceAll("[\\s-]", "");
        return secrets.fingerprint(TASK, "person " + person, clean.getBytes(StandardCharsets.UTF_8));
    }

    private static String code() {
        var code = new StringBuilder();
        for (int n = 0; n < LETTERS; n++) {
            code.append(n > 0 && n % 4 == 0 ? "-" : "").append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }
}
