/** 全文检索: an index of what may be found (text, facts, tokens), kept by events, filtered by tokens in the query itself. */
@ApplicationModule(
        id = "search",
        displayName = "Search",
        allowedDependencies = {"kernel", "web"})
@NullMarked
package jinye.platform.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
