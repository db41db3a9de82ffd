package jinye.platform.mining;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jinye.platform.clocks.Clocks;
import jinye.platform.mining.ProcessFigures.OpenVisit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Work that is not finished: counted as old as it is now, because means of finished work alone would hide it. */
@Component
class OpenWork {

    private static final String WHERE = " where kind = :kind and (:version::int is null or version = :version::int)"
            + " and (:units::bigint[] is null or unit = any(:units::bigint[])) and :from <= :to ";

    private static final int SHOWN = 20;

    /** Mean ages are those of so many of the oldest; a process with more of them under way has other worries than a mean. */
    private static final int OLDEST = 20_000;

    /** @param hours mean age in working time */
    record Running(long cases, double hours) {}

    record Waiting(String node, String name, long visits, long late, double hours) {}

    private final JdbcClient jdbc;
    private final Clocks clocks;
    private final Clock clock;

    OpenWork(JdbcClient jdbc, Clocks clocks, Clock clock) {
        this.jdbc = jdbc;
        this.clocks = clocks;
        this.clock = clock;
    }

    Running running(MiningQuestion question) {
        var worked = new WorkingSpans(clocks);
        var now = clock.instant();
        long[] all = {0};
        double hours = question
                .ask(
                        jdbc,
                        "select started_at, count(*) over () from mining.case_log" + WHERE
                                + "and ended_at is null order by 1 limit " + OLDEST)
                .query((row, n) -> {
                    all[0] = row.getLong(2);
                    return worked.hours(row.getTimestamp(1).toInstant(), now);
                })
                .list()
                .stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(0);
        return new Running(all[0], hours);
    }

    /** By node. */
    Map<String, Waiting> waiting(MiningQuestion question) {
        var worked = new WorkingSpans(clocks);
        var now = clock.instant();
        var ages = new HashMap<String, double[]>();
        question.ask(
                        jdbc,
                        "select node, arrived_at from mining.visit" + WHERE
                                + "and outcome = 'OPEN' order by arrived_at limit " + OLDEST)
                .query(row -> {
                    var age = ages.computeIfAbsent(row.getString(1), node -> new double[2]);
                    age[0] += worked.hours(row.getTimestamp(2).toInstant(), now);
                    age[1]++;
                });
        var waiting = new HashMap<String, Waiting>();
        question.ask(
                        jdbc,
                        "select node, max(node_name), count(*), count(*) filter (where due_at < :now) from mining.visit"
                                + WHERE + "and outcome = 'OPEN' group by node")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(row -> {
                    var node = row.getString(1);
                    var age = ages.getOrDefault(node, new double[] {0, 1});
                    waiting.put(
                            node, new Waiting(node, row.getString(2), row.getLong(3), row.getLong(4), age[0] / age[1]));
                });
        return waiting;
    }

    /** What has waited longest, oldest first. */
    List<OpenVisit> oldest(MiningQuestion question) {
        var worked = new WorkingSpans(clocks);
        var now = clock.instant();
        return question.ask(jdbc, """
                        select v.*, c.record, c.title from (select * from mining.visit""" + WHERE + """
                             and outcome = 'OPEN' order by arrived_at, id limit\s""" + SHOWN + """
                             ) v join mining.case_log c on c.id = v.case_id order by v.arrived_at, v.id""")
                .query((row, n) -> {
                    var arrived = row.getTimestamp("arrived_at").toInstant();
                    var due = instant(row.getTimestamp("due_at"));
                    return new OpenVisit(
                            row.getLong("case_id"),
                            row.getObject("record", Long.class),
                            row.getString("title"),
                            row.getString("node"),
                            row.getString("node_name"),
                            row.getString("person_name"),
                            row.getString("department_name"),
                            arrived,
                            due,
                            due != null && due.isBefore(now),
                            worked.hours(arrived, now));
                })
                .list();
    }

    private static @Nullable Instant instant(@Nullable Timestamp moment) {
        return moment == null ? null : moment.toInstant();
    }
}
