/** 时限: working-day calendar, legal and promised periods, pauses, extensions, lights, and why a due date is what it is. */
@ApplicationModule(
        id = "clocks",
        displayName = "Clocks",
        allowedDependencies = {"kernel", "web", "messages", "journal"})
@NullMarked
package jinye.platform.clocks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
