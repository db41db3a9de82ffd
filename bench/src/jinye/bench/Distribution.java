package jinye.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * One sealed document to 104 and to 2,000 units over HTTP, until the answer says that every envelope is on disk. Beside it the
 * same rows by hand.
 */
final class Distribution implements Scenario {

    private static final int FEW = 104;
    private static final int MANY = 2_000;
    private static final String SENDER = "chenjing";
    private static final double SHARE_MUST = 0.05;
    private static final double MILLIS_MUST = 150;

    @Override
    public String name() {
        return "distribute";
    }

    @Override
    public void run(Workplace workplace, Report report) throws Exception {
        var data = workplace.freshData(name());
        try (var application = Application.startWithDesk(workplace, data);
                var database = application.database()) {
            addUnits(database);
            // the directory looks for changes made beside it once a second
            Thread.sleep(1_500);
            var units = database.sql()
                    .sql(
                            "select id from directory.unit where parent_id is not null and valid_to is null order by code, id")
                    .query(Long.class)
                    .list();
            var sender = Caller.signedIn(application.port(), SENDER);
            int pairs = workplace.scale().pairs();
            var cold = measure(database, sender, units.subList(0, MANY), 1);
            report.note(name(), "first of all to 2,000 units", Spread.of(cold.ours()), "ms", null);
            measure(database, sender, units.subList(0, FEW), 2 * pairs);
            report(report, FEW, measure(database, sender, units.subList(0, FEW), 6 * pairs), true);
            report(report, MANY, measure(database, sender, units.subList(0, MANY), pairs), false);
        }
        workplace.remove(data);
    }

    /** Milliseconds of each pair. */
    private record Measured(double[] ours, double[] delivered, double[] board, double[] raw) {}

