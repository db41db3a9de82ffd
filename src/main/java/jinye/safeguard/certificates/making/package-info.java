/**
 * How certificates, lists and requests are made and read, and where the authorities' keys lie. Knows nothing of people, requests
 * or states; the module's own types stand above it.
 */
@NullMarked
package jinye.safeguard.certificates.making;

import org.jspecify.annotations.NullMarked;
