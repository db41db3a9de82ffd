/** 版式文件: official pages on the grid of GB/T 9704, as PDF; one layout, several back ends. Draws what it is given, decides nothing. */
@ApplicationModule(
        id = "papers",
        displayName = "Papers",
        allowedDependencies = {"kernel"})
@NullMarked
package jinye.platform.papers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
