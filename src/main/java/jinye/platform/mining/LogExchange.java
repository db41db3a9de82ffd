package jinye.platform.mining;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import jinye.kernel.Actor;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.platform.clocks.Clocks;
import jinye.platform.journal.Journal;
import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes logs of other systems in, to be looked at with the same pages, and gives ours out for other tools. */
@Component
class LogExchange {

    static final int EVENTS_MAX = 500_000;
    private static final int BATCH = 1_000;
    private static final String FOREIGN = "import.";

    /** How a log is written. */
    enum Format {
        XES("application/xml", ".xes"),
        CSV("text/csv;charset=UTF-8", ".csv");

        private final String type;
        private final String suffix;

        Format(String type, String suffix) {
            this.type = type;
            this.suffix = suffix;
        }

        String type() {
            return type;
        }

        String suffix() {
            return suffix;
        }
    }

    record Imported(String kind, int cases, int events) {}

    private final JdbcClient jdbc;
    private final CaseLog log;
    private final Clocks clocks;
    private final Journal journal;
    private final Clock clock;

    LogExchange(JdbcClient jdbc, CaseLog log, Clocks clocks, Journal journal, Clock clock) {
        this.jdbc = jdbc;
        this.log = log;
        this.clocks = clocks;
        this.journal = journal;
        this.clock = clock;
    }

    /** All of it or nothing. @param name what people call the log */
    @Transactional
    public Imported read(Actor actor, String name, Format format, InputStream in) {
        long id = jdbc.sql("select nextval('mining.foreign_ids')")
                .query(Long.class)
                .single();
        var kind = FOREIGN + id;
        var taken = new Taking(kind, actor);
        switch (format) {
            case XES -> XesFile.read(in, taken);
            case CSV -> CsvFile.read(in, clock.getZone(), taken);
        }
        taken.flush();
        if (taken.cases == 0) {
            throw new BadLog("empty");
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
        return new Imported(kind, taken.cases, taken.events);
    }

    private final class Taking implements BiConsumer<String, List<ForeignEvent>> {

        private final String kind;
        private final Actor actor;
        private final List<Case> batch = new ArrayList<>();
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
                throw new BadLog("too-many-events", EVENTS_MAX);
            }
            batch.add(one(name, lines));
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
                var began = line.began() == null || line.began().isBefore(arrived) ? line.done() : line.began();
                list.add(new Event(
                        next(),
                        line.activity(),
                        line.activity(),
                        before == null ? null : before.activity(),
                        before == null ? null : before.department(),
                        arrived,
                        began,
                        line.done(),
                        null,
                        Event.DONE,
                        false,
                        worked(arrived, began),
                        worked(began, line.done()),
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
                    worked(start, end),
                    list);
        }

        private long next() {
            return -jdbc.sql("select nextval('mining.foreign_ids')")
                    .query(Long.class)
                    .single();
        }
    }

    private long worked(Instant from, Instant to) {
        return to.isAfter(from) ? clocks.workingTime(from, to).toSeconds() : 0;
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

    /** Streams the cases that began in the period, with every visit that is over. */
    @Transactional(readOnly = true)
    public void write(MiningQuestion question, Format format, OutputStream out) throws IOException {
        if (format == Format.XES) {
            try (var xes = new XesFile.Writer(out)) {
                cases(question, xes::trace);
            }
            return;
        }
        var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        writer.write('\uFEFF');
        var csv = CSVFormat.EXCEL.print(writer);
        csv.printRecord(CsvFile.HEADINGS);
        cases(question, (name, events) -> {
            try {
                for (var event : events) {
                    csv.printRecord(
                            name,
                            event.activity(),
                            event.began() == null ? "" : event.began(),
                            event.done(),
                            text(event.person()),
                            text(event.department()));
                }
            } catch (IOException gone) {
                throw new java.io.UncheckedIOException(gone);
            }
        });
        writer.flush();
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private void cases(MiningQuestion question, BiConsumer<String, List<ForeignEvent>> each) {
        var units = question.units();
        var names = new HashMap<Long, String>();
        var events = new ArrayList<ForeignEvent>();
        long[] present = {0};
        jdbc.sql("""
                        select c.id, c.title, v.node_name, v.opened_at, v.left_at, v.person_name, v.department_name
                        from mining.case_log c join mining.visit v on v.case_id = c.id
                        where c.kind = :kind and (:version::int is null or c.version = :version::int)
                          and (:units::bigint[] is null or c.unit = any(:units::bigint[])) and v.left_at is not null
                          and c.started_at >= :from::timestamp at time zone 'Asia/Shanghai'
                          and c.started_at < (:to::date + 1)::timestamp at time zone 'Asia/Shanghai'
                        order by c.id, v.id""")
                .withFetchSize(1_000)
                .param("kind", question.kind())
                .param("version", question.version(), Types.INTEGER)
                .param(
                        "units",
                        units == null
                                ? null
                                : units.toString().replace('[', '{').replace(']', '}'),
                        Types.VARCHAR)
                .param("from", Date.valueOf(question.from()))
                .param("to", Date.valueOf(question.to()))
                .query(row -> {
                    long id = row.getLong("id");
                    if (id != present[0] && !events.isEmpty()) {
                        each.accept(names.getOrDefault(present[0], ""), List.copyOf(events));
                        events.clear();
                        names.clear();
                    }
                    present[0] = id;
                    names.put(id, Math.abs(id) + " " + row.getString("title"));
                    var opened = row.getTimestamp("opened_at");
                    events.add(new ForeignEvent(
                            row.getString("node_name"),
                            row.getTimestamp("left_at").toInstant(),
                            instant(opened),
                            row.getString("person_name"),
                            row.getString("department_name")));
                });
        if (!events.isEmpty()) {
            each.accept(names.getOrDefault(present[0], ""), List.copyOf(events));
        }
    }

    private static @Nullable Instant instant(@Nullable Timestamp moment) {
        return moment == null ? null : moment.toInstant();
    }

    static final class NoSuchLog extends Refusal {
        NoSuchLog() {
            super(Kind.NOT_FOUND, "mining.no-such-log");
        }
    }
}
