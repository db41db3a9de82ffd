package jinye.platform.mining;

import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.BiConsumer;
import jinye.kernel.Actor;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.platform.clocks.Clocks;
import jinye.platform.journal.Journal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes logs of other systems in, to be looked at with the same pages. */
@Component
class LogIntake {

    static final int EVENTS_MAX = 200_000;
    private static final int BATCH = 1_000;

    /** What was found. @param activities, @param people how many different ones; nobody is named in some logs */
    record Imported(String kind, int cases, int events, int activities, int people, Instant from, Instant until) {}

    private final JdbcClient jdbc;
    private final CaseLog log;
    private final Clocks clocks;
    private final Journal journal;
    private final Clock clock;

    LogIntake(JdbcClient jdbc, CaseLog log, Clocks clocks, Journal journal, Clock clock) {
        this.jdbc = jdbc;
        this.log = log;
        this.clocks = clocks;
        this.journal = journal;
        this.clock = clock;
    }

    /** All of it or nothing. @param name what people call the log */
    @Transactional
    public Imported read(Actor actor, String name, LogFormat format, InputStream in) {
        long id = jdbc.sql("select nextval('mining.foreign_ids')")
                .query(Long.class)
                .single();
        var kind = MiningReach.FOREIGN + id;
        var taken = new Taking(kind, actor);
        switch (format) {
            case XES -> XesFile.read(new LimitedStream(in), taken);
            case CSV -> CsvFile.read(new LimitedStream(in), clock.getZone(), taken);
        }
        taken.flush();
        if (taken.cases == 0) {
            throw new BadLog("mining.log-empty");
        }
        jdbc.sql("""
                        insert into mining.foreign_log (kind, name, unit, cases, events, imported_at, imported_by)
                        values (:kind, :name, :unit, :cases, :events, :at, :by)""")
                .param("kind", kind)
                .param("name", name)
                .param("unit", actor.unit())
                .param("cases", taken.cases)
                .param("events", taken.events)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("by", actor.name())
                .update();
        journal.record(
                actor,
                "mining.import",
                new RecordId("mining", id),
                Map.of("name", name, "cases", taken.cases, "events", taken.events));
        return new Imported(
                kind, taken.cases, taken.events, taken.activities.size(), taken.people.size(), taken.from, taken.until);
    }

    private final class Taking implements BiConsumer<String, List<ForeignEvent>> {

        private final String kind;
        private final Actor actor;
        private final List<Case> batch = new ArrayList<>();
        private final Queue<Long> ids = new ArrayDeque<>();
        private final WorkingSpans spans = new WorkingSpans(clocks);
        private final Set<String> activities = new HashSet<>();
        private final Set<String> people = new HashSet<>();
        private Instant from = Instant.MAX;
        private Instant until = Instant.MIN;
        private int cases;
        private int events;

        Taking(String kind, Actor actor) {
            this.kind = kind;
            this.actor = actor;
        }

        @Override
        public void accept(String name, List<ForeignEvent> lines) {
            if (lines.isEmpty()) {
                return;
            }
            cases++;
            events += lines.size();
            if (events > EVENTS_MAX) {
                throw new BadLog("mining.log-too-many-events", EVENTS_MAX);
            }
            for (var line : lines) {
                activities.add(line.activity());
                if (line.person() != null) {
                    people.add(line.person());
                }
            }
            var one = one(name, lines);
            from = one.startedAt().isBefore(from) ? one.startedAt() : from;
            var ended = lines.getLast().done();
            until = ended.isAfter(until) ? ended : until;
            batch.add(one);
            if (batch.size() == BATCH) {
                flush();
            }
        }

        void flush() {
            log.write(batch);
            batch.clear();
        }

        /** What is told is over; what waits before it was done began when the one before was done. */
        private Case one(String name, List<ForeignEvent> lines) {
            var start = lines.getFirst().began() == null
                    ? lines.getFirst().done()
                    : lines.getFirst().began();
            var list = new ArrayList<Event>();
            ForeignEvent before = null;
            for (var line : lines) {
                var arrived = before == null ? start : before.done();
                var began =
                        line.began() == null ? line.done() : line.began().isBefore(arrived) ? arrived : line.began();
                list.add(new Event(
                        next(),
                        line.activity(),
                        line.activity(),
                        before == null ? null : before.activity(),
                        before == null ? null : before.department(),
                        arrived,
                        spans.seconds(start, arrived),
                        began,
                        line.done(),
                        null,
                        Event.DONE,
                        false,
                        spans.seconds(arrived, began),
                        spans.seconds(began, line.done()),
                        null,
                        line.person(),
                        line.department()));
                before = line;
            }
            var end = lines.getLast().done();
            return new Case(
                    next(),
                    kind,
                    1,
                    null,
                    name,
                    actor.unit(),
                    actor.unitName(),
                    start,
                    end,
                    false,
                    spans.seconds(start, end),
                    list);
        }

        private long next() {
            if (ids.isEmpty()) {
                ids.addAll(jdbc.sql("select -nextval('mining.foreign_ids') from generate_series(1, :many)")
                        .param("many", BATCH)
                        .query(Long.class)
                        .list());
            }
            return ids.remove();
        }
    }

    record ForeignLog(String kind, String name, int cases, int events, Instant importedAt, String importedBy) {}

    @Transactional(readOnly = true)
    public List<ForeignLog> all(Actor actor) {
        return jdbc.sql("select * from mining.foreign_log where unit = :unit order by id desc")
                .param("unit", actor.unit())
                .query((row, n) -> new ForeignLog(
                        row.getString("kind"),
                        row.getString("name"),
                        row.getInt("cases"),
                        row.getInt("events"),
                        row.getTimestamp("imported_at").toInstant(),
                        row.getString("imported_by")))
                .list();
    }

    /** Takes an imported log out again. */
    @Transactional
    public void remove(Actor actor, String kind) {
        int removed = jdbc.sql("delete from mining.foreign_log where kind = :kind and unit = :unit")
                .param("kind", kind)
                .param("unit", actor.unit())
                .update();
        if (removed == 0) {
            throw new NoSuchLog();
        }
        jdbc.sql("delete from mining.case_log where kind = :kind")
                .param("kind", kind)
                .update();
        for (var table : List.of("day_node", "day_span", "day_arc", "day_hand_over", "day_case", "day_start")) {
            jdbc.sql("delete from mining." + table + " where kind = :kind")
                    .param("kind", kind)
                    .update();
        }
        journal.record(actor, "mining.remove-log", new RecordId("mining", 0), Map.of("kind", kind));
    }

    static final class NoSuchLog extends Refusal {
        NoSuchLog() {
            super(Kind.NOT_FOUND, "mining.no-such-log");
        }
    }
}
