/**
 * 附件: content-addressed files, checked by content, streamed up and down. Knows nothing of who may read a file: the record
 * that holds it does.
 *
 * <p>The bytes lie under their SHA-256 in the data folder, forced to disk before the row that names them is written: a row
 * without bytes cannot come to be. Bytes are never changed and never deleted; bytes whose row was rolled back stay behind
 * unused, which is the safe side.
 */
@ApplicationModule(
        id = "files",
        displayName = "Files",
        allowedDependencies = {"kernel", "access", "web"})
@NullMarked
package jinye.platform.files;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
