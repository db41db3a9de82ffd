package jinye.platform.search;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import org.hibernate.search.engine.backend.types.Aggregable;
import org.hibernate.search.engine.backend.types.Projectable;
import org.hibernate.search.engine.backend.types.Searchable;
import org.hibernate.search.engine.backend.types.Sortable;
import org.hibernate.search.mapper.pojo.mapping.definition.annotation.DocumentId;
import org.hibernate.search.mapper.pojo.mapping.definition.annotation.FullTextField;
import org.hibernate.search.mapper.pojo.mapping.definition.annotation.GenericField;
import org.hibernate.search.mapper.pojo.mapping.definition.annotation.Indexed;
import org.hibernate.search.mapper.pojo.mapping.definition.annotation.KeywordField;
import org.hibernate.search.mapper.pojo.mapping.definition.annotation.SearchEntity;
import org.jspecify.annotations.Nullable;

/** An entry as it lies in the index. Change {@link Indexing#VERSION} with it: the index is then built anew. */
@SearchEntity(name = "entry")
@Indexed(index = "entries")
final class IndexedEntry {

    private static final int FACT_LENGTH_MAX = 200;

    @DocumentId
    final String id;

    @FullTextField(name = "title", analyzer = IndexAnalysis.WORDS)
    @FullTextField(name = "title_chars", analyzer = IndexAnalysis.CHARS)
    final String title;

    @FullTextField(name = "number_chars", analyzer = IndexAnalysis.CHARS)
    final @Nullable String number;

    @FullTextField(name = "body", analyzer = IndexAnalysis.WORDS, projectable = Projectable.YES)
    @FullTextField(name = "body_chars", analyzer = IndexAnalysis.CHARS)
    final String body;

    @FullTextField(name = "attachments", analyzer = IndexAnalysis.WORDS, projectable = Projectable.YES)
    @FullTextField(name = "attachments_chars", analyzer = IndexAnalysis.CHARS)
    final String attachments;

    @KeywordField(aggregable = Aggregable.YES)
    final String kind;

    @KeywordField(aggregable = Aggregable.YES)
    final @Nullable String state;

    @KeywordField(aggregable = Aggregable.YES)
    final @Nullable String unit;

    @KeywordField(aggregable = Aggregable.YES)
    final @Nullable String documentKind;

    @KeywordField(aggregable = Aggregable.YES)
    final @Nullable String urgency;

    @KeywordField(aggregable = Aggregable.YES)
    final @Nullable String year;

    @KeywordField(aggregable = Aggregable.YES)
    final @Nullable String month;

    /** {@code name=value} of every fact, for filters. */
    @KeywordField
    final Set<String> facts = new HashSet<>();

    @KeywordField
    final Set<String> tokens;

    @GenericField(sortable = Sortable.YES)
    final @Nullable LocalDate date;

    @GenericField(sortable = Sortable.YES)
    final long record;

    /** What a list shows, as JSON. */
    @KeywordField(searchable = Searchable.NO, projectable = Projectable.YES)
    final String shown;

    IndexedEntry(SearchEntry entry, String shown) {
        this.id = ShownEntry.id(entry.record());
        this.title = entry.title();
        this.number = entry.number();
        this.body = entry.body();
        this.attachments = entry.attachments();
        this.kind = entry.kind();
        this.state = fact(entry, "state");
        this.unit = fact(entry, "unit");
        this.documentKind = fact(entry, "documentKind");
        this.urgency = fact(entry, "urgency");
        this.date = entry.date();
        this.year = entry.date() == null ? null : Integer.toString(entry.date().getYear());
        this.month = entry.date() == null ? null : entry.date().toString().substring(0, 7);
        this.tokens = Set.copyOf(entry.tokens());
        this.record = entry.record().id();
        this.shown = shown;
        for (var name : entry.facts().keySet()) {
            facts.add(pair(name, String.valueOf(fact(entry, name))));
        }
        facts.add(pair("kind", kind));
        facts.add(pair("year", String.valueOf(year)));
        facts.add(pair("month", String.valueOf(month)));
    }

    static String pair(String name, String value) {
        return name + "=" + shortened(value);
    }

    private static @Nullable String fact(SearchEntry entry, String name) {
        var value = entry.facts().get(name);
        return value == null ? null : shortened(value);
    }

    private static String shortened(String value) {
        return value.length() <= FACT_LENGTH_MAX ? value : value.substring(0, FACT_LENGTH_MAX);
    }
}
