package jinye.safeguard.identity.sources;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One directory, without the secret it is read with. */
record DirectorySource(
        long id,
        String name,
        String host,
        int port,
        Security security,
        @Nullable String authority,
        String base,
        String loginAttribute,
        String nameAttribute,
        String keyAttribute,
        String bindDn,
        State state,
        String reason,
        long proposedBy,
        String proposedByName,
        Instant proposedAt,
        @Nullable String decidedByName,
        @Nullable String opinion) {

    enum Security {
        LDAPS,
        STARTTLS,
        PLAIN
    }

    enum State {
        PROPOSED,
        CONFIRMED,
        REFUSED,
        ENDED
    }
}
