/** 履历: every notable act, once: who, what, which record, when, on whose behalf. Append-only in the database itself. */
@ApplicationModule(
        id = "journal",
        displayName = "Journal",
        allowedDependencies = {"kernel", "access", "audit", "audit :: proof", "web"})
@NullMarked
package jinye.platform.journal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
