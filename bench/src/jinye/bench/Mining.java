package jinye.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The page of one process over three years of visits (totals, nodes, variants, hand-overs, days, oldest open work), over HTTP with
 * permission. Beside it DuckDB in the measuring process, asked for the same numbers over the same rows.
 */
final class Mining implements Scenario {

    private static final String KIND = "documents.outgoing";
    private static final int VISITS_OF_A_CASE = 8;
    private static final int DAYS = 1_095;
    private static final int TURNS = 7;
    private static final double TIMES_MUST = 1.5;
    private static final double MILLIS_MUST = 2_000;
    private static final Pattern ENDED = Pattern.compile("\"ended\":(\\d+)");

    /** Twenty ways through nodes n1 to n9, six to ten visits long; every fifth goes back once. */
    private static final String WAYS = """
            ways as (
                select w, case when w % 5 = 0
                    then array['n1', 'n2', 'n1', 'n2'] || tail else array['n1', 'n2'] || tail end as nodes
                from generate_series(0, 19) w, lateral (
                    select array(select 'n' || (3 + (w + k * (1 + w / 7)) % 7) from generate_series(1, 4 + w % 5) k) as tail) t)""";

    private static final String CASES = "with " + WAYS + """
            , units as (select array_agg(id order by id) as ids from directory.unit)
            insert into mining.case_log (id, kind, version, record, title, unit, unit_name, started_at, ended_at, terminated,
                path_hash, visits, returns, late, worked_seconds)
            select -1000000000 - i, :kind, 1 + (i > :cases / 2)::int, null, '第 ' || i || ' 件',
                   ids[1 + (i * 7919) % cardinality(ids)], '某单位', begun,
                   case when i <= :cases - :open then begun + cardinality(nodes) * interval '15 hours' - interval '1 hour' end,
                   false, md5('way' || w)::uuid, cardinality(nodes), (w % 5 = 0)::int, (i % 9 = 0)::int,
                   case when i <= :cases - :open then cardinality(nodes) * 20000 + (i * 37) % 90000 end
            from generate_series(1, :cases::bigint) i
                 join ways on w = least((i * 31) % 20, (i * 17) % 20), units,
                 lateral (select :first::date + i * (:days::float8 / :cases) * interval '1 day' as begun) b""";

    private static final String VISITS = "with " + WAYS + """
            insert into mining.visit (id, case_id, kind, version, unit, node, node_name, from_node, from_department, arrived_at,
                since_start_seconds, opened_at, left_at, due_at, outcome, late, wait_seconds, touch_seconds, person, person_name,
                department_name)
            select -1000000000 - (row_number() over ()), c.id, c.kind, c.version, c.unit, nodes[k], '环节' || nodes[k], nodes[k - 1],
                   case when k > 1 then '部门' || nodes[k - 1] end, arrived, (k - 1) * 20000,
                   arrived + wait * interval '1 second', case when not open then arrived + (wait + touch) * interval '1 second' end,
                   case when k % 2 = 0 then arrived + interval '10 hours' end,
                   case when open then 'OPEN' when w % 5 = 0 and k = 2 then 'RETURNED' else 'DONE' end,
                   k % 2 = 0 and wait + touch > 36000, wait, case when not open then touch end, 1 + (c.id % 5000), '某人',
                   '部门' || nodes[k]
            from mining.case_log c join ways on c.path_hash = md5('way' || w)::uuid,
                 lateral generate_series(1, cardinality(nodes)) k,
                 lateral (select c.started_at + (k - 1) * interval '15 hours' as arrived,
                                 600 + abs(c.id * 31 + k * 17) % 36000 as wait, 300 + abs(c.id * 13 + k * 7) % 14400 as touch,
                                 c.ended_at is null and k = cardinality(nodes) as open) v
            where c.kind = :kind and c.id <= -1000000000""";

    /** The shape of CaseLog's sums, over everything at once. */
    private static final List<String> SUMS = sums();

