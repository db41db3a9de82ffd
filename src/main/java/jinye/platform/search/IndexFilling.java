package jinye.platform.search;

import java.io.EOFException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import jinye.kernel.RecordId;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What goes into the index: all that a source has, and the changes that wait; and whether a failure means that it is damaged. */
final class IndexFilling {

    private static final Logger log = LoggerFactory.getLogger(IndexFilling.class);
    private static final int BATCH = 200;

    private final PendingChanges pending;

    IndexFilling(PendingChanges pending) {
        this.pending = pending;
    }

    static long copy(SearchSource source, EntryShelf shelf) {
        var batch = new ArrayList<SearchEntry>();
        var count = new long[1];
        source.all(entry -> {
            batch.add(entry);
            count[0]++;
            if (batch.size() == BATCH) {
                shelf.write(batch, List.of());
                batch.clear();
            }
        });
        shelf.write(batch, List.of());
        return count[0];
    }

    /** Writes the next changes, of several to one record only the last; they stop being pending when the index shows them. */
    int carry(EntryShelf shelf) {
        var changes = pending.next(BATCH);
        if (changes.isEmpty()) {
            return 0;
        }
        var latest = new LinkedHashMap<RecordId, PendingChanges.Change>();
        changes.forEach(change -> latest.put(change.record(), change));
        try {
            write(shelf, List.copyOf(latest.values()));
        } catch (RuntimeException failed) {
            if (isDamage(failed)) {
                throw failed;
            }
            latest.values().forEach(change -> writeAlone(shelf, change));
        }
        pending.done(changes.stream().map(PendingChanges.Change::change).toList());
        return changes.size();
    }

    private static void write(EntryShelf shelf, List<PendingChanges.Change> changes) {
        var put = new ArrayList<SearchEntry>();
        var removed = new ArrayList<RecordId>();
        for (var change : changes) {
            if (change.entry() == null) {
                removed.add(change.record());
            } else {
                put.add(change.entry());
            }
        }
        shelf.write(put, removed);
    }

    /** One entry that cannot be indexed must not hold up the others; it is rather not found than found by the wrong people. */
    private static void writeAlone(EntryShelf shelf, PendingChanges.Change change) {
        try {
            write(shelf, List.of(change));
        } catch (RuntimeException failed) {
            shelf.write(List.of(), List.of(change.record()));
            log.error("{} cannot be indexed and will not be found", change.record(), failed);
        }
    }

    static boolean isDamage(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof CorruptIndexException
                    || cause instanceof IndexFormatTooNewException
                    || cause instanceof IndexFormatTooOldException
                    || cause instanceof EOFException
                    || cause instanceof NoSuchFileException) {
                return true;
            }
        }
        return false;
    }
}
