package jinye.safeguard.identity.applications;

import java.net.URI;
import java.util.List;
import java.util.Set;
import jinye.kernel.Refusal;

/**
 * Which addresses people and messages may be sent to. Whole addresses only, no patterns (RFC 9700, 4.1): whatever may vary in a
 * registered address, somebody will vary to their own use.
 */
final class Addresses {

    private static final int LENGTH_MAX = 500;
    private static final Set<String> OWN_MACHINE = Set.of("127.0.0.1", "[::1]");

    private Addresses() {}

    static void check(Terms terms, ApplicationKind kind) {
        if (kind == ApplicationKind.SERVICE) {
            return;
        }
        if (terms.redirectAddresses().isEmpty()) {
            throw new Bad("identity.redirect-address-missing", "");
        }
        terms.redirectAddresses().forEach(address -> check(address, kind == ApplicationKind.PUBLIC));
        terms.logoutAddresses().forEach(address -> check(address, kind == ApplicationKind.PUBLIC));
        List.of(optional(terms.homeAddress()), optional(terms.backChannelAddress())).stream()
                .filter(address -> !address.isEmpty())
                .forEach(address -> check(address, false));
    }

    private static String optional(@org.jspecify.annotations.Nullable String address) {
        return address == null ? "" : address;
    }

    private static void check(String address, boolean ownScheme) {
        if (address.length() > LENGTH_MAX
                || address.contains("*")
                || address.chars().anyMatch(c -> c <= ' ')) {
            throw new Bad("identity.address-not-whole", address);
        }
        URI uri;
        try {
            uri = URI.create(address);
        } catch (IllegalArgumentException malformed) {
            throw new Bad("identity.address-not-whole", address);
        }
        if (uri.getRawFragment() != null || uri.getRawUserInfo() != null || uri.getScheme() == null) {
            throw new Bad("identity.address-not-whole", address);
        }
        boolean plain = uri.getScheme().equals("http") && uri.getHost() != null && OWN_MACHINE.contains(uri.getHost());
        boolean sealed = uri.getScheme().equals("https") && uri.getHost() != null;
        // a program's own scheme is a name of its maker turned round (RFC 8252, 7.1), which keeps javascript: and data:
        // out
        boolean own = ownScheme && uri.getScheme().matches("[a-z][a-z0-9-]*(\\.[a-z0-9-]+)+");
        if (!plain && !sealed && !own) {
            throw new Bad("identity.address-not-sealed", address);
        }
    }

    static final class Bad extends Refusal {
        Bad(String code, String address) {
            super(Kind.INVALID, code, address);
        }
    }
}
