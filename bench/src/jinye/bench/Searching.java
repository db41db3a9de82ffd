package jinye.bench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import jinye.Jinye;
import jinye.kernel.RecordId;
import jinye.platform.search.SearchEntry;
import jinye.platform.search.SearchIndex;
import jinye.platform.search.SearchQuery;
import jinye.platform.search.SearchResult;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Full text for three profiles, trimmed in the query, with marks and facets, through the front door in this process; beside it
 * Lucene asked directly. Then over HTTP, and whether what is put is found, what is taken away is gone, and nothing leaks.
 */
final class Searching implements Scenario {

    private static final int CLIENTS = 2;
    private static final int ROUNDS = 20;
    private static final int WALKED_MAX = 5_000;
    private static final double TIMES_MUST = 3;
    private static final double FRESH_MUST = 2_000;

    /** Frequent and rare words, one or two of them, as people type. */
    private static final List<String> QUESTIONS = questions();

    private record Measured(Load.Result ours, Load.Result raw) {}

    @Override
    public String name() {
        return "search";
    }

    @Override
    public void run(Workplace workplace, Report report) throws Exception {
        var data = workplace.freshData(name());
        var scale = workplace.scale();
        long begin = System.nanoTime();
        try (var context = start(workplace, data)) {
            var index = context.getBean(SearchIndex.class);
            var auditor = Entries.profiles().getLast().tokens();
            while (!index.isUpToDate()) {
                if (System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(60 + scale.entries() / 50)) {
                    throw new IllegalStateException("the index is not complete");
                }
                Thread.sleep(200);
            }
            long entries = index.find(question("", 0), auditor).total();
            if (entries != scale.entries()) {
                throw new IllegalStateException("the index holds " + entries + " entries and not " + scale.entries());
            }
            report.note(name(), "entries", Spread.of(entries), "", null);
            report.note(name(), "start, with all indexed", Spread.of((System.nanoTime() - begin) / 1e9), "s", null);
            try (var raw = new RawIndex(data.resolve("index/lucene"))) {
                for (var profile : Entries.profiles()) {
                    measure(scale, report, index, raw, profile);
                }
                overHttp(scale, report, context);
                long leaks = leaks(index, raw);
                report.goal(name(), "leaks", Spread.of(leaks), "", null, "= 0", leaks == 0);
            }
            freshness(report, context, index);
        }
        workplace.remove(data);
    }

    private static ConfigurableApplicationContext start(Workplace workplace, java.nio.file.Path data)
            throws java.io.IOException {
        var console = System.out;
        // the application announces itself and its demo accounts on the console, which is ours
        try (var log = new java.io.PrintStream(
                workplace.folder().resolve("data-search.log").toFile())) {
            System.setOut(log);
            return SpringApplication.run(
                    Jinye.class,
                    "--jinye.data=" + data,
                    "--jinye.postgres-programs=" + workplace.folder().resolve("postgres-programs"),
                    "--server.port=0",
                    "--server.address=127.0.0.1",
                    "--spring.profiles.active=bench",
                    "--logging.level.jinye=error",
                    "--bench.entries=" + workplace.scale().entries());
        } finally {
            System.setOut(console);
        }
    }

    private void measure(Scale scale, Report report, SearchIndex index, RawIndex raw, Entries.Profiled profile)
            throws Exception {
        var turns = new int[2 * CLIENTS];
        Load.Operation ours =
                client -> index.find(question(QUESTIONS.get(turns[client]++ % QUESTIONS.size()), 20), profile.tokens());
        Load.Operation reference =
                client -> raw.find(QUESTIONS.get(turns[CLIENTS + client]++ % QUESTIONS.size()), profile.tokens());
        Load.run(ours, CLIENTS, scale.warmSeconds() / 6);
        Load.run(reference, CLIENTS, scale.warmSeconds() / 6);
        List<Measured> all = new ArrayList<>();
        for (int i = 0; i < scale.pairs(); i++) {
            all.add(new Measured(
                    Load.run(ours, CLIENTS, scale.seconds()), Load.run(reference, CLIENTS, scale.seconds())));
        }
        var mine = all.stream().map(Measured::ours).toList();
        var theirs = all.stream().map(Measured::raw).toList();
        double times = Spread.quotients(mine, theirs, Load.Result::p95).median();
        report.goal(
                name(),
                profile.name() + " p95",
                Spread.of(mine, Load.Result::p95),
                "ms",
                times,
                "<= 3x",
                times <= TIMES_MUST);
        report.note(name(), profile.name() + " p50", Spread.of(mine, Load.Result::p50), "ms", null);
        report.note(name(), profile.name() + ", Lucene p95", Spread.of(theirs, Load.Result::p95), "ms", null);
    }

