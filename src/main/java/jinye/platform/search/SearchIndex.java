package jinye.platform.search;

import java.util.Set;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import org.springframework.stereotype.Service;

/** The front door of search. Desks put what may be found; {@code office.query} finds it. */
@Service
public class SearchIndex {

    static final int DEPTH_MAX = 10_000;
    static final int SIZE_MAX = 5_000;

    private final PendingChanges pending;
    private final Indexing indexing;

    SearchIndex(PendingChanges pending, Indexing indexing) {
        this.pending = pending;
        this.indexing = indexing;
    }

    /**
     * Adds or replaces an entry. Called in the transaction of the act, after the record's row is locked: it can be found
     * shortly after the commit, never after a rollback, and nothing is lost by a crash.
     */
    public void put(SearchEntry entry) {
        pending.put(entry);
        indexing.wakeAfterCommit();
    }

    public void remove(RecordId record) {
        pending.remove(record);
        indexing.wakeAfterCommit();
    }

    /** Finds only what grants one of the tokens; counts and facets likewise. */
    public SearchResult find(SearchQuery query, Set<String> tokens) {
        if (query.from() != null && query.to() != null && query.from().isAfter(query.to())) {
            throw new DatesReversed();
        }
        if (query.offset() < 0
                || query.size() < 0
                || query.size() > SIZE_MAX
                || query.offset() + query.size() > DEPTH_MAX) {
            throw new TooDeep();
        }
        var words = Words.read(query.text());
        // asked before the index: what is not pending here is in the index already
        var shutOut = pending.shutOut(tokens);
        return indexing.search(shelf -> shelf.find(query, words, tokens, shutOut, indexing.isComplete()));
    }

    /** Builds the index anew from all desks, in the background; searching goes on. */
    public void rebuild() {
        indexing.requestRebuild();
    }

    /** Whether everything put so far can be found. */
    public boolean isUpToDate() {
        return indexing.isComplete() && pending.isEmpty();
    }

    static final class DatesReversed extends Refusal {
        DatesReversed() {
            super(Kind.INVALID, "search.dates-reversed");
        }
    }

    static final class TooDeep extends Refusal {
        TooDeep() {
            super(Kind.INVALID, "search.too-deep", DEPTH_MAX);
        }
    }
}
