package jinye.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;

/**
 * One approval: start, open the to-do page, handle; over HTTP with session, idempotency keys, permission, journal and trail.
 * Beside it, on the same database server, the same process in a bare engine and as bare statements.
 */
final class ApprovalStep implements Scenario {

    private static final int CLIENTS = 8;
    private static final int WAITING = 25;
    private static final int COUNTED = 200;
    private static final double BARE_MUST = 1.2;
    private static final double STATEMENTS_MUST = 30;
    private static final double MEMORY_MUST = 700;
    private static final double PEER_MEMORY = 1083;
    private static final Pattern NEWEST = Pattern.compile("\"assignment\":(\\d+)");

    private final AtomicLong started = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();

    record Pair(Caller starter, Caller handler, long handlerPerson) {}

    private record Measured(
            Load.Result ours1, Load.Result bare1, Load.Result ours8, Load.Result bare8, Load.Result raw8) {}

    @Override
    public String name() {
        return "approval-step";
    }

    @Override
    public void run(Workplace workplace, Report report) throws Exception {
        var data = workplace.freshData(name());
        // the first start makes the demo bureau and prints its papers; a warm one is what people work with
        Application.startWithDesk(workplace, data).close();
        try (var application = Application.startWithDesk(workplace, data)) {
            var server = compare(workplace.scale(), report, application);
            // our own connections are closed by now: their backends are not the application's memory
            double java = Cpu.memory(application.java());
            double all = java + Cpu.memoryOfTree(server);
            report.goal(
                    "startup",
                    "memory after approval-step",
                    Spread.of(all),
                    "MB",
                    all / PEER_MEMORY,
                    "<= 700 MB",
                    all <= MEMORY_MUST);
            report.note("startup", "of it Java", Spread.of(java), "MB", null);
        }
        workplace.remove(data);
    }

    /** @return the process of the database server */
    private ProcessHandle compare(Scale scale, Report report, Application application) throws Exception {
        try (var database = application.database();
                var source = database.another("engine");
                var engine = new BareEngine(source, process(), CLIENTS)) {
            database.countStatements();
            database.sql()
                    .sql("insert into workflow.process values (?, 1, '', now())")
                    .param(RawApproval.KIND)
                    .update();
            try (var raw = new RawApproval(database.source(), CLIENTS)) {
                var pairs = signIn(application, database);
                for (int client = 0; client < CLIENTS; client++) {
                    for (int i = 0; i < WAITING; i++) {
                        start(pairs.get(client));
                    }
                }
                measure(scale, report, application, database, engine, raw, pairs);
                verify(database, engine);
            }
            return database.server();
        }
    }

    private void measure(
            Scale scale,
            Report report,
            Application application,
            Database database,
            BareEngine engine,
            RawApproval raw,
            List<Pair> pairs)
            throws Exception {
        Load.Operation ours = client -> cycle(pairs.get(client));
        Load.run(ours, CLIENTS, scale.warmSeconds());
        Load.run(engine::cycle, CLIENTS, scale.warmSeconds() / 2);
        Load.run(raw::cycle, CLIENTS, scale.warmSeconds() / 10);
        database.settle("workflow.assignment", "workflow.matter", "workflow.step", "web.write_once");
        countStatements(report, database, engine, pairs.getFirst());
        var java = Cpu.of(application.java());
        var server = Cpu.ofTree(database.server());
        List<Measured> all = new ArrayList<>();
        for (int i = 0; i < scale.pairs(); i++) {
            all.add(new Measured(
                    Load.run(ours, 1, scale.seconds() / 2),
                    Load.run(engine::cycle, 1, scale.seconds() / 2),
                    Load.run(ours, CLIENTS, scale.seconds(), java, server),
                    Load.run(engine::cycle, CLIENTS, scale.seconds()),
                    Load.run(raw::cycle, CLIENTS, scale.seconds())));
        }
        var ours8 = all.stream().map(Measured::ours8).toList();
        var bare8 = all.stream().map(Measured::bare8).toList();
        var raw8 = all.stream().map(Measured::raw8).toList();
        var toBare = Spread.quotients(ours8, bare8, Load.Result::rate);
        var toRaw = Spread.quotients(ours8, raw8, Load.Result::rate);
        report.goal(
                name(),
                "8 clients, to bare engine",
                Spread.of(ours8, Load.Result::rate),
                "cycles/s",
                toBare.median(),
                ">= 1.2x",
                toBare.median() >= BARE_MUST);
        report.note(name(), "8 clients, to raw SQL", Spread.of(raw8, Load.Result::rate), "cycles/s", toRaw.median());
        report.note(name(), "bare engine, 8 clients", Spread.of(bare8, Load.Result::rate), "cycles/s", null);
        report.note(name(), "8 clients p50", Spread.of(ours8, Load.Result::p50), "ms", null);
        report.note(name(), "8 clients p95", Spread.of(ours8, Load.Result::p95), "ms", null);
        report.note(name(), "8 clients p99", Spread.of(ours8, Load.Result::p99), "ms", null);
        report.note(name(), "CPU of Java a cycle", Spread.of(ours8, Load.Result::javaMillis), "ms", null);
        report.note(name(), "CPU of PostgreSQL a cycle", Spread.of(ours8, Load.Result::databaseMillis), "ms", null);
        var ours1 = all.stream().map(Measured::ours1).toList();
        var bare1 = all.stream().map(Measured::bare1).toList();
        report.note(
                name(),
                "1 client, to bare engine",
                Spread.of(ours1, Load.Result::rate),
                "cycles/s",
                Spread.quotients(ours1, bare1, Load.Result::rate).median());
        report.note(name(), "1 client p50", Spread.of(ours1, Load.Result::p50), "ms", null);
    }

