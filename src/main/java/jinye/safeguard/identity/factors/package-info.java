/**
 * 第二验证方式: one-time codes (RFC 6238), passkeys and recovery codes, their second step at the entrance, the proof before acts of
 * weight, and their reset by two administrators. Secrets are kept closed; codes are taken once.
 */
@NullMarked
package jinye.safeguard.identity.factors;

import org.jspecify.annotations.NullMarked;
