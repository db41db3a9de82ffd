/** The text after every step, what changed from one version to another, and whether a change after signing is a formal one. */
@NullMarked
package jinye.office.documents.versions;

import org.jspecify.annotations.NullMarked;
