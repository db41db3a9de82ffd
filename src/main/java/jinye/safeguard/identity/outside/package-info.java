/**
 * 外部认证源: people sign in through an OpenID Connect provider of somebody else (OpenID Connect Core 1.0, Discovery 1.0,
 * RP-Initiated Logout 1.0; RFC 7636, 9207, 9700). It says who stands there; account, hours, networks and second factor are ours.
 */
@NullMarked
package jinye.safeguard.identity.outside;

import org.jspecify.annotations.NullMarked;
