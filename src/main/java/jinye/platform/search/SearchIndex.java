package jinye.platform.search;

import java.util.Set;
import jinye.kernel.RecordId;
import org.springframework.stereotype.Service;

/** The front door of search. Desks put what may be found; {@code office.query} finds it. */
@Service
public class SearchIndex {

    /** Adds or replaces an entry. Called after commit; losing a call is repaired by {@link #rebuild}. */
    public void put(SearchEntry entry) {
        throw new UnsupportedOperationException();
    }

    public void remove(RecordId record) {
        throw new UnsupportedOperationException();
    }

    /** Finds only what grants one of the tokens; counts and facets likewise. */
    public SearchResult find(SearchQuery query, Set<String> tokens) {
        throw new UnsupportedOperationException();
    }
}
