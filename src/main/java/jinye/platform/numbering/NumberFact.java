package jinye.platform.numbering;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One number of a document series as other modules may know it. @param state a word of {@link NumberState} */
public record NumberFact(
        String series,
        int number,
        String text,
        String state,
        @Nullable String reason,
        Instant takenAt) {}
