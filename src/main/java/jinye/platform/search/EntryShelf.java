package jinye.platform.search;

import java.lang.invoke.MethodHandles;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import jinye.kernel.Outage;
import jinye.kernel.RecordId;
import org.hibernate.search.engine.search.aggregation.AggregationKey;
import org.hibernate.search.engine.search.predicate.SearchPredicate;
import org.hibernate.search.engine.search.predicate.dsl.SearchPredicateFactory;
import org.hibernate.search.engine.search.sort.SearchSort;
import org.hibernate.search.engine.search.sort.dsl.SearchSortFactory;
import org.hibernate.search.mapper.pojo.mapping.definition.annotation.AnnotatedTypeSource;
import org.hibernate.search.mapper.pojo.standalone.mapping.CloseableSearchMapping;
import org.hibernate.search.mapper.pojo.standalone.mapping.SearchMapping;
import org.hibernate.search.mapper.pojo.work.IndexingPlanSynchronizationStrategy;
import org.hibernate.search.util.common.SearchTimeoutException;

/** The index itself: Lucene behind Hibernate Search. */
final class EntryShelf implements AutoCloseable {

    static final List<String> FACETS = List.of("kind", "state", "unit", "documentKind", "urgency", "month");
    private static final int FACET_VALUES_MAX = 600;
    private static final int SECONDS_MAX = 10;
    private static final int SNIPPETS_MAX = 200;

    private final CloseableSearchMapping mapping;

    private EntryShelf(CloseableSearchMapping mapping) {
        this.mapping = mapping;
    }

    static EntryShelf open(Path folder) {
        return new EntryShelf(SearchMapping.builder(
                        AnnotatedTypeSource.fromClasses(IndexedEntry.class), MethodHandles.lookup())
                .property("hibernate.search.backend.type", "lucene")
                .property("hibernate.search.backend.lucene_version", "LATEST")
                .property("hibernate.search.backend.directory.root", folder.toString())
                .property("hibernate.search.backend.analysis.configurer", new IndexAnalysis())
                .property("hibernate.search.mapping.discover_annotated_types_from_root_mapping_annotations", false)
                .build());
    }

    /** When this returns, the changes are on disk and every later query sees them. */
    void write(Collection<SearchEntry> put, Collection<RecordId> removed) {
        try (var session = mapping.createSessionWithOptions()
                .indexingPlanSynchronizationStrategy(IndexingPlanSynchronizationStrategy.sync())
                .build()) {
            for (var entry : put) {
                session.indexingPlan().addOrUpdate(new IndexedEntry(entry, ShownEntry.json(entry)));
            }
            for (var record : removed) {
                session.indexingPlan().purge(IndexedEntry.class, ShownEntry.id(record), null);
            }
        }
    }

    void clear() {
        var workspace = mapping.scope(IndexedEntry.class).workspace();
        workspace.purge();
        workspace.flush();
        workspace.refresh();
    }

    SearchResult find(
            SearchQuery query, Words words, Set<String> tokens, Collection<String> shutOut, boolean complete) {
        try (var session = mapping.createSession()) {
            var scope = mapping.scope(IndexedEntry.class);
            var predicate = predicate(scope.predicate(), query, words, tokens, shutOut);
            var search = session.search(scope)
                    .select(field -> field.composite()
                            .from(
                                    field.field("shown", String.class),
                                    field.field("body", String.class),
                                    field.field("attachments", String.class))
                            .asList())
                    .where(predicate)
                    .sort(sort(scope.sort(), query, words))
                    .failAfter(SECONDS_MAX, TimeUnit.SECONDS);
            for (var facet : FACETS) {
                search = search.aggregation(
                        key(facet),
                        aggregation ->
                                aggregation.terms().field(facet, String.class).maxTermCount(FACET_VALUES_MAX));
            }
            var found = search.fetch(query.offset(), query.size());
            var marks = new Marks(words);
            boolean snippets = query.size() <= SNIPPETS_MAX;
            var hits =
                    found.hits().stream().map(row -> hit(row, marks, snippets)).toList();
            var facets = new LinkedHashMap<String, Map<String, Long>>();
            FACETS.forEach(facet -> facets.put(facet, found.aggregation(key(facet))));
            facets.put("year", years(facets.getOrDefault("month", Map.of())));
            return new SearchResult(found.total().hitCount(), hits, facets, complete);
        } catch (SearchTimeoutException slow) {
            throw new Outage("search.too-slow", slow);
        }
    }

