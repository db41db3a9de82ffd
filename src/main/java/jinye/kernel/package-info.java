/**
 * Small types every module shares: refusals, the actor, pages, urgency, moments, and which marks no text may carry. No beans, no
 * business, imports nothing.
 */
@ApplicationModule(
        id = "kernel",
        displayName = "Kernel",
        type = ApplicationModule.Type.OPEN,
        allowedDependencies = {})
@NullMarked
package jinye.kernel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
