/** Units, departments, posts, people: who is who, who leads whom, who stands in for whom. Never stores what people do. */
@ApplicationModule(
        id = "directory",
        displayName = "Directory",
        allowedDependencies = {"kernel", "access", "journal", "runtime", "web"})
@NullMarked
package jinye.platform.directory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
