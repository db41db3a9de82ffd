package jinye.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The first page of 20 with all counts, and the page of what one has done, over HTTP; people are drawn in proportion to their
 * work, so the busiest weigh most. Beside it the same rows and counts by one prepared statement.
 */
final class TodoPages implements Scenario {

    private static final int CLIENTS = 2;
    private static final int SIGNED_IN = 16;
    private static final int DRAWN = 997;
    private static final double TIMES_MUST = 3;
    private static final double MILLIS_MUST = 50;
    private static final Pattern ALL = Pattern.compile("\"all\":(\\d+)");
    private static final Pattern ASSIGNMENT = Pattern.compile("\"assignment\":(\\d+)");

    /** Page and counts at once: the rows carry the counts in a column, as the reference may use any trick a person would. */
    static final String TODO = """
            select a.*, m.state = 'SUSPENDED' as suspended,
                   (select jsonb_agg(k) from (
                        select draft, kind, count(*) as all_open, count(*) filter (where state = 'OFFERED') as unopened,
                               count(*) filter (where due_at < now()) as overdue,
                               count(*) filter (where due_at >= now() and due_at < now() + interval '1 day') as today
                        from workflow.assignment where person = p.id and state in ('OFFERED', 'OPENED')
                        group by draft, kind) k) as counts,
                   (select count(*) from workflow.circulation where person = p.id and read_at is null) as unread
            from (select ?::bigint as id) p
            join lateral (
                select * from workflow.assignment
                where person = p.id and state in ('OFFERED', 'OPENED') and not draft
                order by offered_at desc, id desc limit 21) a on true
            join workflow.matter m on m.id = a.matter
            order by a.offered_at desc, a.id desc""";

    static final String DONE = """
            select * from (
                (select a.*, m.state as matter_state,
                        (select string_agg(s.node_name, '、' order by s.id) from workflow.step s
                         where s.matter = m.id and s.state = 'OPEN') as present_nodes
                 from workflow.assignment a join workflow.matter m on m.id = a.matter
                 where a.state = 'DONE' and a.done_by = ? order by a.done_at desc, a.id desc limit 21)
                union all
                (select a.*, m.state,
                        (select string_agg(s.node_name, '、' order by s.id) from workflow.step s
                         where s.matter = m.id and s.state = 'OPEN')
                 from workflow.assignment a join workflow.matter m on m.id = a.matter
                 where a.state = 'DONE' and a.person = ? and a.done_by <> a.person
                 order by a.done_at desc, a.id desc limit 21)) both_halves
            order by done_at desc, id desc limit 21""";

    private record Measured(Load.Result ours, Load.Result reference) {}

    @Override
    public String name() {
        return "todo-list";
    }

    @Override
    public void run(Workplace workplace, Report report) throws Exception {
        var data = workplace.freshData(name());
        var scale = workplace.scale();
        try (var application = Application.startWithDesk(workplace, data);
                var database = application.database()) {
            var work = new TodoData(database, scale);
            work.load();
            report.note(
                    name(),
                    "open assignments",
                    Spread.of(count(database, "assignment where state in ('OFFERED', 'OPENED')")),
                    "rows",
                    null);
            report.note(name(), "trail", Spread.of(count(database, "trail")), "rows", null);
            var drawn = drawn(work, scale);
            var signedIn = new LinkedHashMap<Long, Caller>();
            for (long person : drawn.stream().distinct().toList()) {
                signedIn.put(person, Caller.signedIn(application.port(), login(database, person)));
            }
            verify(database, signedIn);
            measure(
                    scale,
                    report,
                    "page of 20 with counts",
                    drawn,
                    signedIn,
                    database,
                    TODO,
                    1,
                    caller -> caller.get("/api/workflow/todo?size=20&counts=true"));
            measure(
                    scale,
                    report,
                    "done-list page of 20",
                    drawn,
                    signedIn,
                    database,
                    DONE,
                    2,
                    caller -> caller.get("/api/workflow/done?size=20"));
        }
        workplace.remove(data);
    }

    private interface Page {
        void open(Caller caller) throws Exception;
    }

