package jinye.safeguard.certificates;

import java.security.cert.X509Certificate;
import java.time.Instant;
import jinye.safeguard.cryptography.Family;
import org.jspecify.annotations.Nullable;

/** 签发机构: a root, or what it lets issue. @param keyName null for a root kept elsewhere @param parent null for a root */
record Authority(
        long id,
        String slug,
        Family family,
        Rank rank,
        @Nullable Long parent,
        String name,
        @Nullable String keyName,
        X509Certificate certificate,
        Instant madeAt,
        @Nullable Instant revokedAt) {

    enum Rank {
        ROOT("根CA"),
        ISSUING("签发CA");

        private final String term;

        Rank(String term) {
            this.term = term;
        }

        String term() {
            return term;
        }
    }
}
