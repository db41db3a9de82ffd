package jinye.safeguard.identity.outside;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One outside provider, without the secret we show it. */
record OutsideProvider(
        long id,
        String code,
        String name,
        String issuer,
        String clientId,
        String scopes,
        String personClaim,
        Matching matching,
        State state,
        String reason,
        long proposedBy,
        String proposedByName,
        Instant proposedAt,
        @Nullable String decidedByName,
        @Nullable String opinion) {

    /** What the claim is compared with at the first sign-in; afterwards the subject alone counts. */
    enum Matching {
        LOGIN_NAME,
        STAFF_NUMBER,
        /** With nothing: people bind their outside accounts themselves while they are signed in here. */
        BINDING
    }

    enum State {
        PROPOSED,
        CONFIRMED,
        REFUSED,
        ENDED
    }
}
