package jinye.safeguard.identity.factors;

import java.util.LinkedHashSet;
import java.util.Set;
import jinye.safeguard.access.SecondFactors;
import org.springframework.stereotype.Component;

/** Answers the entrance which second factors a person can show. */
@Component
class Factors implements SecondFactors {

    static final String TOTP = "totp";
    static final String PASSKEY = "passkey";
    static final String RECOVERY_CODE = "recovery-code";

    private final TotpKeys totp;
    private final Passkeys passkeys;
    private final RecoveryCodes codes;

    Factors(TotpKeys totp, Passkeys passkeys, RecoveryCodes codes) {
        this.totp = totp;
        this.passkeys = passkeys;
        this.codes = codes;
    }

    /** A recovery code stands in for another factor and is none by itself. */
    @Override
    public Set<String> of(long person) {
        var factors = new LinkedHashSet<String>();
        if (totp.of(person).isPresent()) {
            factors.add(TOTP);
        }
        if (!passkeys.of(person).isEmpty()) {
            factors.add(PASSKEY);
        }
        if (!factors.isEmpty() && codes.left(person) > 0) {
            factors.add(RECOVERY_CODE);
        }
        return factors;
    }

    /** @return whether what was typed is right; it is used up by that */
    boolean take(long person, String factor, String typed) {
        return switch (factor) {
            case TOTP -> totp.take(person, typed);
            case RECOVERY_CODE -> codes.take(person, typed);
            default -> false;
        };
    }

    void removeAll(long person) {
        totp.remove(person);
        passkeys.removeAll(person);
        codes.remove(person);
    }
}
