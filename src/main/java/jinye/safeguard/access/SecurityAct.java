package jinye.safeguard.access;

import java.util.Map;
import jinye.kernel.Actor;
import org.jspecify.annotations.Nullable;

/**
 * Something that matters for security was done or refused. Safeguard knows no journal; whoever keeps one hears this, in the same
 * transaction.
 *
 * @param actor null when nobody was signed in
 * @param act   module and verb with a term in the module's messages, such as {@code access.sign-in}
 * @param facts small values that explain the act; never a password, code or key
 */
public record SecurityAct(@Nullable Actor actor, String act, long person, Map<String, ?> facts) {

    public static SecurityAct by(Actor actor, String act, long person, Map<String, ?> facts) {
        return new SecurityAct(actor, act, person, facts);
    }

    public static SecurityAct bySystem(String act, long person, Map<String, ?> facts) {
        return new SecurityAct(null, act, person, facts);
    }
}
