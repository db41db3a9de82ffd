/** 综合查询: finds what one may see. Only reads the search index. */
@ApplicationModule(
        id = "query",
        displayName = "Query",
        allowedDependencies = {"kernel", "access", "search", "web"})
@NullMarked
package jinye.office.query;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
