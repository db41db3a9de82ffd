/** 公文传输: sealed documents to units of the tree; each receiver gets its envelope once; receipts, urging, recall, correction, voiding. */
@ApplicationModule(
        id = "transmission",
        displayName = "Transmission",
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
package jinye.office.transmission;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
