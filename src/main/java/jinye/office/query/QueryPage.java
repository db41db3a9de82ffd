package jinye.office.query;

import java.util.List;
import java.util.Map;
import jinye.platform.search.SearchResult;

/**
 * @param page     from 1
 * @param facets   fact name → value → count, of all that was found and may be seen
 * @param complete false while the index is being rebuilt: something may be missing
 */
record QueryPage(
        long total,
        int page,
        int size,
        List<SearchResult.Hit> hits,
        Map<String, Map<String, Long>> facets,
        boolean complete) {}
