/** What the platform stands on: the embedded database, jobs, health, backup. Only this package knows that the database is embedded. */
@ApplicationModule(
        id = "runtime",
        displayName = "Runtime",
        allowedDependencies = {"kernel"})
@NullMarked
package jinye.runtime;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
