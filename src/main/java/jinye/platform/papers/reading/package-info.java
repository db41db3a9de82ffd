/** Opening OFD files that somebody else made: read within limits, refused by a named reason, never executed or fetched. */
@NamedInterface("reading")
@NullMarked
package jinye.platform.papers.reading;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
