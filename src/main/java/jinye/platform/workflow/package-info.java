/** 办件: one thing being handled, by whom, in which step, until when. Decides which step comes next and who handles it; never knows what a matter is about. */
@ApplicationModule(
        id = "workflow",
        displayName = "Workflow",
        allowedDependencies = {"kernel", "access", "directory", "clocks", "journal", "messages", "web"})
@NullMarked
package jinye.platform.workflow;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
