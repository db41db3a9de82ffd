package jinye.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Eight lanes of one matter completed at the same instant by eight people over HTTP, against the same eight acts one after another.
 * Nothing may be lost, and nobody may see an error.
 */
final class ParallelJoin implements Scenario {

    private static final int LANES = 8;
    private static final double MUST = 0.5;

    private Caller starter;
    private final List<Caller> handlers = new ArrayList<>();
    private final List<Long> people = new ArrayList<>();
    private final AtomicInteger errors = new AtomicInteger();
    private long started;

    private record Pair(double together, double inTurn) {}

    @Override
    public String name() {
        return "parallel-join";
    }

    @Override
    public void run(Workplace workplace, Report report) throws Exception {
        var data = workplace.freshData(name());
        Application.startWithDesk(workplace, data).close();
        try (var application = Application.startWithDesk(workplace, data);
                var database = application.database();
                var threads = Executors.newFixedThreadPool(LANES)) {
            signIn(application, database);
            int block =
                    Math.max(2, workplace.scale().matters() / workplace.scale().pairs());
            var gate = new CyclicBarrier(LANES);
            for (int warm = 0; warm < 2; warm++) {
                together(database, threads, gate, block / 2);
                inTurn(database, block / 2);
            }
            database.settle("workflow.assignment", "workflow.matter", "workflow.step", "web.write_once");
            List<Pair> pairs = new ArrayList<>();
            for (int i = 0; i < workplace.scale().pairs(); i++) {
                pairs.add(new Pair(together(database, threads, gate, block), inTurn(database, block)));
            }
            report(report, pairs);
            verify(report, database);
        }
        workplace.remove(data);
    }

    private void report(Report report, List<Pair> pairs) {
        var quotient = Spread.of(pairs.stream()
                .mapToDouble(pair -> pair.together() / pair.inTurn())
                .toArray());
        report.goal(
                name(),
                "8 lanes at once, to one by one",
                Spread.of(pairs, Pair::together),
                "acts/s",
                quotient.median(),
                ">= 0.5x",
                quotient.median() >= MUST);
        report.note(name(), "one by one", Spread.of(pairs, Pair::inTurn), "acts/s", null);
    }

    /** A wrong answer is no throughput: every lane arrived once, every matter ended once, and only the last one ended it. */
    private void verify(Report report, Database database) {
        long lost = database.sql().sql("""
                        select count(*) from workflow.matter m
                        where m.kind = 'bench.parallel' and (m.state <> 'ENDED'
                          or (select count(*) from workflow.trail t where t.matter = m.id and t.verb = 'SEND') <> 8
                          or (select count(*) from workflow.trail t where t.matter = m.id and t.verb = 'END') <> 1
                          or (select count(*) from workflow.step s where s.matter = m.id and s.state = 'CLOSED') <> 8)""").query(Long.class).single();
        ApprovalStep.equal(database, started, "select count(*) from workflow.matter where kind = 'bench.parallel'");
        ApprovalStep.equal(
                database,
                started * LANES,
                "select count(*) from journal.entry where module = 'bench' and act = 'workflow.send'");
        report.goal(name(), "matters lost", Spread.of(lost), "of " + started, null, "= 0", lost == 0);
        report.goal(name(), "errors shown", Spread.of(errors.get()), "", null, "= 0", errors.get() == 0);
    }

    private void signIn(Application application, Database database) throws Exception {
        record Member(long person, String loginName) {}
        var members = database.sql()
                .sql("""
                        select a.person, a.login_name from access.account a
                        join directory.person_with_post p on p.id = a.person and p.valid_to is null
                        where exists (select from directory.role_of r where r.person_id = a.person and r.role = 'R_STAFF')
                        order by a.person limit :limit""")
                .param("limit", LANES + 1)
                .query(Member.class)
                .list();
        starter = Caller.signedIn(application.port(), members.getFirst().loginName());
        for (var member : members.subList(1, LANES + 1)) {
            handlers.add(Caller.signedIn(application.port(), member.loginName()));
            people.add(member.person());
        }
    }

    /** @return the assignments in the order of the handlers */
    private List<Long> start(Database database) throws Exception {
        var answer = starter.send(
                "POST", "/api/bench/requests/parallel", "{\"title\":\"关于重点项目并联审批的请示\",\"handlers\":" + people + "}");
        if (answer.status() != 201) {
            throw new IllegalStateException("not started: " + answer);
        }
        started++;
        return database.sql()
                .sql("""
                        select id from workflow.assignment where matter = :matter and state in ('OFFERED', 'OPENED')
                        order by array_position(:people, person)""")
                .param("matter", answer.json().get("matter").asLong())
                .param("people", people.toArray(Long[]::new))
                .query(Long.class)
                .list();
    }

    private double together(
            Database database, java.util.concurrent.ExecutorService threads, CyclicBarrier gate, int matters)
            throws Exception {
        long nanos = 0;
        for (int i = 0; i < matters; i++) {
            var assignments = start(database);
            List<Callable<Void>> acts = new ArrayList<>();
            for (int lane = 0; lane < LANES; lane++) {
                int at = lane;
                acts.add(() -> {
                    gate.await(30, TimeUnit.SECONDS);
                    complete(at, assignments.get(at));
                    return null;
                });
            }
            long begin = System.nanoTime();
            for (var done : threads.invokeAll(acts)) {
                done.get();
            }
            nanos += System.nanoTime() - begin;
        }
        return matters * LANES * 1e9 / nanos;
    }

    private double inTurn(Database database, int matters) throws Exception {
        long nanos = 0;
        for (int i = 0; i < matters; i++) {
            var assignments = start(database);
            long begin = System.nanoTime();
            for (int lane = 0; lane < LANES; lane++) {
                complete(lane, assignments.get(lane));
            }
            nanos += System.nanoTime() - begin;
        }
        return matters * LANES * 1e9 / nanos;
    }

    private void complete(int lane, long assignment) throws Exception {
        var answer = handlers.get(lane)
                .send(
                        "POST",
                        "/api/workflow/assignments/" + assignment + "/sending",
                        "{\"decision\":\"agree\",\"opinion\":\"同意。\"}");
        if (answer.status() >= 300) {
            errors.incrementAndGet();
            System.err.println(answer);
        }
    }
}
