/**
 * 权限查询: why somebody can or cannot see a record, who could see it and who did, what everybody may. A gatherer: asks the desks
 * through {@link jinye.kernel.GrantSource}, the directory who holds what and the journal who looked. Keeps nothing; nobody calls it.
 */
@ApplicationModule(
        id = "rights",
        displayName = "Rights",
        allowedDependencies = {"kernel", "access", "directory", "journal", "web"})
@NullMarked
package jinye.platform.rights;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
