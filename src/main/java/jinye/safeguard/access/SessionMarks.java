package jinye.safeguard.access;

import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What is noted in a session besides who is signed in. All are short texts: a session is read at every request. */
final class SessionMarks {

    static final String HALF_WAY = "jinye.half-way";
    static final String PROVED_AT = "jinye.proved-at";
    static final String LAST_SIGN_IN = "jinye.last-sign-in";
    static final String DUTY_PASSWORD = "password";
    static final String DUTY_FACTOR = "factor";
    /** So long one may look for the telephone or the key. */
    static final Duration HALF_WAY_FOR = Duration.ofMinutes(5);

    private static final String DUTIES = "jinye.duties";

    private SessionMarks() {}

    /** What must be done before anything else: changing the password, setting up a second factor. */
    static Set<String> duties(HttpSession session) {
        return session.getAttribute(DUTIES) instanceof String text ? Set.copyOf(List.of(text.split(","))) : Set.of();
    }

    static void setDuties(HttpSession session, Set<String> duties) {
        if (duties.isEmpty()) {
            session.removeAttribute(DUTIES);
        } else {
            session.setAttribute(DUTIES, String.join(",", duties));
        }
    }
}
