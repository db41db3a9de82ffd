/**
 * 安全审计: makes the log provable. Committed entries are tied into blocks in the order of their numbers, each block to the one
 * before (SM3), and the last block is signed and timestamped. Nothing of this is done in the transactions of the acts.
 *
 * <p>The log itself is kept above ({@code platform.journal}); it is reached through {@link jinye.safeguard.audit.EntrySource},
 * and the signing key through {@link jinye.safeguard.audit.LogSigner}, which {@code safeguard.certificates} answers.
 */
@ApplicationModule(
        id = "audit",
        displayName = "Audit",
        allowedDependencies = {"kernel", "access", "cryptography"})
@NullMarked
package jinye.safeguard.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
