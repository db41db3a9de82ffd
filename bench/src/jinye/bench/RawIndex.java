package jinye.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.cn.smart.HMMChineseTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.DocValuesType;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MultiCollector;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.SortedNumericSortField;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;

/**
 * The reference: Lucene asked directly, on the very index that the application wrote, with the same filter of tokens, the same
 * clauses, exact total, facets and stored texts of twenty hits; without marks.
 */
final class RawIndex implements AutoCloseable {

    private static final List<String> FACETS =
            List.of("kind", "state", "unit", "documentKind", "urgency", "year", "month");

    private final DirectoryReader reader;
    private final IndexSearcher searcher;
    private final Sort sort;

    record Found(long total, int shown, Map<String, Map<String, Long>> facets) {}

    RawIndex(Path lucene) throws IOException {
        try (var folders = Files.walk(lucene)) {
            var folder = folders.filter(path -> path.getFileName().toString().startsWith("segments_"))
                    .findFirst()
                    .orElseThrow()
                    .getParent();
            reader = DirectoryReader.open(FSDirectory.open(folder));
        }
        searcher = new IndexSearcher(reader);
        sort = new Sort(SortField.FIELD_SCORE, descending("date"), descending("record"));
    }

    private SortField descending(String field) {
        var info = FieldInfos.getMergedFieldInfos(reader).fieldInfo(field);
        return info.getDocValuesType() == DocValuesType.SORTED_NUMERIC
                ? new SortedNumericSortField(field, SortField.Type.LONG, true)
                : new SortField(field, SortField.Type.LONG, true);
    }

    Found find(String text, Collection<String> tokens) throws IOException {
        var all = new BooleanQuery.Builder();
        for (var word : text.split(" ")) {
            all.add(word(word), Occur.MUST);
        }
        all.add(new TermInSetQuery("tokens", tokens.stream().map(BytesRef::new).toList()), Occur.FILTER);
        var top = new TopFieldCollectorManager(sort, 20, Integer.MAX_VALUE).newCollector();
        var counts = new Counts();
        searcher.search(all.build(), new CollectorManager<Collector, Counts>() {
            @Override
            public Collector newCollector() {
                return MultiCollector.wrap(top, counts);
            }

            @Override
            public Counts reduce(Collection<Collector> one) {
                return counts;
            }
        });
        var hits = top.topDocs();
        var stored = searcher.storedFields();
        int shown = 0;
        for (var hit : hits.scoreDocs) {
            var document = stored.document(hit.doc, java.util.Set.of("shown", "body", "attachments"));
            shown += document.get("shown").length();
        }
        return new Found(hits.totalHits.value, shown, counts.facets());
    }

    /** The characters as they stand, or all the dictionary words of a longer one. */
    private static Query word(String word) throws IOException {
        var any = new BooleanQuery.Builder();
        phrase(any, "number_chars", word, 8);
        phrase(any, "title_chars", word, 6);
        phrase(any, "body_chars", word, 1.5f);
        phrase(any, "attachments_chars", word, 0.7f);
        var parts = dictionaryWords(word);
        if (parts.size() > 1) {
            var every = new BooleanQuery.Builder();
            for (var part : parts) {
                var one = new BooleanQuery.Builder();
                one.add(new BoostQuery(new TermQuery(new Term("title", part)), 3), Occur.SHOULD);
                one.add(new TermQuery(new Term("body", part)), Occur.SHOULD);
                one.add(new BoostQuery(new TermQuery(new Term("attachments", part)), 0.5f), Occur.SHOULD);
                every.add(one.build(), Occur.MUST);
            }
            any.add(every.build(), Occur.SHOULD);
        }
        return any.build();
    }

    private static void phrase(BooleanQuery.Builder any, String field, String word, float boost) {
        Query query;
        if (word.length() == 2) {
            query = new TermQuery(new Term(field, word));
        } else {
            var phrase = new PhraseQuery.Builder();
            for (int i = 0; i + 2 <= word.length(); i++) {
                phrase.add(new Term(field, word.substring(i, i + 2)));
            }
            query = phrase.build();
        }
        any.add(new BoostQuery(query, boost), Occur.SHOULD);
    }

    private static List<String> dictionaryWords(String text) throws IOException {
        List<String> words = new ArrayList<>();
        try (var tokenizer = new HMMChineseTokenizer()) {
            tokenizer.setReader(new java.io.StringReader(text));
            try (var stream = new LowerCaseFilter(tokenizer)) {
                var term = stream.addAttribute(CharTermAttribute.class);
                stream.reset();
                while (stream.incrementToken()) {
                    words.add(term.toString());
                }
                stream.end();
            }
        }
        return words;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    /** Counts the values of all facets of every hit. */
    private static final class Counts extends SimpleCollector {

        private final Map<String, Map<String, Long>> facets = new HashMap<>();
        private SortedSetDocValues[] values = {};
        private long[][] counts = {};

        @Override
        protected void doSetNextReader(LeafReaderContext leaf) throws IOException {
            finishLeaf();
            values = new SortedSetDocValues[FACETS.size()];
            counts = new long[FACETS.size()][];
            for (int i = 0; i < values.length; i++) {
                values[i] = DocValues.getSortedSet(leaf.reader(), FACETS.get(i));
                counts[i] = new long[(int) values[i].getValueCount()];
            }
        }

        @Override
        public void collect(int document) throws IOException {
            for (int i = 0; i < values.length; i++) {
                if (values[i].advanceExact(document)) {
                    for (int n = values[i].docValueCount(); n > 0; n--) {
                        counts[i][(int) values[i].nextOrd()]++;
                    }
                }
            }
        }

        @Override
        public ScoreMode scoreMode() {
            return ScoreMode.COMPLETE_NO_SCORES;
        }

        Map<String, Map<String, Long>> facets() throws IOException {
            finishLeaf();
            return facets;
        }

        private void finishLeaf() throws IOException {
            for (int i = 0; i < values.length; i++) {
                var facet = facets.computeIfAbsent(FACETS.get(i), name -> new HashMap<>());
                for (int ord = 0; ord < counts[i].length; ord++) {
                    if (counts[i][ord] > 0) {
                        facet.merge(values[i].lookupOrd(ord).utf8ToString(), counts[i][ord], Long::sum);
                    }
                }
            }
            values = new SortedSetDocValues[0];
        }
    }
}
