package jinye.office.approvals.kinds;

import java.time.Instant;

/** One published version. @param running requests that keep it and are under way, @param ended those that are over */
public record KindVersion(
        int version,
        String sha256,
        int processVersion,
        String note,
        Instant publishedAt,
        String publishedByName,
        long running,
        long ended) {}
