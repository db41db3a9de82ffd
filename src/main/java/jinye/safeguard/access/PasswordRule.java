package jinye.safeguard.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jinye.kernel.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** 密码规则: long enough, of several classes, nothing others would guess, none of the last ones again. */
@Component
final class PasswordRule {

    static final int LENGTH_MAX = 128;
    private static final List<Pattern> CLASSES = Stream.of("[a-z]", "[A-Z]", "[0-9]", "[^a-zA-Z0-9]")
            .map(Pattern::compile)
            .toList();
    /** A shorter piece of a name or number would forbid too much. */
    private static final int GUESSABLE_LENGTH = 4;

    private final SecurityRules rules;
    private final JdbcClient jdbc;
    private final PasswordEncoder encoder;
    private final People people;

    PasswordRule(SecurityRules rules, JdbcClient jdbc, PasswordEncoder encoder, People people) {
        this.rules = rules;
        this.jdbc = jdbc;
        this.encoder = encoder;
        this.people = people;
    }

    void check(long person, String loginName, String password, boolean administrator) {
        int least = rules.of(SecurityRule.PASSWORD_LENGTH, administrator);
        if (password.length() < least || password.length() > LENGTH_MAX) {
            throw new Weak("access.password-length", least, LENGTH_MAX);
        }
        int classes = rules.of(SecurityRule.PASSWORD_CLASSES, administrator);
        if (classes(password) < classes) {
            throw new Weak("access.password-classes", classes);
        }
        var words = new ArrayList<>(jdbc.sql("select word from access.blocked_word")
                .query(String.class)
                .list());
        words.add(loginName);
        people.guessable(person).stream()
                .filter(word -> word.length() >= GUESSABLE_LENGTH)
                .forEach(words::add);
        var lower = password.toLowerCase(Locale.ROOT);
        if (words.stream().anyMatch(word -> lower.contains(word.toLowerCase(Locale.ROOT)))) {
            throw new Weak("access.password-guessable");
        }
    }

    private static long classes(String password) {
        return CLASSES.stream()
                .filter(pattern -> pattern.matcher(password).find())
                .count();
    }

    void refuseFormer(long account, String presentHash, String password, boolean administrator) {
        int last = rules.of(SecurityRule.PASSWORD_HISTORY, administrator);
        if (encoder.matches(password, presentHash)) {
            throw new Weak("access.password-same");
        }
        boolean used = jdbc
                .sql(
                        "select password_hash from access.former_password where account = ? order by replaced_at desc limit ?")
                .params(account, last)
                .query(String.class)
                .list()
                .stream()
                .anyMatch(hash -> encoder.matches(password, hash));
        if (used) {
            throw new Weak("access.password-used-before", last);
        }
    }

    void keepFormer(Account account, Instant now) {
        jdbc.sql("insert into access.former_password (account, password_hash, replaced_at) values (?, ?, ?)")
                .params(account.id(), account.passwordHash(), java.sql.Timestamp.from(now))
                .update();
    }

    static final class Weak extends Refusal {
        Weak(String code, Object... facts) {
            super(Kind.INVALID, code, facts);
        }
    }
}
