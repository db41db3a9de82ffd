/**
 * 证书登录: a person proves to hold a certificate's key by signing a challenge. What the certificate is worth is judged by {@code
 * safeguard.certificates}; whose it is, by its register for our own and by two administrators for those of outside authorities.
 */
@NullMarked
package jinye.safeguard.identity.certificate;

import org.jspecify.annotations.NullMarked;
