package jinye.safeguard.access;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import jinye.kernel.Refusal;

/** 密码规则: at least 10 characters of three of four classes, not the login name, none of the well-known weak ones. */
final class PasswordRule {

    static final int LENGTH_MIN = 10;
    static final int LENGTH_MAX = 128;
    private static final Set<String> WEAK =
            Set.of("password12", "password123", "admin12345", "qwerty1234", "1qaz2wsx3e", "p@ssw0rd12", "abc1234567");

    private PasswordRule() {}

    static void check(String loginName, String password) {
        if (password.length() < LENGTH_MIN || password.length() > LENGTH_MAX) {
            throw new Weak("access.password-length", LENGTH_MIN, LENGTH_MAX);
        }
        long classes = Stream.of("[a-z]", "[A-Z]", "[0-9]", "[^a-zA-Z0-9]")
                .filter(pattern -> java.util.regex.Pattern.compile(pattern)
                        .matcher(password)
                        .find())
                .count();
        if (classes < 3) {
            throw new Weak("access.password-classes");
        }
        var lower = password.toLowerCase(Locale.ROOT);
        if (WEAK.contains(lower) || lower.contains(loginName.toLowerCase(Locale.ROOT))) {
            throw new Weak("access.password-guessable");
        }
    }

    static final class Weak extends Refusal {
        Weak(String code, Object... facts) {
            super(Kind.INVALID, code, facts);
        }
    }
}
