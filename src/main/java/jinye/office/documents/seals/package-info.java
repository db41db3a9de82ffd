/** Seals (印章) and the register of their uses. */
@NullMarked
package jinye.office.documents.seals;

import org.jspecify.annotations.NullMarked;