    private void measure(
            Scale scale,
            Report report,
            String figure,
            List<Long> drawn,
            Map<Long, Caller> signedIn,
            Database database,
            String sql,
            int parameters,
            Page page)
            throws Exception {
        List<Map<Long, Caller>> tabs = new ArrayList<>();
        var connections = new ArrayList<Connection>();
        var statements = new ArrayList<PreparedStatement>();
        var turns = new int[2 * CLIENTS];
        for (int client = 0; client < CLIENTS; client++) {
            var own = new LinkedHashMap<Long, Caller>();
            signedIn.forEach((person, caller) -> own.put(person, caller.another()));
            tabs.add(own);
            turns[client] = turns[CLIENTS + client] = client * DRAWN / CLIENTS;
            connections.add(database.source().getConnection());
            statements.add(connections.getLast().prepareStatement(sql));
        }
        Load.Operation ours = client -> page.open(tabs.get(client).get(drawn.get(turns[client]++ % DRAWN)));
        Load.Operation reference = client -> {
            var statement = statements.get(client);
            for (int i = 1; i <= parameters; i++) {
                statement.setLong(i, drawn.get(turns[CLIENTS + client]++ / parameters % DRAWN));
            }
            try (var rows = statement.executeQuery()) {
                int columns = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    for (int i = 1; i <= columns; i++) {
                        rows.getString(i);
                    }
                }
            }
        };
        Load.run(ours, CLIENTS, scale.warmSeconds());
        Load.run(reference, CLIENTS, scale.warmSeconds() / 4);
        List<Measured> all = new ArrayList<>();
        for (int i = 0; i < scale.pairs(); i++) {
            all.add(new Measured(
                    Load.run(ours, CLIENTS, scale.seconds()), Load.run(reference, CLIENTS, scale.seconds())));
        }
        for (var connection : connections) {
            connection.close();
        }
        var mine = all.stream().map(Measured::ours).toList();
        var theirs = all.stream().map(Measured::reference).toList();
        var p95 = Spread.of(mine, Load.Result::p95);
        var times = Spread.quotients(mine, theirs, Load.Result::p95).median();
        report.goal(
                name(),
                figure + " p95",
                p95,
                "ms",
                times,
                "<= 3x and <= 50 ms",
                times <= TIMES_MUST && p95.median() <= MILLIS_MUST);
        report.note(name(), figure + " p50", Spread.of(mine, Load.Result::p50), "ms", null);
        report.note(name(), "reference p95", Spread.of(theirs, Load.Result::p95), "ms", null);
    }

    /** The people who can sign in, drawn as their work makes them likely to look; the first is the busiest. */
    private static List<Long> drawn(TodoData work, Scale scale) {
        var texts = Texts.of(104);
        List<Long> known = new ArrayList<>(List.of(work.person(0)));
        List<Long> drawn = new ArrayList<>();
        while (drawn.size() < DRAWN) {
            int rank = texts.skewed(scale.people());
            if (!work.isReal(rank)) {
                continue;
            }
            long person = work.person(rank);
            if (!known.contains(person) && known.size() < SIGNED_IN) {
                known.add(person);
            }
            if (known.contains(person)) {
                drawn.add(person);
            }
        }
        return drawn;
    }

    /** What people are shown is what is in the tables. */
    private static void verify(Database database, Map<Long, Caller> signedIn) throws Exception {
        for (var one : signedIn.entrySet()) {
            var counts = one.getValue().get("/api/workflow/todo/counts");
            var all = ALL.matcher(counts);
            if (!all.find()) {
                throw new IllegalStateException("no counts in " + counts);
            }
            ApprovalStep.equal(
                    database,
                    Long.parseLong(all.group(1)),
                    "select count(*) from workflow.assignment where state in ('OFFERED', 'OPENED') and not draft and person = "
                            + one.getKey());
            var shown = ASSIGNMENT
                    .matcher(one.getValue().get("/api/workflow/todo?size=20"))
                    .results()
                    .map(found -> Long.valueOf(found.group(1)))
                    .toList();
            var there = database.sql()
                    .sql("""
                            select id from workflow.assignment
                            where person = ? and state in ('OFFERED', 'OPENED') and not draft
                            order by offered_at desc, id desc limit 20""")
                    .param(one.getKey())
                    .query(Long.class)
                    .list();
            if (!shown.equals(there)) {
                throw new IllegalStateException("the page shows " + shown + " and not " + there);
            }
        }
    }

    private static double count(Database database, String what) {
        return database.sql()
                .sql("select count(*) from workflow." + what)
                .query(Double.class)
                .single();
    }

    private static String login(Database database, long person) {
        return database.sql()
                .sql("select login_name from access.account where person = ?")
                .param(person)
                .query(String.class)
                .single();
    }
}