    private static List<String> sums() {
        var day = "(%s at time zone 'Asia/Shanghai')::date";
        var visits = " from mining.visit where kind = 'documents.outgoing' and left_at is not null ";
        var cases = " from mining.case_log where kind = 'documents.outgoing' and ended_at is not null ";
        var left = "select kind, " + day.formatted("left_at") + " as d, version, coalesce(unit, 0)";
        var ended = "select kind, " + day.formatted("ended_at") + " as d, version, coalesce(unit, 0)";
        var each = "grouping sets ((unit), ())";
        var bucket = "least(60, greatest(0, ceil(3 * ln(greatest(%s, 1) / 60.0) / ln(2))))::smallint";
        var all = new ArrayList<String>();
        all.add("insert into mining.day_node " + left
                + ", node, max(node_name), count(*), count(*) filter (where outcome = 'RETURNED'),"
                + " count(*) filter (where outcome = 'WITHDRAWN'), count(due_at), count(*) filter (where late),"
                + " sum(wait_seconds), sum(touch_seconds)" + visits + " group by 1, 2, 3, node, " + each);
        for (var measure : List.of("wait", "touch")) {
            all.add("insert into mining.day_span " + left + ", node, upper('" + measure + "'), "
                    + bucket.formatted(measure + "_seconds") + ", count(*)" + visits + " group by 1, 2, 3, 5, 6, 7, "
                    + each);
        }
        all.add("insert into mining.day_span " + ended + ", '', 'CASE', " + bucket.formatted("worked_seconds")
                + ", count(*)" + cases + " group by 1, 2, 3, 5, 6, 7, " + each);
        all.add("insert into mining.day_arc " + left + ", coalesce(from_node, ''), node, count(*)" + visits
                + " group by 1, 2, 3, 5, 6, " + each);
        all.add("insert into mining.day_hand_over " + left + ", from_department, department_name, count(*)" + visits
                + " and from_department is not null group by 1, 2, 3, 5, 6, " + each);
        all.add("insert into mining.day_case " + ended
                + ", path_hash, count(*), 0, count(*) filter (where returns > 0), count(*) filter (where late > 0),"
                + " sum(worked_seconds)" + cases + " group by 1, 2, 3, 5, " + each);
        all.add("insert into mining.day_start select kind, " + day.formatted("started_at")
                + " as d, version, coalesce(unit, 0), count(*) from mining.case_log where kind = 'documents.outgoing'"
                + " group by 1, 2, 3, " + each);
        return all;
    }

    /** What the page shows, asked of DuckDB. */
    private static final List<String> REFERENCE = List.of(
            "select count(*) from c where started between ? and ?",
            "select count(*), avg(worked), quantile_cont(worked, 0.5), quantile_cont(worked, 0.9), sum(returns > 0), sum(late > 0)"
                    + " from c where ended between ? and ?",
            "select node, count(*), sum(outcome = 'RETURNED'), sum(due), sum(late), avg(wait), avg(touch),"
                    + " quantile_cont(wait, 0.9), quantile_cont(touch, 0.9) from v where left_day between ? and ? group by node",
            "select coalesce(from_node, ''), node, count(*) from v where left_day between ? and ? group by 1, 2",
            "select from_department, department, count(*) from v where left_day between ? and ? group by 1, 2"
                    + " order by 3 desc limit 100",
            "select way, count(*), avg(worked), sum(returns > 0), sum(late > 0) from c where ended between ? and ?"
                    + " group by 1 order by 2 desc limit 50",
            "select ended, count(*) from c where ended between ? and ? group by 1",
            "select node, count(*), min(arrived) from v where outcome = 'OPEN' and arrived between ? and ? group by 1");

    @Override
    public String name() {
        return "mining";
    }

    @Override
    public void run(Workplace workplace, Report report) throws Exception {
        var data = workplace.freshData(name());
        var last = LocalDate.now();
        var first = last.minusDays(DAYS - 1L);
        try (var application = Application.startWithDesk(workplace, data, "--jinye.demo=true");
                var database = application.database()) {
            load(database, workplace.scale().trailRows() / VISITS_OF_A_CASE, first);
            report.note(
                    name(),
                    "visits in the log",
                    Spread.of(database.sql()
                            .sql("select count(*) from mining.visit")
                            .query(Double.class)
                            .single()),
                    "rows",
                    null);
            var login = database.sql()
                    .sql("select login_name from access.account where login_name = 'liuzhiyuan'")
                    .query(String.class)
                    .single();
            var caller = Caller.signedIn(application.port(), login);
            var path = "/api/mining/figures?kind=" + KIND + "&from=" + first + "&to=" + last;
            try (var duck = duck(database, data)) {
                verify(caller.get(path), duck, first, last);
                measure(report, "page over three years", caller, path, duck, first, last);
                var month = last.minusDays(89);
                measure(
                        report,
                        "page over 90 days",
                        caller,
                        "/api/mining/figures?kind=" + KIND + "&from=" + month + "&to=" + last,
                        duck,
                        month,
                        last);
            }
        }
        workplace.remove(data);
    }

    private static void load(Database database, long cases, LocalDate first) throws SQLException {
        var open = Math.max(50, Math.min(5_000, cases / 100));
        try (var connection = database.source().getConnection()) {
            connection.setAutoCommit(false);
            var sql = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            // the demo's past and the collector write the same sums under this lock; afterwards the past counts as made
            sql.sql("select one from mining.progress for update")
                    .query(Boolean.class)
                    .single();
            for (var table :
                    List.of("day_node", "day_span", "day_arc", "day_hand_over", "day_case", "day_start", "case_log")) {
                sql.sql("delete from mining." + table + " where kind = ?")
                        .param(KIND)
                        .update();
            }
            sql.sql("with " + WAYS + """
                            insert into mining.path select md5('way' || w)::uuid, nodes, nodes from ways
                            on conflict do nothing""").update();
            sql.sql(CASES)
                    .param("kind", KIND)
                    .param("cases", cases)
                    .param("open", open)
                    .param("days", DAYS - 10)
                    .param("first", first.toString())
                    .update();
            sql.sql(VISITS).param("kind", KIND).update();
            SUMS.forEach(sum -> sql.sql(sum).update());
            connection.commit();
        }
        database.settle(
                "mining.case_log",
                "mining.visit",
                "mining.day_node",
                "mining.day_span",
                "mining.day_arc",
                "mining.day_hand_over",
                "mining.day_case",
                "mining.day_start");
    }