    private void overHttp(Scale scale, Report report, ConfigurableApplicationContext context) throws Exception {
        var server = ((WebServerApplicationContext) context).getWebServer();
        var caller = Caller.signedIn(java.util.Objects.requireNonNull(server).getPort(), "limin");
        List<Caller> tabs = List.of(caller, caller.another());
        var turns = new int[CLIENTS];
        Load.Operation operation = client -> tabs.get(client)
                .get("/api/query?text="
                        + URLEncoder.encode(QUESTIONS.get(turns[client]++ % QUESTIONS.size()), StandardCharsets.UTF_8));
        Load.run(operation, CLIENTS, scale.seconds());
        List<Load.Result> all = new ArrayList<>();
        for (int i = 0; i < scale.pairs(); i++) {
            all.add(Load.run(operation, CLIENTS, scale.seconds()));
        }
        report.note(name(), "over HTTP p95", Spread.of(all, Load.Result::p95), "ms", null);
    }

    /**
     * Every hit of every question is looked at: does it grant a token that the profile holds? Totals and facets must say what
     * Lucene finds among the permitted, no more and no less.
     */
    private static long leaks(SearchIndex index, RawIndex raw) throws Exception {
        long leaks = 0;
        for (var profile : Entries.profiles()) {
            for (var question : QUESTIONS) {
                var found = index.find(question(question, WALKED_MAX), profile.tokens());
                for (var hit : found.hits()) {
                    var tokens = Entries.tokens((int) hit.record().id());
                    if (hit.record().module().equals(Entries.MODULE)
                            && tokens.stream().noneMatch(profile.tokens()::contains)) {
                        leaks++;
                    }
                }
                var permitted = raw.find(question, profile.tokens());
                leaks += Math.abs(found.total() - permitted.total());
                leaks += found.facets().equals(permitted.facets()) ? 0 : 1;
            }
        }
        return leaks;
    }

    /** From the commit to the first search that finds it; and after the next commit takes the token away, the very next search. */
    private void freshness(Report report, ConfigurableApplicationContext context, SearchIndex index) throws Exception {
        var transaction = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
        var millis = new double[ROUNDS];
        int stillFound = 0;
        var mine = Set.of("person:1234567");
        for (int i = 0; i < ROUNDS; i++) {
            var word = "新鲜度" + (char) ('一' + i * 97);
            long id = 90_000_000L + i;
            transaction.executeWithoutResult(status -> index.put(entry(id, word, mine)));
            long begin = System.nanoTime();
            while (found(index, word, mine).total() == 0) {
                if (System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(60)) {
                    throw new IllegalStateException("an entry cannot be found a minute after it was put");
                }
                Thread.sleep(2);
            }
            millis[i] = (System.nanoTime() - begin) / 1e6;
            transaction.executeWithoutResult(status -> index.put(entry(id, word, Set.of("person:7654321"))));
            stillFound += (int) found(index, word, mine).total();
        }
        java.util.Arrays.sort(millis);
        double slowest = millis[ROUNDS - 1];
        report.goal(
                name(),
                "found after commit, slowest of 20",
                Spread.of(slowest),
                "ms",
                null,
                "<= 2000 ms",
                slowest <= FRESH_MUST);
        report.note(name(), "found after commit", Spread.of(millis), "ms", null);
        report.goal(name(), "found after being revoked", Spread.of(stillFound), "", null, "= 0", stillFound == 0);
    }

    private static SearchResult found(SearchIndex index, String word, Set<String> tokens) {
        return index.find(question(word, 20), tokens);
    }

    private static SearchEntry entry(long id, String word, Set<String> tokens) {
        return new SearchEntry(
                new RecordId(Entries.MODULE, id),
                "outgoing",
                "关于" + word + "的通知",
                null,
                Texts.of(id).body(260),
                "",
                LocalDate.of(2026, 11, 24),
                Map.of("state", "起草"),
                tokens,
                "/bench/" + id);
    }

    private static SearchQuery question(String text, int size) {
        return new SearchQuery(text, Map.of(), null, null, 0, size);
    }

    private static List<String> questions() {
        List<String> questions = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            var texts = Texts.of(1_000_000 + i);
            var word = Texts.common(texts.skewed(2_000));
            questions.add(i % 3 == 0 ? word + " " + Texts.common(texts.skewed(400)) : word);
        }
        return List.copyOf(questions);
    }
}
