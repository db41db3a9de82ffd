/**
 * The part of the audit log that proves itself: entries as lines, blocks, their chain, and the judgement over them. Knows neither the
 * application nor its database, so that a third party can run it on an exported file alone.
 */
@NamedInterface("proof")
@NullMarked
package jinye.safeguard.audit.proof;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
