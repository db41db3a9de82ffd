/** Accounts, sign-in, sessions, permissions. Knows people only by id; who they are comes from {@link jinye.safeguard.access.Actors}. */
@ApplicationModule(
        id = "access",
        displayName = "Access",
        allowedDependencies = {"kernel"})
@NullMarked
package jinye.safeguard.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
