/** Which systems are connected, on what terms, and with which secrets. Knows nothing of the protocol that stands above it. */
@NullMarked
package jinye.safeguard.identity.applications;

import org.jspecify.annotations.NullMarked;