    private void countStatements(Report report, Database database, BareEngine engine, Pair pair) throws Exception {
        database.forgetStatements();
        for (int i = 0; i < COUNTED; i++) {
            cycle(pair);
        }
        var ours = database.statements();
        database.listStatements(COUNTED).forEach(System.err::println);
        for (int i = 0; i < COUNTED; i++) {
            engine.cycle(0);
        }
        var bare = database.statements("engine");
        double sum = ours.sum() / COUNTED;
        double reference = bare.sum() / COUNTED;
        report.goal(name(), "statements a cycle", Spread.of(sum), "", sum / reference, "<= 30", sum <= STATEMENTS_MUST);
        report.note(name(), "of them select", Spread.of(ours.selects() / COUNTED), "", null);
        report.note(name(), "of them insert", Spread.of(ours.inserts() / COUNTED), "", null);
        report.note(name(), "of them update", Spread.of(ours.updates() / COUNTED), "", null);
        report.note(name(), "of them begin", Spread.of(ours.begins() / COUNTED), "", null);
        report.note(
                name(),
                "write-ahead log a cycle",
                Spread.of(ours.walBytes() / COUNTED / 1024),
                "kB",
                ours.walBytes() / bare.walBytes());
    }

    void cycle(Pair pair) throws Exception {
        start(pair);
        var page = pair.handler().get("/api/workflow/todo?size=20");
        var newest = NEWEST.matcher(page);
        if (!newest.find()) {
            throw new IllegalStateException("the to-do page is empty: " + page);
        }
        pair.handler()
                .post(
                        "/api/workflow/assignments/" + newest.group(1) + "/sending",
                        "{\"decision\":\"agree\",\"opinion\":\"同意。\"}");
        ended.incrementAndGet();
    }

    private void start(Pair pair) throws Exception {
        pair.starter()
                .post("/api/bench/requests", "{\"title\":\"关于开展卷烟市场检查的请示\",\"handler\":" + pair.handlerPerson() + "}");
        started.incrementAndGet();
    }

    /** A wrong answer is no throughput: every act acknowledged is there, once, with its trail and its journal entries. */
    private void verify(Database database, BareEngine engine) {
        equal(database, started.get(), "select count(*) from bench.request where author < 900000000");
        equal(database, started.get(), "select count(*) from workflow.matter where kind = 'bench.request'");
        equal(
                database,
                ended.get(),
                "select count(*) from workflow.matter where kind = 'bench.request' and state = 'ENDED'");
        equal(database, started.get() - ended.get(), """
                select count(*) from workflow.assignment where kind = 'bench.request' and state in ('OFFERED', 'OPENED')""");
        for (var verb : List.of("START", "SEND", "END")) {
            equal(
                    database,
                    verb.equals("START") ? started.get() : ended.get(),
                    "select count(*) from workflow.trail t join workflow.matter m on m.id = t.matter"
                            + " where m.kind = 'bench.request' and t.verb = '" + verb + "'");
        }
        equal(database, started.get(), "select count(*) from journal.entry where act = 'bench.start'");
        equal(database, ended.get(), """
                select count(*) from journal.entry where module = 'bench' and act = 'workflow.send'""");
        equal(database, started.get() + ended.get(), """
                select count(*) from web.write_once where person < 900000000 and status is not null""");
        if (engine.waiting() != (long) CLIENTS * WAITING) {
            throw new IllegalStateException("the bare engine has " + engine.waiting() + " tasks");
        }
    }

    static void equal(Database database, long expected, String sql) {
        long found = database.sql().sql(sql).query(Long.class).single();
        if (found != expected) {
            throw new IllegalStateException("expected " + expected + " and found " + found + ": " + sql);
        }
    }

    static List<Pair> signIn(Application application, Database database) throws Exception {
        record Member(long person, String loginName) {}
        var members = database.sql()
                .sql("""
                        select a.person, a.login_name from access.account a
                        join directory.person_with_post p on p.id = a.person and p.valid_to is null
                        where exists (select from directory.role_of r where r.person_id = a.person and r.role = 'R_STAFF')
                        order by a.person limit :limit""")
                .param("limit", 2 * CLIENTS)
                .query(Member.class)
                .list();
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            var handler = members.get(2 * i + 1);
            pairs.add(new Pair(
                    Caller.signedIn(application.port(), members.get(2 * i).loginName()),
                    Caller.signedIn(application.port(), handler.loginName()),
                    handler.person()));
        }
        return pairs;
    }

    private static String process() throws java.io.IOException {
        return new ClassPathResource("modules/bench/processes/request.bpmn").getContentAsString(StandardCharsets.UTF_8);
    }
}
