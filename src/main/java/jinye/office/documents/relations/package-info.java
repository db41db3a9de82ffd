/** How documents stand to each other: answers, corrections, revocations, abolitions, supersessions. */
@NullMarked
package jinye.office.documents.relations;

import org.jspecify.annotations.NullMarked;
