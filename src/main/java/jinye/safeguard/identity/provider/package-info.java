/**
 * The OpenID Connect provider: Spring's authorization server with our session as the sign-in, our directory as the claims, our
 * register as the clients and our own store, which keeps digests of tokens and no tokens.
 */
@NullMarked
package jinye.safeguard.identity.provider;

import org.jspecify.annotations.NullMarked;
