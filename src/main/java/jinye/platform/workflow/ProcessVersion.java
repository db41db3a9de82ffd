package jinye.platform.workflow;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One published version of a process. @param publishedBy null when its file came with the application
 * @param running matters under way that keep this version, @param ended those that are over
 */
public record ProcessVersion(
        String kind,
        int version,
        String name,
        Instant publishedAt,
        @Nullable Long publishedBy,
        String publishedByName,
        String note,
        long running,
        long ended) {}
