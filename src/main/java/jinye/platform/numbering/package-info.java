/** 编号: series per 机关代字 and year, each number once, gaps and voids only with a reason. */
@ApplicationModule(
        id = "numbering",
        displayName = "Numbering",
        allowedDependencies = {"kernel", "directory", "journal", "web"})
@NullMarked
package jinye.platform.numbering;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
