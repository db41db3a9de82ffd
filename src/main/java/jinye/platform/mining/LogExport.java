package jinye.platform.mining;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Gives the log of a process out for other tools. */
@Component
class LogExport {

    private final JdbcClient jdbc;
    private final Clock clock;

    LogExport(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Streams the cases that began in the period, with every visit that is over. */
    @Transactional(readOnly = true)
    public void write(MiningQuestion question, LogFormat format, OutputStream out) throws IOException {
        if (format == LogFormat.XES) {
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
                            cell(name),
                            cell(event.activity()),
                            event.began() == null ? "" : CsvFile.text(event.began(), clock.getZone()),
                            CsvFile.text(event.done(), clock.getZone()),
                            cell(event.person()),
                            cell(event.department()));
                }
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        });
        writer.flush();
    }

    /** A cell that begins like a formula would be computed by the program that opens it (CWE-1236): it is made text. */
    private static String cell(@Nullable String value) {
        return value == null || value.isEmpty() ? "" : "=+-@＝＋－＠".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
    }

    private void cases(MiningQuestion question, BiConsumer<String, List<ForeignEvent>> each) {
        var names = new HashMap<Long, String>();
        var events = new ArrayList<ForeignEvent>();
        long[] present = {0};
        question.ask(jdbc, """
                        select c.id, c.title, v.node_name, v.opened_at, v.left_at, v.person_name, v.department_name
                        from mining.case_log c join mining.visit v on v.case_id = c.id
                        where c.kind = :kind and (:version::int is null or c.version = :version::int)
                          and (:units::bigint[] is null or c.unit = any(:units::bigint[])) and v.left_at is not null
                          and c.started_at >= :from::timestamp at time zone 'Asia/Shanghai'
                          and c.started_at < (:to::date + 1)::timestamp at time zone 'Asia/Shanghai'
                        order by c.id, v.id""").withFetchSize(1_000).query(row -> {
            long id = row.getLong("id");
            if (id != present[0] && !events.isEmpty()) {
                each.accept(names.getOrDefault(present[0], ""), List.copyOf(events));
                events.clear();
                names.clear();
            }
            present[0] = id;
            // what a matter is about stays here: the log is about how it ran
            names.put(id, id > 0 ? Long.toString(id) : Math.abs(id) + " " + row.getString("title"));
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
}
