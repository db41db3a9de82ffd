/** 档案: finished documents filed as one 件 with 档号 and retention, immutable afterwards for everybody. */
@ApplicationModule(
        id = "archives",
        displayName = "Archives",
        allowedDependencies = {
            "kernel",
            "access",
            "directory",
            "documents",
            "workflow",
            "clocks",
            "numbering",
            "papers",
            "files",
            "messages",
            "journal",
            "search",
            "web"
        })
@NullMarked
package jinye.office.archives;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