    /** The same rows, brought over as text. */
    private static Connection duck(Database database, Path data) throws SQLException, IOException {
        var visits = data.resolve("visits.csv");
        var cases = data.resolve("cases.csv");
        var day = "(%s at time zone 'Asia/Shanghai')::date";
        copy(
                database,
                visits,
                "select node, from_node, from_department, department_name, " + day.formatted("left_at") + ", "
                        + day.formatted("arrived_at")
                        + ", outcome, (due_at is not null)::int, late::int, wait_seconds, touch_seconds"
                        + " from mining.visit where kind = '" + KIND + "'");
        copy(
                database,
                cases,
                "select " + day.formatted("started_at") + ", " + day.formatted("ended_at")
                        + ", path_hash, returns, late, worked_seconds from mining.case_log where kind = '" + KIND
                        + "'");
        var duck = DriverManager.getConnection("jdbc:duckdb:");
        try (var statement = duck.createStatement()) {
            statement.execute("create table v as select * from read_csv('" + visits + "', header = false, columns = {"
                    + "'node': 'varchar', 'from_node': 'varchar', 'from_department': 'varchar', 'department': 'varchar',"
                    + "'left_day': 'date', 'arrived': 'date', 'outcome': 'varchar', 'due': 'integer', 'late': 'integer',"
                    + "'wait': 'bigint', 'touch': 'bigint'})");
            statement.execute("create table c as select * from read_csv('" + cases + "', header = false, columns = {"
                    + "'started': 'date', 'ended': 'date', 'way': 'varchar', 'returns': 'integer', 'late': 'integer',"
                    + "'worked': 'bigint'})");
        }
        Files.delete(visits);
        Files.delete(cases);
        return duck;
    }

    private static void copy(Database database, Path file, String query) throws SQLException, IOException {
        try (var connection = database.source().getConnection();
                var out = Files.newOutputStream(file)) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("copy (" + query + ") to stdout (format csv)", out);
        }
    }

    private void measure(
            Report report, String figure, Caller caller, String path, Connection duck, LocalDate first, LocalDate last)
            throws Exception {
        caller.get(path);
        ask(duck, first, last);
        var ours = new double[TURNS];
        var theirs = new double[TURNS];
        var times = new double[TURNS];
        for (int i = 0; i < TURNS; i++) {
            long begin = System.nanoTime();
            caller.get(path);
            ours[i] = (System.nanoTime() - begin) / 1e6;
            begin = System.nanoTime();
            ask(duck, first, last);
            theirs[i] = (System.nanoTime() - begin) / 1e6;
            times[i] = ours[i] / theirs[i];
        }
        var mine = Spread.of(ours);
        double ratio = Spread.of(times).median();
        report.goal(
                name(),
                figure,
                mine,
                "ms",
                ratio,
                "<= 1.5x and <= 2000 ms",
                ratio <= TIMES_MUST && mine.median() <= MILLIS_MUST);
        report.note(name(), "DuckDB, " + figure, Spread.of(theirs), "ms", null);
    }

    private static void ask(Connection duck, LocalDate first, LocalDate last) throws SQLException {
        for (var sql : REFERENCE) {
            try (var statement = duck.prepareStatement(sql)) {
                statement.setObject(1, first);
                statement.setObject(2, last);
                try (var rows = statement.executeQuery()) {
                    int columns = rows.getMetaData().getColumnCount();
                    while (rows.next()) {
                        for (int i = 1; i <= columns; i++) {
                            rows.getString(i);
                        }
                    }
                }
            }
        }
    }

    /** Both sides counted the same cases. */
    private static void verify(String page, Connection duck, LocalDate first, LocalDate last) throws SQLException {
        var told = ENDED.matcher(page);
        if (!told.find()) {
            throw new IllegalStateException("no totals in " + page.substring(0, Math.min(200, page.length())));
        }
        try (var statement = duck.prepareStatement("select count(*) from c where ended between ? and ?")) {
            statement.setObject(1, first);
            statement.setObject(2, last);
            try (var rows = statement.executeQuery()) {
                rows.next();
                if (rows.getLong(1) != Long.parseLong(told.group(1))) {
                    throw new IllegalStateException(
                            "the page counts " + told.group(1) + " ended cases and DuckDB " + rows.getLong(1));
                }
            }
        }
    }
}
