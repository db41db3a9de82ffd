/**
 * 表单: a form is a JSON Schema with annotations, a layout, and who may do what with each field in each step. This module reads
 * and checks forms, and checks what people fill in: the server's word is the truth, the browser's only a courtesy. Keeps drafts
 * of designers; what people filled in belongs to the desk that asked for it.
 */
@ApplicationModule(
        id = "forms",
        displayName = "Forms",
        allowedDependencies = {"kernel", "access", "codes", "directory", "files", "journal", "web"})
@NullMarked
package jinye.platform.forms;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
