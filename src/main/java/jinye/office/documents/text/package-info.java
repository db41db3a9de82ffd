/** Text as people type it and as a document holds it: structure without looks, limits, and what may not stand in a text. */
@NullMarked
package jinye.office.documents.text;

import org.jspecify.annotations.NullMarked;
