package jinye.safeguard.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The parameters of security that the security administrator sets, each once for everybody and once for administrators. */
public enum SecurityRule {
    PASSWORD_LENGTH(8, 64),
    PASSWORD_CLASSES(2, 4),
    /** How many former passwords are not taken again. */
    PASSWORD_HISTORY(0, 24),
    /** After how many days a password must be changed; 0 never. */
    PASSWORD_DAYS(0, 365),
    LOCK_FAILURES(3, 10),
    LOCK_MINUTES(5, 1_440),
    IDLE_MINUTES(5, 120),
    ABSOLUTE_HOURS(1, 24),
    /** How many sessions one person may have at a time; 0 any number. */
    SESSIONS(0, 10),
    /** After how many days without a sign-in an account sleeps; 0 never. */
    UNUSED_DAYS(0, 365),
    /** 1 when nobody comes in without a second factor. */
    SECOND_FACTOR(0, 1),
    /** How long a renewed proof of who one is holds for sensitive acts; 0 means that none is asked for. */
    STEP_UP_MINUTES(0, 60);

    final int least;
    final int most;

    SecurityRule(int least, int most) {
        this.least = least;
        this.most = most;
    }

    /** As it stands in the table and in addresses. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<SecurityRule> of(String word) {
        return Arrays.stream(values()).filter(rule -> rule.word().equals(word)).findFirst();
    }
}
