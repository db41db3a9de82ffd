package jinye.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Everybody signs in at half past eight while a few go on with approvals. The reference hashes with the same parameters in the
 * measuring process, by one thread a processor, while the same approvals run: no sign-in can be quicker than its hash.
 */
final class Login implements Scenario {

    private static final int SIGNING_IN = 32;
    private static final int APPROVING = 2;
    private static final double RATE_MUST = 0.8;
    private static final double SLOWER_MUST = 2;

    private final AtomicLong entered = new AtomicLong();

    private record Measured(Load.Result alone, Load.Result storm, Load.Result meanwhile, Load.Result hashes) {}

    @Override
    public String name() {
        return "login";
    }

    @Override
    public void run(Workplace workplace, Report report) throws Exception {
        var data = workplace.freshData(name());
        Application.startWithDesk(workplace, data).close();
        try (var application =
                        Application.startWithDesk(workplace, data, "--jinye.access.sign-ins-per-minute=100000000");
                var database = application.database()) {
            measure(workplace.scale(), report, application, database);
        }
        workplace.remove(data);
    }

    private void measure(Scale scale, Report report, Application application, Database database) throws Exception {
        database.sql()
                .sql("insert into workflow.process values (?, 1, '', now())")
                .param(RawApproval.KIND)
                .update();
        var approvals = new ApprovalStep();
        var pairs = ApprovalStep.signIn(application, database);
        var names = database.sql()
                .sql("select login_name from access.account where closed_at is null order by person limit 2000")
                .query(String.class)
                .list();
        long before = presences(database);
        Load.Operation approve = client -> approvals.cycle(pairs.get(client));
        var next = new AtomicInteger();
        Load.Operation enter = client -> {
            Caller.signedIn(application.port(), names.get(next.getAndIncrement() % names.size()))
                    .hangUp();
            entered.incrementAndGet();
        };
        var encoder = new Argon2PasswordEncoder(16, 32, 1, 19_456, 2);
        var hash = encoder.encode(Caller.PASSWORD);
        Load.Operation raw = client -> {
            if (!encoder.matches(Caller.PASSWORD, hash)) {
                throw new IllegalStateException("the right password was refused");
            }
        };
        int processors = Runtime.getRuntime().availableProcessors();
        Load.run(approve, APPROVING, scale.warmSeconds());
        Load.run(enter, SIGNING_IN, scale.warmSeconds() / 2);
        Load.run(raw, processors, scale.warmSeconds() / 4);
        List<Measured> all = new ArrayList<>();
        for (int i = 0; i < scale.pairs(); i++) {
            var alone = Load.run(approve, APPROVING, scale.seconds());
            var storm = both(enter, SIGNING_IN, approve, scale.seconds());
            var reference = both(raw, processors, approve, scale.seconds());
            all.add(new Measured(alone, storm.getFirst(), storm.getLast(), reference.getFirst()));
        }
        report(report, all);
        // a wrong answer is no throughput: every sign-in acknowledged began a session
        ApprovalStep.equal(database, before + entered.get(), "select count(*) from access.presence");
    }

    private void report(Report report, List<Measured> all) {
        var storms = all.stream().map(Measured::storm).toList();
        var hashes = all.stream().map(Measured::hashes).toList();
        var rate = Spread.quotients(storms, hashes, Load.Result::rate).median();
        report.goal(
                name(),
                "sign-ins, to raw hashes",
                Spread.of(storms, Load.Result::rate),
                "sign-ins/s",
                rate,
                ">= 0.8x",
                rate >= RATE_MUST);
        report.note(name(), "raw hashes", Spread.of(hashes, Load.Result::rate), "hashes/s", null);
        report.note(name(), "sign-in p95", Spread.of(storms, Load.Result::p95), "ms", null);
        var meanwhile = all.stream().map(Measured::meanwhile).toList();
        var alone = all.stream().map(Measured::alone).toList();
        var slower = Spread.quotients(meanwhile, alone, Load.Result::p95).median();
        report.goal(
                name(),
                "approval p95 in the storm",
                Spread.of(meanwhile, Load.Result::p95),
                "ms",
                slower,
                "<= 2x",
                slower <= SLOWER_MUST);
        report.note(name(), "approval p95 alone", Spread.of(alone, Load.Result::p95), "ms", null);
    }

    /** @return the first load and the approvals beside it */
    private static List<Load.Result> both(Load.Operation load, int clients, Load.Operation approve, double seconds)
            throws Exception {
        try (var threads = Executors.newFixedThreadPool(2)) {
            var running = threads.invokeAll(List.<Callable<Load.Result>>of(
                    () -> Load.run(load, clients, seconds), () -> Load.run(approve, APPROVING, seconds)));
            return List.of(running.getFirst().get(), running.getLast().get());
        }
    }

    private static long presences(Database database) {
        return database.sql()
                .sql("select count(*) from access.presence")
                .query(Long.class)
                .single();
    }
}
