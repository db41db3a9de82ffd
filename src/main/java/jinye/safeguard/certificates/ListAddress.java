package jinye.safeguard.certificates;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Where an outside authority's list may be fetched: an address an administrator wrote, never one out of a certificate. */
final class ListAddress {

    private ListAddress() {}

    static @Nullable String checked(@Nullable String address) {
        if (address == null || address.isBlank()) {
            return null;
        }
        try {
            var uri = URI.create(address.strip());
            var scheme = uri.getScheme();
            if (("http".equals(scheme) || "https".equals(scheme))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null) {
                return uri.toString();
            }
        } catch (IllegalArgumentException noAddress) {
            // refused below, with the same sentence
        }
        throw new TrustDesk.NotTrustable("certificates.list-address");
    }
}
