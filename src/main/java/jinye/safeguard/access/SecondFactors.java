package jinye.safeguard.access;

import java.util.Set;

/** Which second factors a person has set up. Answered by identity, which stands above. */
public interface SecondFactors {

    /** {@code totp}, {@code passkey}, {@code recovery-code}; empty when none is set up. */
    Set<String> of(long person);
}