    private void report(Report report, int units, Measured all, boolean must) {
        var shares = new double[all.ours().length];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = all.raw()[i] / all.ours()[i];
        }
        double share = Spread.of(shares).median();
        double p95 = percentile(all.ours(), 95);
        var to = "to " + units + " units";
        if (must) {
            report.goal(
                    name(),
                    to + " p95",
                    Spread.of(p95),
                    "ms",
                    share,
                    ">= 0.05x and <= 150 ms",
                    share >= SHARE_MUST && p95 <= MILLIS_MUST);
        } else {
            report.goal(name(), to + " p95", Spread.of(p95), "ms", share, ">= 0.05x", share >= SHARE_MUST);
        }
        var median = Spread.of(all.ours());
        report.note(name(), to + " p50", median, "ms", null);
        report.note(name(), to + ", envelopes", Spread.of(units * 1000 / median.median()), "1/s", null);
        report.note(name(), to + ", in all inboxes", Spread.of(all.delivered()), "ms", null);
        report.note(name(), to + ", receipts board", Spread.of(all.board()), "ms", null);
        report.note(name(), to + ", raw SQL", Spread.of(all.raw()), "ms", null);
    }

    private Measured measure(Database database, Caller sender, List<Long> units, int pairs) throws Exception {
        var ours = new double[pairs];
        var delivered = new double[pairs];
        var board = new double[pairs];
        var raw = new double[pairs];
        var receivers = units.stream().map(String::valueOf).collect(Collectors.joining(","));
        for (int i = 0; i < pairs; i++) {
            long document = sealed(database);
            var words = "{\"document\":%d,\"mainTo\":[%s],\"copyTo\":[],\"skipReason\":\"全省统一部署，直接到县\"}"
                    .formatted(document, receivers);
            long begin = System.nanoTime();
            var answer = sender.post("/api/transmission/dispatches", words);
            ours[i] = millisSince(begin);
            long dispatch = Long.parseLong(answer.replaceAll("[^0-9]", ""));
            delivered[i] = awaitArrival(database, dispatch, begin);
            verify(database, document, dispatch, units.size());
            begin = System.nanoTime();
            sender.get("/api/transmission/dispatches/" + dispatch + "/board");
            board[i] = millisSince(begin);
            begin = System.nanoTime();
            insert(database, -document, units);
            raw[i] = millisSince(begin);
        }
        return new Measured(ours, delivered, board, raw);
    }

    private static void verify(Database database, long document, long dispatch, int units) {
        ApprovalStep.equal(
                database,
                units,
                "select count(distinct receiver) from transmission.envelope where state = 'ARRIVED' and dispatch = "
                        + dispatch);
        ApprovalStep.equal(
                database,
                1,
                "select count(*) from documents.document where state = 'D95' and receivers = " + units + " and id = "
                        + document);
        ApprovalStep.equal(
                database,
                1,
                "select count(*) from journal.entry where act = 'transmission.send' and module = 'documents' and record = "
                        + document);
        ApprovalStep.equal(
                database,
                units,
                "select count(*) from transmission.receipt r join transmission.envelope e on e.id = r.envelope"
                        + " where r.kind = 'ARRIVAL' and e.dispatch = " + dispatch);
    }

    private static double awaitArrival(Database database, long dispatch, long begin) throws InterruptedException {
        while (millisSince(begin) < 60_000) {
            long waiting = database.sql()
                    .sql("select count(*) from transmission.envelope where dispatch = ? and state = 'SENT'")
                    .param(dispatch)
                    .query(Long.class)
                    .single();
            if (waiting == 0) {
                return millisSince(begin);
            }
            Thread.sleep(10);
        }
        throw new IllegalStateException("envelopes of dispatch " + dispatch + " did not arrive within a minute");
    }

    /** What the application writes in its transaction for envelopes, and nothing else of it. */
    private static void insert(Database database, long document, List<Long> units) throws SQLException {
        try (Connection connection = database.source().getConnection()) {
            connection.setAutoCommit(false);
            var now = new Timestamp(System.currentTimeMillis());
            long dispatch;
            try (var statement = connection.prepareStatement("""
                    insert into transmission.dispatch(document, unit, unit_name, title, number, kind_code, kind_name, urgency,
                        issue_date, body_text, paper, paper_sha256, attachments, receivers, sent_by, sent_by_name, sent_at)
                    select ?, unit, unit_name, title, number, kind_code, kind_name, urgency, issue_date, body_text, paper,
                        paper_sha256, attachments, ?, sent_by, sent_by_name, ? from transmission.dispatch limit 1
                    returning id""")) {
                statement.setLong(1, document);
                statement.setInt(2, units.size());
                statement.setTimestamp(3, now);
                try (var rows = statement.executeQuery()) {
                    rows.next();
                    dispatch = rows.getLong(1);
                }
            }
            try (var statement = connection.prepareStatement("""
                    insert into transmission.envelope(version, package, dispatch, document, sender, receiver, receiver_name,
                        position, role, urgency, state, sent_at, sign_due_at, sign_due_explanation, next_urging_at)
                    values (1, ?, ?, ?, 1, ?, '某市烟草专卖局', ?, 'MAIN', 'PLAIN', 'SENT', ?, ?, '收到之日起计算。', ?)""")) {
                int position = 0;
                for (long unit : units) {
                    Object[] row = {UUID.randomUUID(), dispatch, document, unit, position++, now, now, now};
                    for (int i = 0; i < row.length; i++) {
                        statement.setObject(i + 1, row[i]);
                    }
                    statement.addBatch();
                }
                statement.executeBatch();
            }
            connection.commit();
        }
    }

    /** Another document like the demo bureau's one that only waits for being sent. */
    private static long sealed(Database database) {
        var sql = database.sql();
        record Model(long document, long matter) {}
        var found = sql.sql("""
                        select d.id as document, m.id as matter from documents.document d
                        join workflow.matter m on m.kind = 'documents.outgoing' and m.record = d.id
                        where d.state = 'D90' and d.sealed_at is not null order by d.id limit 1""").query(Model.class);
        // the sealed sample is made in the background after the start
        var model = found.optional();
        for (int second = 0; model.isEmpty() && second < 120; second++) {
            LockSupport.parkNanos(1_000_000_000);
            model = found.optional();
        }
        var sample = model.orElseThrow();
        long document = sql.sql("select nextval('documents.document_id')")
                .query(Long.class)
                .single();
        long id = sql.sql("select nextval('workflow.ids')").query(Long.class).single();
        var of = " where document = " + sample.document();
        var record = Map.of("document", Long.toString(document));
        copy(
                database,
                "documents.document",
                " where id = " + sample.document(),
                Map.of("id", Long.toString(document), "number", "'湘烟办〔2026〕" + (100_000 + document) + "号'"));
        copy(database, "documents.document_grant", of, record);
        copy(database, "documents.attachment", of, record);
        copy(database, "documents.seal_use", of, record);
        copy(
                database,
                "workflow.matter",
                " where id = " + sample.matter(),
                Map.of("id", Long.toString(id), "record", Long.toString(document)));
        var open = " where state = 'OPEN' and matter = " + sample.matter();
        copy(database, "workflow.step", open, Map.of("id", Long.toString(id + 1), "matter", Long.toString(id)));
        copy(
                database,
                "workflow.assignment",
                " where step in (select id from workflow.step" + open + ")",
                Map.of(
                        "id", (id + 1) + " + row_number() over (order by id)",
                        "step", Long.toString(id + 1),
                        "matter", Long.toString(id),
                        "record", Long.toString(document)));
        return document;
    }

    private static void copy(Database database, String table, String where, Map<String, String> instead) {
        var columns = database.sql().sql("""
                        select column_name from information_schema.columns
                        where table_schema || '.' || table_name = ? and is_generated = 'NEVER' order by ordinal_position""").param(table).query(String.class).list();
        var values = columns.stream()
                .map(column -> instead.getOrDefault(column, column))
                .toList();
        new JdbcTemplate(database.source())
                .update("insert into " + table + " (" + String.join(", ", columns) + ") select "
                        + String.join(", ", values) + " from " + table + where);
    }

    /** A bureau of two thousand units; each has somebody who signs for documents. */
    private static void addUnits(Database database) {
        var template = new JdbcTemplate(database.source());
        for (var sql : new ArrayList<>(Arrays.asList(UNITS.split(";")))) {
            template.update(sql);
        }
    }

    private static final String UNITS = """
            insert into directory.unit (code, name, short_name, doc_mark, fonds, level, parent_id, valid_from, pinyin, initials)
            select (99000000 + n)::text, '测量县' || n || '烟草专卖局', '测量县' || n || '局', '测' || n, 'C' || n, 'COUNTY',
                (select id from directory.unit where level = 'CITY' order by id limit 1), date '2026-01-01', 'celiang', 'cl'
            from generate_series(1, 2000) n;
            insert into directory.department (unit_id, code, name, valid_from, pinyin, initials)
            select id, 'BGS', '综合办公室', valid_from, 'bangongshi', 'bgs' from directory.unit where code like '99%';
            insert into directory.post (department_id, code, title, category, rank, headcount, valid_from)
            select d.id, 'SFY', '收发员', 'STAFF', 50, 1, d.valid_from
            from directory.department d join directory.unit u on u.id = d.unit_id where u.code like '99%';
            insert into directory.person (name, pinyin, initials, staff_number, valid_from)
            select '收发' || code, 'shoufa', 'sf', 'B' || code, valid_from from directory.unit where code like '99%';
            insert into directory.holding (person_id, post_id, main, valid_from)
            select p.id, q.id, true, p.valid_from
            from directory.unit u join directory.department d on d.unit_id = u.id join directory.post q on q.department_id = d.id
            join directory.person p on p.staff_number = 'B' || u.code where u.code like '99%';
            insert into directory.role_holding (person_id, role, unit_id, valid_from)
            select p.id, 'R_REGISTRAR', u.id, p.valid_from
            from directory.unit u join directory.person p on p.staff_number = 'B' || u.code where u.code like '99%';
            update directory.revision set number = number + 1""";

    private static double percentile(double[] millis, int percent) {
        var sorted = Arrays.stream(millis)
                .mapToLong(value -> (long) (value * 1e6))
                .sorted()
                .toArray();
        return Load.percentile(sorted, percent);
    }

    private static double millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e6;
    }
}