    @Override
    public void close() {
        mapping.close();
    }

    /** Summed up from the months: counting one facet fewer saves a tenth of a search. */
    private static Map<String, Long> years(Map<String, Long> months) {
        var years = new LinkedHashMap<String, Long>();
        months.forEach((month, count) -> years.merge(month.substring(0, 4), count, Long::sum));
        return years;
    }

    private static AggregationKey<Map<String, Long>> key(String facet) {
        return AggregationKey.of(facet);
    }

    private static SearchPredicate predicate(
            SearchPredicateFactory f, SearchQuery query, Words words, Set<String> tokens, Collection<String> shutOut) {
        if (tokens.isEmpty() || words.none()) {
            return f.matchNone().toPredicate();
        }
        var all = f.bool();
        for (var word : words.included()) {
            all.must(word(f, word));
        }
        for (var word : words.excluded()) {
            all.mustNot(word(f, word));
        }
        if (!shutOut.isEmpty()) {
            all.mustNot(f.id().matchingAny(shutOut));
        }
        all.filter(f.terms().field("tokens").matchingAny(tokens));
        query.filters()
                .forEach(
                        (name, value) -> all.filter(f.match().field("facts").matching(IndexedEntry.pair(name, value))));
        if (query.from() != null || query.to() != null) {
            all.filter(f.range().field("date").between(query.from(), query.to()));
        }
        return all.toPredicate();
    }

    /** The characters as they stand, or all their dictionary words anywhere in the entry, or the beginning of a code. */
    private static SearchPredicate word(SearchPredicateFactory f, Words.Word word) {
        var analyzer = word.isChinese() ? IndexAnalysis.PAIRS : IndexAnalysis.SINGLE;
        var any = f.bool();
        any.should(f.phrase()
                .field("number_chars")
                .boost(8)
                .field("title_chars")
                .boost(6)
                .field("body_chars")
                .boost(1.5f)
                .field("attachments_chars")
                .boost(0.7f)
                .matching(word.text())
                .analyzer(analyzer));
        var parts = word.parts();
        if (parts.size() > 1) {
            var every = f.bool();
            for (var part : parts) {
                every.must(f.match()
                        .field("title")
                        .boost(3)
                        .field("body")
                        .field("attachments")
                        .boost(0.5f)
                        .matching(part)
                        .skipAnalysis());
            }
            any.should(every);
        }
        if (word.isCode()) {
            any.should(f.wildcard()
                    .fields("number_chars", "title_chars")
                    .matching(word.text().toLowerCase(java.util.Locale.ROOT) + "*"));
        }
        return any.toPredicate();
    }

    private static SearchSort sort(SearchSortFactory f, SearchQuery query, Words words) {
        boolean relevance = query.order() == SearchQuery.Order.RELEVANCE
                && !words.included().isEmpty();
        if (relevance) {
            return f.score()
                    .then()
                    .field("date")
                    .desc()
                    .missing()
                    .last()
                    .then()
                    .field("record")
                    .desc()
                    .toSort();
        }
        return query.order() == SearchQuery.Order.OLDEST
                ? f.field("date")
                        .asc()
                        .missing()
                        .last()
                        .then()
                        .field("record")
                        .asc()
                        .toSort()
                : f.field("date")
                        .desc()
                        .missing()
                        .last()
                        .then()
                        .field("record")
                        .desc()
                        .toSort();
    }

    private static SearchResult.Hit hit(List<?> row, Marks marks, boolean snippet) {
        var shown = ShownEntry.of((String) java.util.Objects.requireNonNull(row.get(0)));
        return new SearchResult.Hit(
                shown.record(),
                shown.kind(),
                marks.whole(shown.title()),
                shown.number(),
                snippet ? marks.snippet(text(row.get(1)), text(row.get(2))) : List.of(),
                shown.date(),
                shown.facts(),
                shown.link());
    }

    private static String text(@org.jspecify.annotations.Nullable Object value) {
        return value == null ? "" : (String) value;
    }
}
