package jinye.platform.search;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import jinye.kernel.Moments;
import jinye.kernel.RecordId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code search.pending}: written with the act, emptied by the indexing thread. */
@Repository
class PendingChanges {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient database;
    private final Clock clock;

    PendingChanges(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** @param entry null when the record was taken out */
    record Change(long change, RecordId record, @Nullable SearchEntry entry) {}

    void put(SearchEntry entry) {
        add(entry.record(), entry.tokens(), JSON.writeValueAsString(entry).replace("\\u0000", ""));
    }

    void remove(RecordId record) {
        add(record, Set.of(), null);
    }

    /** Oldest first. */
    List<Change> next(int limit) {
        return database.sql("select change, module, record, entry from search.pending order by change limit :limit")
                .param("limit", limit)
                .query((row, index) -> {
                    var entry = row.getString("entry");
                    return new Change(
                            row.getLong("change"),
                            new RecordId(row.getString("module"), row.getLong("record")),
                            entry == null ? null : JSON.readValue(entry, SearchEntry.class));
                })
                .list();
    }

    void done(Collection<Long> changes) {
        database.sql("delete from search.pending where change = any(:changes)")
                .param("changes", changes.toArray(Long[]::new))
                .update();
    }

    /** Ids of records whose latest change, not yet in the index, gives holders of these tokens nothing to read. */
    List<String> shutOut(Set<String> tokens) {
        return database.sql("""
                        select module || '/' || record from (
                            select distinct on (module, record) module, record, tokens from search.pending
                            order by module, record, change desc) latest
                        where not tokens && cast(:tokens as text[])""")
                .param("tokens", tokens.toArray(String[]::new))
                .query(String.class)
                .list();
    }

    boolean isEmpty() {
        return database.sql("select not exists (select from search.pending)")
                .query(Boolean.class)
                .single();
    }

    UUID generation() {
        return database.sql("select id from search.generation")
                .query(UUID.class)
                .single();
    }

    private void add(RecordId record, Set<String> tokens, @Nullable String entry) {
        database.sql("""
                        insert into search.pending (module, record, tokens, entry, put_at)
                        values (:module, :record, :tokens, cast(:entry as jsonb), :at)""")
                .param("module", record.module())
                .param("record", record.id())
                .param("tokens", tokens.toArray(String[]::new))
                .param("entry", entry)
                .param("at", Moments.to(clock.instant()))
                .update();
    }
}
