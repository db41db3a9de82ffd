/** 附件: content-addressed files, checked by content, streamed up and down. Knows nothing of who may read a file: the record that holds it does. */
@ApplicationModule(
        id = "files",
        displayName = "Files",
        allowedDependencies = {"kernel", "access", "web"})
@NullMarked
package jinye.platform.files;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
