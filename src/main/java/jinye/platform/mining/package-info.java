/**
 * 流程分析: how processes really run. Reads what {@code workflow} tells about visited steps, keeps sums by day in working time, and
 * answers what is slow, late, returned or stuck. Changes no matter.
 */
@ApplicationModule(
        id = "mining",
        displayName = "Process mining",
        allowedDependencies = {"kernel", "access", "directory", "clocks", "workflow", "journal", "messages", "web"})
@NullMarked
package jinye.platform.mining;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
