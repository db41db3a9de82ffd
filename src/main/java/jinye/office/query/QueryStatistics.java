package jinye.office.query;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import jinye.platform.search.SearchResult;

/** How what was found is spread. Months in order, everything else most frequent first. */
record QueryStatistics(
        long total,
        List<Share> byKind,
        List<Share> byUnit,
        List<Share> byDocumentKind,
        List<Share> byState,
        List<Share> byMonth,
        boolean complete) {

    record Share(String value, long count) {}

    static QueryStatistics of(SearchResult found) {
        return new QueryStatistics(
                found.total(),
                shares(found, "kind"),
                shares(found, "unit"),
                shares(found, "documentKind"),
                shares(found, "state"),
                shares(found, "month").stream()
                        .sorted(Comparator.comparing(Share::value))
                        .toList(),
                found.complete());
    }

    private static List<Share> shares(SearchResult found, String facet) {
        return found.facets().getOrDefault(facet, Map.of()).entrySet().stream()
                .map(share -> new Share(share.getKey(), share.getValue()))
                .sorted(Comparator.comparingLong(Share::count).reversed())
                .toList();
    }
}
