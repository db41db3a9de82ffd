package jinye.platform.clocks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import jinye.kernel.RecordId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of kept clocks and their pauses. */
@Repository
class ClockBook {

    /** A clock as it is stored, with its pauses. */
    record Entry(
            long id,
            RecordId subject,
            String rule,
            int ruleVersion,
            List<Long> handlers,
            Instant start,
            Instant due,
            boolean provisional,
            KeptClock.State state,
            @Nullable String extensionReason,
            @Nullable String extensionAuthority,
            @Nullable Instant stoppedAt,
            List<KeptClock.BookedPause> pauses) {

        boolean isExtended() {
            return extensionReason != null;
        }

        /** The rule's period, longer where it was extended. */
        Period period(Rule rule) {
            var extension = rule.extension();
            return isExtended() && extension != null ? rule.period().plus(extension) : rule.period();
        }

        List<Pause> endedPauses() {
            var ended = new ArrayList<Pause>();
            for (var pause : pauses) {
                if (pause.until() != null) {
                    ended.add(new Pause(pause.from(), pause.until(), pause.reason()));
                }
            }
            return ended;
        }
    }

    /** What a recomputation changes. */
    record Moved(long id, Instant due, boolean provisional) {}

    private final JdbcClient jdbc;

    ClockBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Long> running(RecordId subject, String rule) {
        return jdbc.sql("""
                select id from clocks.clock where module = ? and record = ? and rule = ? and state <> 'STOPPED'
                """)
                .params(subject.module(), subject.id(), rule)
                .query(Long.class)
                .optional();
    }

    Optional<Long> add(RecordId subject, Rule rule, Instant start, Due due, Collection<Long> handlers) {
        return jdbc.sql("""
                insert into clocks.clock (module, record, rule, rule_version, handlers, starts, due, provisional, state)
                values (:module, :record, :rule, :version, cast(:handlers as bigint[]), :starts, :due, :provisional, 'RUNNING')
                on conflict (module, record, rule) where state <> 'STOPPED' do nothing
                returning id
                """)
                .param("module", subject.module())
                .param("record", subject.id())
                .param("rule", rule.id())
                .param("version", rule.version())
                .param("handlers", handlers.stream().distinct().toArray(Long[]::new))
                .param("starts", Timestamp.from(start))
                .param("due", Timestamp.from(due.at()))
                .param("provisional", due.provisional())
                .query(Long.class)
                .optional();
    }

    Optional<Entry> hold(long id) {
        return jdbc.sql("select * from clocks.clock where id = ? for update")
                .param(id)
                .query(this::entry)
                .optional()
                .map(entry -> withPauses(List.of(entry)).getFirst());
    }

    List<Entry> of(RecordId subject) {
        return withPauses(jdbc.sql("""
                select * from clocks.clock where module = ? and record = ? order by (state = 'STOPPED'), due, id
                """)
                .params(subject.module(), subject.id())
                .query(this::entry)
                .list());
    }

    /** Running clocks due from a moment on, in pieces, so that a million of them need no memory. */
    List<Entry> runningFrom(Instant due, long after, int size) {
        return withPauses(jdbc.sql("""
                select * from clocks.clock where state = 'RUNNING' and due >= ? and id > ? order by id limit ? for update
                """)
                .params(Timestamp.from(due), after, size)
                .query(this::entry)
                .list());
    }

    void pause(long id, Instant from, String reason, String bookedBy) {
        jdbc.sql("insert into clocks.pause (clock, begins, reason, booked_by) values (?, ?, ?, ?)")
                .params(id, Timestamp.from(from), reason, bookedBy)
                .update();
        jdbc.sql("update clocks.clock set state = 'PAUSED' where id = ?")
                .param(id)
                .update();
    }

    void endPause(long id, Instant until) {
        jdbc.sql("update clocks.pause set ends = greatest(begins, ?) where clock = ? and ends is null")
                .params(Timestamp.from(until), id)
                .update();
        jdbc.sql("update clocks.clock set state = 'RUNNING' where id = ?")
                .param(id)
                .update();
    }

    void extend(long id, String reason, String authority) {
        jdbc.sql("""
                update clocks.clock set extended = true, extension_reason = ?, extension_authority = ? where id = ?
                """).params(reason, authority, id).update();
    }

    void stop(long id, Instant at) {
        jdbc.sql("update clocks.clock set state = 'STOPPED', stopped_at = ? where id = ?")
                .params(Timestamp.from(at), id)
                .update();
    }

    void hand(long id, Collection<Long> handlers) {
        jdbc.sql("update clocks.clock set handlers = cast(:handlers as bigint[]) where id = :id")
                .param("handlers", handlers.stream().distinct().toArray(Long[]::new))
                .param("id", id)
                .update();
    }

    void move(List<Moved> moved) {
        jdbc.sql("""
                update clocks.clock as kept set due = moved.due, provisional = moved.provisional
                from unnest(cast(:ids as bigint[]), cast(:dues as timestamptz[]), cast(:provisional as boolean[]))
                    as moved (id, due, provisional)
                where kept.id = moved.id
                """)
                .param("ids", moved.stream().map(Moved::id).toArray(Long[]::new))
                .param("dues", moved.stream().map(one -> one.due().toString()).toArray(String[]::new))
                .param("provisional", moved.stream().map(Moved::provisional).toArray(Boolean[]::new))
                .update();
    }

    private List<Entry> withPauses(List<Entry> entries) {
        if (entries.isEmpty()) {
            return entries;
        }
        record Row(long clock, KeptClock.BookedPause pause) {}
        Map<Long, List<KeptClock.BookedPause>> byClock = jdbc
                .sql("""
                select clock, begins, ends, reason, booked_by from clocks.pause
                where clock = any(cast(:clocks as bigint[])) order by begins, id
                """)
                .param("clocks", entries.stream().map(Entry::id).toArray(Long[]::new))
                .query((row, number) -> new Row(
                        row.getLong("clock"),
                        new KeptClock.BookedPause(
                                row.getTimestamp("begins").toInstant(),
                                moment(row, "ends"),
                                row.getString("reason"),
                                row.getString("booked_by"))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Row::clock, Collectors.mapping(Row::pause, Collectors.toList())));
        return entries.stream()
                .map(entry -> new Entry(
                        entry.id(),
                        entry.subject(),
                        entry.rule(),
                        entry.ruleVersion(),
                        entry.handlers(),
                        entry.start(),
                        entry.due(),
                        entry.provisional(),
                        entry.state(),
                        entry.extensionReason(),
                        entry.extensionAuthority(),
                        entry.stoppedAt(),
                        byClock.getOrDefault(entry.id(), List.of())))
                .toList();
    }

    private Entry entry(ResultSet row, int number) throws SQLException {
        return new Entry(
                row.getLong("id"),
                new RecordId(row.getString("module"), row.getLong("record")),
                row.getString("rule"),
                row.getInt("rule_version"),
                List.of((Long[]) row.getArray("handlers").getArray()),
                row.getTimestamp("starts").toInstant(),
                row.getTimestamp("due").toInstant(),
                row.getBoolean("provisional"),
                KeptClock.State.valueOf(row.getString("state")),
                row.getString("extension_reason"),
                row.getString("extension_authority"),
                moment(row, "stopped_at"),
                List.of());
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        Timestamp moment = row.getTimestamp(column);
        return moment == null ? null : moment.toInstant();
    }
}
