package jinye.platform.mining;

import java.sql.Array;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jinye.platform.clocks.Clocks;
import jinye.platform.mining.ProcessFigures.OpenVisit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Adds up the sums by day; work that is not finished is read from the visits themselves and counted as old as it is now. */
@Component
class FigureReader {

    private static final String WHERE = " where kind = :kind and (:version::int is null or version = :version::int)"
            + " and (:units::bigint[] is null or unit = any(:units::bigint[]))";

    /** Sums of all units together are kept as unit 0. */
    private static final String PERIOD = " where kind = :kind and (:version::int is null or version = :version::int)"
            + " and unit = any(coalesce(:units::bigint[], '{0}')) and day between :from and :to ";

    private static final int PATHS_MAX = 50;
    private static final int OPEN_SHOWN = 20;

    /** The oldest open visits; a process with more of them under way has other worries than a mean. */
    private static final int OPEN_MAX = 20_000;

    private static final double HOUR = 3600;

    private final JdbcClient jdbc;
    private final Clocks clocks;
    private final Clock clock;

    FigureReader(JdbcClient jdbc, Clocks clocks, Clock clock) {
        this.jdbc = jdbc;
        this.clocks = clocks;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public ProcessFigures read(MiningQuestion question) {
        var worked = new WorkingSpans(clocks);
        var open = open(question, worked);
        var spans = spans(question);
        return new ProcessFigures(
                totals(question, worked, spans),
                nodes(question, open, spans),
                sql(
                                "select from_node, to_node, sum(count) from mining.day_arc" + PERIOD
                                        + " group by 1, 2 order by 3 desc, 1, 2",
                                question)
                        .query((row, n) ->
                                new ProcessFigures.ArcFigures(row.getString(1), row.getString(2), row.getLong(3)))
                        .list(),
                sql(
                                "select from_department, to_department, sum(count) from mining.day_hand_over" + PERIOD
                                        + " group by 1, 2 order by 3 desc, 1, 2 limit 100",
                                question)
                        .query((row, n) ->
                                new ProcessFigures.HandOver(row.getString(1), row.getString(2), row.getLong(3)))
                        .list(),
                paths(question),
                days(question),
                open.stream()
                        .sorted(Comparator.comparingDouble(OpenVisit::hours).reversed())
                        .limit(OPEN_SHOWN)
                        .toList(),
                currentTo());
    }

    private Instant currentTo() {
        return jdbc.sql("select moved_to from mining.progress")
                .query((row, n) -> row.getTimestamp(1).toInstant())
                .single();
    }

    private JdbcClient.StatementSpec sql(String text, MiningQuestion question) {
        return jdbc.sql(text)
                .param("kind", question.kind())
                .param("version", question.version(), Types.INTEGER)
                .param("units", question.unitArray(), Types.VARCHAR)
                .param("from", Date.valueOf(question.from()))
                .param("to", Date.valueOf(question.to()));
    }

    /** Node and measure → bucket → how many. The node of whole cases is empty. */
    private Map<String, TreeMap<Integer, Long>> spans(MiningQuestion question) {
        var spans = new HashMap<String, TreeMap<Integer, Long>>();
        sql("select node, measure, bucket, sum(count) from mining.day_span" + PERIOD + " group by 1, 2, 3", question)
                .query(row -> {
                    spans.computeIfAbsent(row.getString(1) + " " + row.getString(2), key -> new TreeMap<>())
                            .merge(row.getInt(3), row.getLong(4), Long::sum);
                });
        return spans;
    }

    /** In hours, the middle of its bucket: up to an eighth beside the truth. */
    private static double quantile(@Nullable TreeMap<Integer, Long> buckets, double share) {
        if (buckets == null) {
            return 0;
        }
        double wanted = buckets.values().stream().mapToLong(Long::longValue).sum() * share;
        long seen = 0;
        for (var bucket : buckets.entrySet()) {
            seen += bucket.getValue();
            if (seen >= wanted) {
                return 60 * Math.pow(2, (bucket.getKey() - 0.5) / 3) / HOUR;
            }
        }
        return 0;
    }

    private ProcessFigures.Totals totals(
            MiningQuestion question, WorkingSpans worked, Map<String, TreeMap<Integer, Long>> spans) {
        long started = sql("select coalesce(sum(started), 0) from mining.day_start" + PERIOD, question)
                .query(Long.class)
                .single();
        var running = running(question);
        var whole = spans.get(" CASE");
        return sql("""
                        select coalesce(sum(ended), 0) as ended, coalesce(sum(terminated), 0) as terminated,
                               coalesce(sum(returned), 0) as returned, coalesce(sum(late), 0) as late,
                               coalesce(sum(worked_seconds), 0) as worked
                        from mining.day_case""" + PERIOD, question)
                .query((row, n) -> new ProcessFigures.Totals(
                        started,
                        row.getLong("ended"),
                        row.getLong("terminated"),
                        running.size(),
                        share(row.getDouble("worked") / HOUR, row.getLong("ended")),
                        quantile(whole, 0.5),
                        quantile(whole, 0.9),
                        running.stream()
                                .mapToDouble(since -> worked.hours(since, clock.instant()))
                                .average()
                                .orElse(0),
                        share(row.getDouble("returned"), row.getLong("ended")),
                        share(row.getDouble("late"), row.getLong("ended"))))
                .single();
    }

    private List<Instant> running(MiningQuestion question) {
        return sql(
                        "select started_at from mining.case_log" + WHERE
                                + " and ended_at is null and :from <= :to order by 1 limit " + OPEN_MAX,
                        question)
                .query((row, n) -> row.getTimestamp(1).toInstant())
                .list();
    }

    private List<ProcessFigures.NodeFigures> nodes(
            MiningQuestion question, List<OpenVisit> open, Map<String, TreeMap<Integer, Long>> spans) {
        var figures = sql("""
                        select node, max(node_name) as name, sum(visits) as visits, sum(returned) as returned,
                               sum(withdrawn) as withdrawn, sum(with_due) as with_due, sum(late) as late,
                               sum(wait_seconds) as wait, sum(touch_seconds) as touch
                        from mining.day_node""" + PERIOD + " group by node", question)
                .query((row, n) -> node(
                        row.getString("node"),
                        row.getString("name"),
                        open,
                        new double[] {
                            row.getLong("visits"),
                            row.getLong("returned"),
                            row.getLong("withdrawn"),
                            row.getLong("with_due"),
                            row.getLong("late"),
                            row.getDouble("wait"),
                            row.getDouble("touch")
                        },
                        spans))
                .list();
        var known = figures.stream().map(ProcessFigures.NodeFigures::node).toList();
        var onlyOpen = open.stream()
                .filter(visit -> !known.contains(visit.node()))
                .map(visit -> Map.entry(visit.node(), visit.nodeName()))
                .distinct()
                .map(place -> node(place.getKey(), place.getValue(), open, new double[7], spans))
                .toList();
        return java.util.stream.Stream.concat(figures.stream(), onlyOpen.stream())
                .sorted(Comparator.comparingDouble((ProcessFigures.NodeFigures node) ->
                                (node.waitHours() + node.touchHours()) * node.visits())
                        .reversed())
                .toList();
    }

    private static ProcessFigures.NodeFigures node(
            String node, String name, List<OpenVisit> open, double[] sums, Map<String, TreeMap<Integer, Long>> spans) {
        var here = open.stream().filter(visit -> visit.node().equals(node)).toList();
        return new ProcessFigures.NodeFigures(
                node,
                name,
                (long) sums[0],
                (long) sums[1],
                (long) sums[2],
                share(sums[4], sums[3]),
                share(sums[5] / HOUR, sums[0]),
                share(sums[6] / HOUR, sums[0]),
                quantile(spans.get(node + " WAIT"), 0.9),
                quantile(spans.get(node + " TOUCH"), 0.9),
                here.size(),
                here.stream().filter(OpenVisit::late).count(),
                here.stream().mapToDouble(OpenVisit::hours).average().orElse(0));
    }

    private List<ProcessFigures.PathFigures> paths(MiningQuestion question) {
        return sql("""
                        select c.path_hash, p.nodes, p.names, c.cases, c.worked, c.returned, c.late
                        from (select path_hash, sum(ended) as cases, sum(worked_seconds) as worked, sum(returned) as returned,
                                     sum(late) as late from mining.day_case""" + PERIOD + """
                              group by path_hash order by 2 desc, 1 limit\s""" + PATHS_MAX + """
                             ) c join mining.path p on p.hash = c.path_hash order by c.cases desc, c.path_hash""", question)
                .query((row, n) -> new ProcessFigures.PathFigures(
                        row.getString("path_hash"),
                        texts(row.getArray("nodes")),
                        texts(row.getArray("names")),
                        row.getLong("cases"),
                        share(row.getDouble("worked") / HOUR, row.getLong("cases")),
                        share(row.getDouble("returned"), row.getLong("cases")),
                        share(row.getDouble("late"), row.getLong("cases"))))
                .list();
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }

    private List<ProcessFigures.DayFigures> days(MiningQuestion question) {
        var days = new TreeMap<LocalDate, long[]>();
        for (var column : List.of("day_start started", "day_case ended")) {
            var words = column.split(" ");
            int index = words[1].equals("started") ? 0 : 1;
            sql("select day, sum(" + words[1] + ") from mining." + words[0] + PERIOD + " group by 1", question)
                    .query(row -> {
                        days.computeIfAbsent(row.getObject(1, LocalDate.class), day -> new long[2])[index] =
                                row.getLong(2);
                    });
        }
        return days.entrySet().stream()
                .map(day -> new ProcessFigures.DayFigures(day.getKey(), day.getValue()[0], day.getValue()[1]))
                .toList();
    }

    private List<OpenVisit> open(MiningQuestion question, WorkingSpans worked) {
        var now = clock.instant();
        return sql("""
                        select v.*, c.record, c.title from (select * from mining.visit""" + WHERE + """
                             and outcome = 'OPEN' and :from <= :to order by arrived_at limit\s""" + OPEN_MAX + """
                             ) v join mining.case_log c on c.id = v.case_id""", question)
                .query((row, n) -> {
                    var arrived = row.getTimestamp("arrived_at").toInstant();
                    var due = row.getTimestamp("due_at");
                    return new OpenVisit(
                            row.getLong("case_id"),
                            row.getObject("record", Long.class),
                            row.getString("title"),
                            row.getString("node"),
                            row.getString("node_name"),
                            row.getString("person_name"),
                            row.getString("department_name"),
                            arrived,
                            due == null ? null : due.toInstant(),
                            due != null && due.toInstant().isBefore(now),
                            worked.hours(arrived, now));
                })
                .list();
    }

    private static double share(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }
}
