/** 字典: named lists of codes with their names, sources and days of validity. Says what a code means today or meant on a day. */
@ApplicationModule(
        id = "codes",
        displayName = "Codes",
        allowedDependencies = {"kernel", "access", "journal", "web"})
@NullMarked
package jinye.platform.codes;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
