package jinye.office.documents;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An incoming document was dealt with (办结) in the receiving unit. */
public record IncomingClosed(long document, @Nullable Long envelope, String result, long by, Instant at) {}
