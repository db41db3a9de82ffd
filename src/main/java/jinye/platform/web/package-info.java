/** How the platform speaks HTTP: refusals as RFC 9457, one write per idempotency key, messages, the single-page workspace. */
@ApplicationModule(
        id = "web",
        displayName = "Web",
        allowedDependencies = {"kernel", "access"})
@NullMarked
package jinye.platform.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
