package jinye.platform.mining;

import java.sql.Array;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Adds up the sums by day, and beside them the work that is not finished. */
@Component
class FigureReader {

    /** Sums of all units together are kept as unit 0. */
    private static final String PERIOD = " where kind = :kind and (:version::int is null or version = :version::int)"
            + " and unit = any(coalesce(:units::bigint[], '{0}')) and day between :from and :to ";

    private static final int PATHS_MAX = 50;
    private static final double HOUR = 3600;

    private final JdbcClient jdbc;
    private final OpenWork openWork;

    FigureReader(JdbcClient jdbc, OpenWork openWork) {
        this.jdbc = jdbc;
        this.openWork = openWork;
    }

    @Transactional(readOnly = true)
    public ProcessFigures read(MiningQuestion question) {
        var spans = spans(question);
        return new ProcessFigures(
                totals(question, spans),
                nodes(question, openWork.waiting(question), spans),
                question.ask(
                                jdbc,
                                "select from_node, to_node, sum(count) from mining.day_arc" + PERIOD
                                        + " group by 1, 2 order by 3 desc, 1, 2")
                        .query((row, n) ->
                                new ProcessFigures.ArcFigures(row.getString(1), row.getString(2), row.getLong(3)))
                        .list(),
                question.ask(
                                jdbc,
                                "select from_department, to_department, sum(count) from mining.day_hand_over" + PERIOD
                                        + " group by 1, 2 order by 3 desc, 1, 2 limit 100")
                        .query((row, n) ->
                                new ProcessFigures.HandOver(row.getString(1), row.getString(2), row.getLong(3)))
                        .list(),
                paths(question),
                days(question),
                openWork.oldest(question),
                currentTo());
    }

    private Instant currentTo() {
        return jdbc.sql("select moved_to from mining.progress")
                .query((row, n) -> row.getTimestamp(1).toInstant())
                .single();
    }

    /** Node and measure → bucket → how many. The node of whole cases is empty. */
    private Map<String, TreeMap<Integer, Long>> spans(MiningQuestion question) {
        var spans = new HashMap<String, TreeMap<Integer, Long>>();
        question.ask(
                        jdbc,
                        "select node, measure, bucket, sum(count) from mining.day_span" + PERIOD + " group by 1, 2, 3")
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

    private ProcessFigures.Totals totals(MiningQuestion question, Map<String, TreeMap<Integer, Long>> spans) {
        long started = question.ask(jdbc, "select coalesce(sum(started), 0) from mining.day_start" + PERIOD)
                .query(Long.class)
                .single();
        var running = openWork.running(question);
        var whole = spans.get(" CASE");
        return question.ask(jdbc, """
                        select coalesce(sum(ended), 0) as ended, coalesce(sum(terminated), 0) as terminated,
                               coalesce(sum(returned), 0) as returned, coalesce(sum(late), 0) as late,
                               coalesce(sum(worked_seconds), 0) as worked
                        from mining.day_case""" + PERIOD)
                .query((row, n) -> new ProcessFigures.Totals(
                        started,
                        row.getLong("ended"),
                        row.getLong("terminated"),
                        running.cases(),
                        share(row.getDouble("worked") / HOUR, row.getLong("ended")),
                        quantile(whole, 0.5),
                        quantile(whole, 0.9),
                        running.hours(),
                        share(row.getDouble("returned"), row.getLong("ended")),
                        share(row.getDouble("late"), row.getLong("ended"))))
                .single();
    }

    private List<ProcessFigures.NodeFigures> nodes(
            MiningQuestion question, Map<String, OpenWork.Waiting> open, Map<String, TreeMap<Integer, Long>> spans) {
        var figures = question.ask(jdbc, """
                        select node, max(node_name) as name, sum(visits) as visits, sum(returned) as returned,
                               sum(withdrawn) as withdrawn, sum(with_due) as with_due, sum(late) as late,
                               sum(wait_seconds) as wait, sum(touch_seconds) as touch
                        from mining.day_node""" + PERIOD + " group by node")
                .query((row, n) -> node(
                        row.getString("node"),
                        row.getString("name"),
                        open.get(row.getString("node")),
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
        var onlyOpen = open.values().stream()
                .filter(waiting -> !known.contains(waiting.node()))
                .map(waiting -> node(waiting.node(), waiting.name(), waiting, new double[7], spans))
                .toList();
        return Stream.concat(figures.stream(), onlyOpen.stream())
                .sorted(Comparator.comparingDouble((ProcessFigures.NodeFigures node) ->
                                (node.waitHours() + node.touchHours()) * node.visits())
                        .reversed())
                .toList();
    }

    private static ProcessFigures.NodeFigures node(
            String node,
            String name,
            OpenWork.@Nullable Waiting open,
            double[] sums,
            Map<String, TreeMap<Integer, Long>> spans) {
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
                open == null ? 0 : open.visits(),
                open == null ? 0 : open.late(),
                open == null ? 0 : open.hours());
    }

    private List<ProcessFigures.PathFigures> paths(MiningQuestion question) {
        return question.ask(jdbc, """
                        select c.path_hash, p.nodes, p.names, c.cases, c.worked, c.returned, c.late
                        from (select path_hash, sum(ended) as cases, sum(worked_seconds) as worked, sum(returned) as returned,
                                     sum(late) as late from mining.day_case""" + PERIOD + """
                              group by path_hash order by 2 desc, 1 limit\s""" + PATHS_MAX + """
                             ) c join mining.path p on p.hash = c.path_hash order by c.cases desc, c.path_hash""")
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
            question.ask(jdbc, "select day, sum(" + words[1] + ") from mining." + words[0] + PERIOD + " group by 1")
                    .query(row -> {
                        days.computeIfAbsent(row.getObject(1, LocalDate.class), day -> new long[2])[index] =
                                row.getLong(2);
                    });
        }
        return days.entrySet().stream()
                .map(day -> new ProcessFigures.DayFigures(day.getKey(), day.getValue()[0], day.getValue()[1]))
                .toList();
    }

    private static double share(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }
}
