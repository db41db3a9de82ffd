/**
 * 规则表: decision tables as DMN 1.3 writes them, read, checked, tried and evaluated. Keeps nothing: who uses a table stores it
 * with its own versions.
 */
@ApplicationModule(
        id = "rules",
        displayName = "Decision tables",
        allowedDependencies = {"kernel", "web"})
@NullMarked
package jinye.platform.rules;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
