package jinye.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Five hundred selected items with one opinion, over HTTP, beside five hundred single calls of the same person. */
final class BatchApprove implements Scenario {

    private static final int ITEMS = 500;
    private static final double SPEED_MUST = 5;

    private final AtomicLong started = new AtomicLong();
    private long sent;

    /** Items a second of both ways, measured one after the other on items alike. */
    private record Measured(double together, double single) {}

    @Override
    public String name() {
        return "batch-approve";
    }

    @Override
    public void run(Workplace workplace, Report report) throws Exception {
        var data = workplace.freshData(name());
        Application.startWithDesk(workplace, data).close();
        try (var application = Application.startWithDesk(workplace, data);
                var database = application.database()) {
            measure(workplace.scale(), report, application, database);
        }
        workplace.remove(data);
    }

    private record Member(long person, String loginName) {}

    private void measure(Scale scale, Report report, Application application, Database database) throws Exception {
        var members = database.sql().sql("""
                        select a.person, a.login_name from access.account a
                        join directory.person_with_post p on p.id = a.person and p.valid_to is null
                        where exists (select from directory.role_of r where r.person_id = a.person and r.role = 'R_STAFF')
                        order by a.person limit 2""").query(Member.class).list();
        var starter = Caller.signedIn(application.port(), members.getFirst().loginName());
        var handler = Caller.signedIn(application.port(), members.getLast().loginName());
        long person = members.getLast().person();
        // both ways warm before they are measured
        single(handler, offered(starter, person, database));
        together(handler, offered(starter, person, database));
        List<Measured> all = new ArrayList<>();
        for (int i = 0; i < scale.pairs(); i++) {
            var forTogether = offered(starter, person, database);
            double together = together(handler, forTogether);
            double single = single(handler, offered(starter, person, database));
            all.add(new Measured(together, single));
        }
        verify(database);
        var together = Spread.of(all, Measured::together);
        var quotients = all.stream()
                .mapToDouble(measured -> measured.together() / measured.single())
                .toArray();
        var speed = Spread.of(quotients);
        report.goal(
                name(),
                "500 items in one request, to single calls",
                together,
                "items/s",
                speed.median(),
                ">= 5x",
                speed.median() >= SPEED_MUST);
        report.note(name(), "single calls", Spread.of(all, Measured::single), "items/s", null);
        report.note(
                name(),
                "one request of 500",
                Spread.of(all, measured -> ITEMS * 1000 / measured.together()),
                "ms",
                null);
    }

    /** Items nobody has handled yet, as the to-do list would show them. */
    private List<Long> offered(Caller starter, long handler, Database database) throws Exception {
        for (int i = 0; i < ITEMS; i++) {
            starter.post("/api/bench/requests", "{\"title\":\"关于开展卷烟市场检查的请示\",\"handler\":" + handler + "}");
            started.incrementAndGet();
        }
        database.settle("workflow.assignment", "workflow.matter", "workflow.step", "web.write_once");
        return database.sql().sql("""
                        select id from workflow.assignment where person = ? and kind = 'bench.request' and state = 'OFFERED'
                        order by id""").param(handler).query(Long.class).list();
    }

    private double together(Caller handler, List<Long> items) throws Exception {
        long begin = System.nanoTime();
        var answer = handler.send(
                "PUT",
                "/api/workflow/todo/sending",
                "{\"assignments\":" + items + ",\"decision\":\"agree\",\"opinion\":\"同意。\"}");
        double seconds = (System.nanoTime() - begin) / 1e9;
        if (answer.status() != 200 || answer.json().at("/done").asInt() != items.size()) {
            throw new IllegalStateException("not all were done: " + answer);
        }
        sent += items.size();
        return items.size() / seconds;
    }

    private double single(Caller handler, List<Long> items) throws Exception {
        long begin = System.nanoTime();
        for (long item : items) {
            handler.post(
                    "/api/workflow/assignments/" + item + "/sending", "{\"decision\":\"agree\",\"opinion\":\"同意。\"}");
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        sent += items.size();
        return items.size() / seconds;
    }

    /** A wrong answer is no throughput: every item is done once, with its opinion, trail and journal entry, either way. */
    private void verify(Database database) {
        ApprovalStep.equal(
                database,
                sent,
                "select count(*) from workflow.matter where state = 'ENDED'" + " and kind = 'bench.request'");
        ApprovalStep.equal(
                database, started.get(), "select count(*) from workflow.matter where kind = 'bench.request'");
        ApprovalStep.equal(database, sent, """
                select count(*) from workflow.trail t join workflow.matter m on m.id = t.matter
                where m.kind = 'bench.request' and t.verb = 'SEND'""");
        ApprovalStep.equal(database, sent, """
                select count(*) from workflow.opinion o join workflow.matter m on m.id = o.matter
                where m.kind = 'bench.request' and o.body = '同意。'""");
        ApprovalStep.equal(database, sent, """
                select count(*) from journal.entry where module = 'bench' and act = 'workflow.send'""");
    }
}
