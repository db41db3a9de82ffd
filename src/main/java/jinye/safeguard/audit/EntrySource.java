package jinye.safeguard.audit;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import jinye.safeguard.audit.proof.LogEntry;

/** The log whose entries are chained. Answered by whoever keeps it; entries are only ever added to it. */
public interface EntrySource {

    /**
     * @param through the highest number handed out so far
     * @param writers transactions that may still commit an entry with such a number
     */
    record Horizon(long through, Set<String> writers) {}

    Horizon horizon();

    /** Those of the writers that have not ended yet. When none is left, every number up to the horizon is an entry or a gap for ever. */
    Set<String> stillWriting(Set<String> writers);

    /** Entries with numbers above the one and up to the other, in ascending order. */
    List<LogEntry> between(long after, long through, int limit);

    /** Numbers of entries of such acts written before a moment, in ascending order, a star in an act stands for anything. */
    List<Long> ended(List<String> acts, Instant before, long through, int limit);

    /** Takes entries out; the log itself refuses what is younger than six months. */
    void remove(List<Long> entries);

    record Figures(long entries, long refused) {}

    /** Of a period. @param until not part of it */
    Figures figures(Instant from, Instant until);
}
