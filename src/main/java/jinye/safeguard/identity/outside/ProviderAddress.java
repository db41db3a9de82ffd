package jinye.safeguard.identity.outside;

import java.net.URI;
import java.util.Set;
import jinye.kernel.Refusal;

/** Where a provider may be reached: over TLS, or on the same machine. */
final class ProviderAddress {

    private static final Set<String> OWN_MACHINE = Set.of("127.0.0.1", "[::1]", "localhost");

    private ProviderAddress() {}

    static boolean good(URI address) {
        var host = address.getHost();
        return host != null
                && address.getRawUserInfo() == null
                && address.getRawFragment() == null
                && ("https".equals(address.getScheme())
                        || "http".equals(address.getScheme()) && OWN_MACHINE.contains(host));
    }

    /** An issuer is compared letter by letter, so nothing about it is mended here (Discovery 1.0, 3 and 4.3). */
    static void checkIssuer(String issuer) {
        try {
            var address = URI.create(issuer);
            if (good(address) && address.getRawQuery() == null && issuer.equals(issuer.strip())) {
                return;
            }
        } catch (IllegalArgumentException malformed) {
            // said below
        }
        throw new Bad();
    }

    static final class Bad extends Refusal {
        Bad() {
            super(Kind.INVALID, "identity.provider-issuer");
        }
    }
}
