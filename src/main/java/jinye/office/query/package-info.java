/** 综合查询: finds what one may see, counts it and exports it. Only reads the search index; nobody calls it. */
@ApplicationModule(
        id = "query",
        displayName = "Query",
        allowedDependencies = {"kernel", "access", "search", "journal", "web"})
@NullMarked
package jinye.office.query;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
