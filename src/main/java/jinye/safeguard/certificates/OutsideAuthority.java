package jinye.safeguard.certificates;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * 外部CA: an authority outside this installation, and what it is trusted for.
 *
 * @param anchor     trust begins here; false for one in between, which only completes paths
 * @param listNeeded without a good revocation list its certificates are refused
 * @param listUrl    where its list is fetched; null when it is loaded by hand
 */
record OutsideAuthority(
        long id,
        long version,
        String name,
        X509Certificate certificate,
        String fingerprint,
        boolean anchor,
        Set<Purpose> purposes,
        boolean listNeeded,
        @Nullable String listUrl,
        State state,
        String reason,
        String proposedBy,
        Instant proposedAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String opinion) {

    enum State {
        PROPOSED("待确认"),
        TRUSTED("已信任"),
        REFUSED("未通过"),
        ENDED("已终止信任");

        private final String term;

        State(String term) {
            this.term = term;
        }

        String term() {
            return term;
        }
    }
}
