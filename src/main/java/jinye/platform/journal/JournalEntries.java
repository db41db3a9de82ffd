package jinye.platform.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jinye.kernel.Moments;
import jinye.safeguard.audit.EntrySource;
import jinye.safeguard.audit.proof.LogEntry;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The journal as {@code safeguard.audit} chains it. */
@Repository
class JournalEntries implements EntrySource {

    private final JdbcClient jdbc;

    JournalEntries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The number first, the writers after it: whoever took a number up to this one held the table's lock before taking it and holds
     * it until its end, so it is among the writers or has ended.
     */
    @Override
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public Horizon horizon() {
        long through = jdbc.sql("select case when is_called then last_value else 0 end from journal.entry_id_seq")
                .query(Long.class)
                .single();
        return new Horizon(through, writers());
    }

    @Override
    public Set<String> stillWriting(Set<String> writers) {
        if (writers.isEmpty()) {
            return Set.of();
        }
        var left = new HashSet<>(writers);
        left.retainAll(writers());
        return left;
    }

    private Set<String> writers() {
        return new HashSet<>(jdbc.sql("""
                        select virtualtransaction from pg_locks
                        where locktype = 'relation' and relation = 'journal.entry'::regclass and mode = 'RowExclusiveLock'
                            and database = (select oid from pg_database where datname = current_database())""").query(String.class).list());
    }

    @Override
    public List<LogEntry> between(long after, long through, int limit) {
        return jdbc.sql("""
                        select id, at, act, module, record, person, person_name, post, post_title, department, department_name,
                            unit, unit_name, on_behalf_person, on_behalf_name, result, facts::text as facts, request, address
                        from journal.entry where id > :after and id <= :through order by id limit :limit""")
                .param("after", after)
                .param("through", through)
                .param("limit", limit)
                .query(JournalEntries::entry)
                .list();
    }

    @Override
    public List<Long> ended(List<String> acts, Instant before, long through, int limit) {
        return jdbc.sql("""
                        select id from journal.entry
                        where at < :before and id <= :through and act like any (:acts) order by id limit :limit""")
                .param("before", Moments.to(before))
                .param("through", through)
                .param("acts", acts.stream().map(act -> act.replace('*', '%')).toArray(String[]::new))
                .param("limit", limit)
                .query(Long.class)
                .list();
    }

    @Override
    @Transactional
    public void remove(List<Long> entries) {
        jdbc.sql("select journal.remove_by_rule(:ids)")
                .param("ids", entries.toArray(Long[]::new))
                .query(row -> {});
    }

    @Override
    public Figures figures(Instant from, Instant until) {
        return jdbc.sql("""
                        select count(*) as entries, count(*) filter (where result = 'refused') as refused
                        from journal.entry where at >= :from and at < :until""")
                .param("from", Moments.to(from))
                .param("until", Moments.to(until))
                .query((row, n) -> new Figures(row.getLong("entries"), row.getLong("refused")))
                .single();
    }

    private static LogEntry entry(ResultSet row, int number) throws SQLException {
        return new LogEntry(
                row.getLong("id"),
                Moments.from(row, "at"),
                row.getString("act"),
                row.getString("module"),
                row.getLong("record"),
                row.getObject("person", Long.class),
                row.getString("person_name"),
                row.getObject("post", Long.class),
                row.getString("post_title"),
                row.getObject("department", Long.class),
                row.getString("department_name"),
                row.getObject("unit", Long.class),
                row.getString("unit_name"),
                row.getObject("on_behalf_person", Long.class),
                row.getString("on_behalf_name"),
                row.getString("result"),
                row.getString("facts"),
                row.getString("request"),
                row.getString("address"));
    }
}
