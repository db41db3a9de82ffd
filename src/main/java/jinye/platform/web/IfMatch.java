package jinye.platform.web;

import jinye.kernel.Refusal;

/**
 * The version the person was looking at, from the header {@code If-Match: "7"}. A controller method declares a parameter of this
 * type; a request without the header is refused.
 */
public record IfMatch(long version) {

    static final class Missing extends Refusal {
        Missing() {
            super(Kind.INVALID, "web.version-missing");
        }
    }
}
