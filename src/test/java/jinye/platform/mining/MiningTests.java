package jinye.platform.mining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import jinye.kernel.Urgency;
import jinye.platform.directory.Directory;
import jinye.platform.workflow.Matters;
import jinye.platform.workflow.StartMatter;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import jinye.sample.Visitor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** From handling to figures: the case log, the sums by day, who sees what, alarms, other systems' logs. */
@JinyeTest
class MiningTests {

    private static final String MINING = "/api/mining";
    private static final String KIND = "workflow.test-paper";
    private static final AtomicLong NUMBERS = new AtomicLong(900_001);

    @LocalServerPort
    private int port;

    @Autowired
    private Collector collector;

    @Autowired
    private CaseLog log;

    @Autowired
    private FigureReader figures;

    @Autowired
    private Alarms alarms;

    @Autowired
    private SampleLog samples;

    @Autowired
    private Matters matters;

    @Autowired
    private Directory directory;

    @Autowired
    private SampleBureau bureau;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    private Visitor visitor(String login) {
        return Visitor.at(port).signIn(login);
    }

    private void collectAll() {
        while (collector.collect()) {
            // until nothing more has moved
        }
    }

    private static long mine(Visitor visitor, long matter) {
        var page = visitor.get("/api/workflow/matters/" + matter);
        assertThat(page.status()).as(page.body()).isEqualTo(200);
        return page.json().at("/mine/0/assignment").asLong();
    }

    private static void act(Visitor visitor, String path, String body) {
        var answer = visitor.post("/api/workflow/assignments/" + path, body);
        assertThat(answer.status()).as(answer.body()).isLessThan(300);
    }

    private record Paper(long matter, Visitor drafter, Visitor head) {}

    /** Sent, returned once, sent again, agreed: four visits of two nodes. An odd record ends with the head. */
    private Paper paper(boolean finish) {
        var actor = bureau.actor("limin");
        long matter = matters.start(
                actor, new StartMatter(KIND, NUMBERS.getAndAdd(2), "关于流程分析的请示", "", Urgency.PLAIN, Map.of()));
        var paper = new Paper(matter, visitor("limin"), visitor("zhaowei"));
        act(paper.drafter(), mine(paper.drafter(), matter) + "/sending", "{}");
        act(
                paper.head(),
                mine(paper.head(), matter) + "/return",
                "{\"node\":\"draft\",\"straightBack\":false,\"reason\":\"请补充依据\"}");
        act(paper.drafter(), mine(paper.drafter(), matter) + "/sending", "{}");
        if (finish) {
            act(paper.head(), mine(paper.head(), matter) + "/sending", "{\"decision\":\"agree\",\"opinion\":\"同意\"}");
        }
        return paper;
    }

    private List<Map<String, Object>> rows(String table, String kind) {
        return jdbc.sql("select * from mining." + table + " where kind = :kind order by 1, 2, 3, 4, 5")
                .param("kind", kind)
                .query()
                .listOfRows();
    }

    @Test
    void whatIsHandledIsInTheLogOnceHoweverOftenItIsCollected() {
        var done = paper(true);
        var open = paper(false);
        collectAll();

        var visits = jdbc.sql(
                        "select node, from_node, outcome, person_name from mining.visit where case_id = :id order by id")
                .param("id", done.matter())
                .query((row, n) ->
                        row.getString(1) + "<" + row.getString(2) + " " + row.getString(3) + " " + row.getString(4))
                .list();
        assertThat(visits)
                .containsExactly(
                        "draft<null DONE 李敏", "head<draft RETURNED 赵伟", "draft<head DONE 李敏", "head<draft DONE 赵伟");
        var one = jdbc.sql("select returns, visits, ended_at is not null as over from mining.case_log where id = :id")
                .param("id", done.matter())
                .query()
                .singleRow();
        assertThat(one).containsEntry("returns", 1).containsEntry("visits", 4).containsEntry("over", true);
        assertThat(jdbc.sql("select outcome from mining.visit where case_id = :id order by id desc limit 1")
                        .param("id", open.matter())
                        .query(String.class)
                        .single())
                .isEqualTo("OPEN");

        var before =
                List.of(rows("day_node", KIND), rows("day_span", KIND), rows("day_case", KIND), rows("day_arc", KIND));
        collectAll();
        collectAll();
        assertThat(List.of(
                        rows("day_node", KIND), rows("day_span", KIND), rows("day_case", KIND), rows("day_arc", KIND)))
                .isEqualTo(before);

        // what goes on afterwards replaces what was known
        act(open.head(), mine(open.head(), open.matter()) + "/sending", "{\"decision\":\"agree\",\"opinion\":\"同意\"}");
        collectAll();
        assertThat(jdbc.sql("select count(*) from mining.visit where case_id = :id and outcome = 'OPEN'")
                        .param("id", open.matter())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void whatWasTakenBackIsNoPartOfTheWay() {
        var actor = bureau.actor("limin");
        long matter = matters.start(
                actor, new StartMatter(KIND, NUMBERS.getAndAdd(2), "关于撤回的请示", "", Urgency.PLAIN, Map.of()));
        var drafter = visitor("limin");
        long sent = mine(drafter, matter);
        act(drafter, sent + "/sending", "{}");
        act(drafter, sent + "/withdrawal", "");
        collectAll();

        assertThat(jdbc.sql("select outcome from mining.visit where case_id = :id and node = 'head'")
                        .param("id", matter)
                        .query(String.class)
                        .list())
                .containsExactly("WITHDRAWN");
        assertThat(jdbc.sql(
                                "select p.nodes::text from mining.case_log c join mining.path p on p.hash = c.path_hash where c.id = :id")
                        .param("id", matter)
                        .query(String.class)
                        .single())
                .doesNotContain("head");
    }

    private static final AtomicLong IDS = new AtomicLong(-1_000_000_000_000L);

    private static Case invented(Random random, String kind, long id, Instant now, boolean over) {
        var start = now.minus(Duration.ofMinutes(60L * 24 * (5 + random.nextInt(25))));
        var at = start;
        var events = new ArrayList<Event>();
        int visits = 1 + random.nextInt(5);
        String from = null;
        for (int i = 0; i < visits; i++) {
            boolean open = !over && i == visits - 1;
            long wait = random.nextInt(40_000);
            long touch = random.nextInt(20_000);
            var left = at.plusSeconds(wait + touch);
            var node = "n" + random.nextInt(4);
            boolean late = random.nextInt(4) == 0;
            events.add(new Event(
                    IDS.getAndDecrement(),
                    node,
                    "环节" + node,
                    from,
                    from == null ? null : "部门甲",
                    at,
                    0,
                    at.plusSeconds(wait),
                    open ? null : left,
                    late || random.nextBoolean() ? (late ? at : left.plusSeconds(900_000)) : null,
                    open ? Event.OPEN : i > 0 && random.nextInt(5) == 0 ? Event.RETURNED : Event.DONE,
                    late,
                    wait,
                    open ? null : (Long) touch,
                    1L,
                    "某人",
                    "部门乙"));
            from = node;
            at = left;
        }
        return new Case(
                id,
                kind,
                1 + random.nextInt(2),
                null,
                "件" + id,
                1 + random.nextInt(3),
                "某单位",
                start,
                over ? at : null,
                false,
                over ? (Long) Duration.between(start, at).toSeconds() : null,
                events);
    }

    private static double share(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }

    /** Three hundred invented cases, many of them written again and changed; figures against sums over all of them. */
    @Test
    void theSumsOfTheDaysAreTheSumsOfTheVisits() {
        var random = new Random(11);
        var kind = "workflow.invented-" + random.nextInt();
        var now = Instant.now();
        var all = new java.util.TreeMap<Long, Case>();
        for (int round = 0; round < 4; round++) {
            var batch = new ArrayList<Case>();
            for (int i = 0; i < 120; i++) {
                batch.add(
                        invented(random, kind, -2_000_000_000_000L - random.nextInt(300), now, random.nextInt(5) > 0));
            }
            var once = new java.util.LinkedHashMap<Long, Case>();
            batch.forEach(one -> once.put(one.id(), one));
            // a case keeps its kind and beginning for ever; who is written again keeps its version and unit too
            once.replaceAll((id, one) -> {
                var known = all.get(id);
                return known == null
                        ? one
                        : new Case(
                                id,
                                kind,
                                known.version(),
                                null,
                                known.title(),
                                known.unit(),
                                known.unitName(),
                                known.startedAt(),
                                one.endedAt(),
                                false,
                                one.workedSeconds(),
                                one.events());
            });
            transaction.executeWithoutResult(status -> log.write(List.copyOf(once.values())));
            all.putAll(once);
        }

        for (var asked : List.of(
                new MiningQuestion(
                        kind,
                        null,
                        null,
                        LocalDate.now().minusDays(60),
                        LocalDate.now().plusDays(30)),
                new MiningQuestion(
                        kind,
                        2,
                        List.of(1L, 3L),
                        LocalDate.now().minusDays(15),
                        LocalDate.now().minusDays(4)))) {
            compare(all.values().stream().toList(), asked, figures.read(asked));
        }
    }

    private static LocalDate day(@Nullable Instant moment) {
        return moment == null ? LocalDate.MIN : LocalDate.ofInstant(moment, java.time.ZoneId.of("Asia/Shanghai"));
    }

    private static void compare(List<Case> all, MiningQuestion asked, ProcessFigures told) {
        var mine = all.stream()
                .filter(one -> asked.version() == null || one.version() == asked.version())
                .filter(one -> asked.units() == null || asked.units().contains(one.unit()))
                .toList();
        var ended = mine.stream().filter(one -> in(asked, one.endedAt())).toList();
        var visits = mine.stream()
                .flatMap(one -> one.events().stream())
                .filter(event -> in(asked, event.leftAt()))
                .toList();
        var open = mine.stream()
                .flatMap(one -> one.events().stream())
                .filter(event -> event.outcome().equals(Event.OPEN))
                .toList();

        var totals = told.totals();
        assertThat(totals.started())
                .isEqualTo(
                        mine.stream().filter(one -> in(asked, one.startedAt())).count());
        assertThat(totals.ended()).isEqualTo(ended.size()).isPositive();
        assertThat(totals.running())
                .isEqualTo(mine.stream().filter(one -> one.endedAt() == null).count())
                .isPositive();
        assertThat(totals.hours())
                .isCloseTo(
                        ended.stream()
                                        .mapToLong(one -> one.workedSeconds())
                                        .average()
                                        .orElse(0)
                                / 3600,
                        within(1e-9));
        assertThat(totals.returnedShare())
                .isCloseTo(share(ended.stream().filter(one -> one.returns() > 0).count(), ended.size()), within(1e-9));
        assertThat(totals.lateShare())
                .isCloseTo(share(ended.stream().filter(one -> one.late() > 0).count(), ended.size()), within(1e-9));
        var sorted = ended.stream()
                .mapToDouble(one -> one.workedSeconds() / 3600.0)
                .sorted()
                .toArray();
        var median = sorted[(sorted.length - 1) / 2];
        assertThat(totals.median()).isBetween(median * 0.88, median * 1.13);

        for (var node : told.nodes()) {
            var here = visits.stream()
                    .filter(event -> event.node().equals(node.node()))
                    .toList();
            assertThat(node.visits()).isEqualTo(here.size());
            assertThat(node.returned())
                    .isEqualTo(here.stream()
                            .filter(event -> event.outcome().equals(Event.RETURNED))
                            .count());
            assertThat(node.waitHours())
                    .isCloseTo(
                            here.stream()
                                            .mapToLong(event -> event.waitSeconds())
                                            .average()
                                            .orElse(0)
                                    / 3600,
                            within(1e-9));
            assertThat(node.touchHours())
                    .isCloseTo(
                            here.stream()
                                            .mapToLong(event -> event.touchSeconds())
                                            .average()
                                            .orElse(0)
                                    / 3600,
                            within(1e-9));
            assertThat(node.lateShare())
                    .isCloseTo(
                            share(
                                    here.stream().filter(Event::late).count(),
                                    here.stream()
                                            .filter(event -> event.dueAt() != null)
                                            .count()),
                            within(1e-9));
            assertThat(node.open())
                    .isEqualTo(open.stream()
                            .filter(event -> event.node().equals(node.node()))
                            .count());
        }
        assertThat(told.nodes().stream()
                        .mapToLong(ProcessFigures.NodeFigures::visits)
                        .sum())
                .isEqualTo(visits.size());
        assertThat(told.arcs().stream()
                        .mapToLong(ProcessFigures.ArcFigures::count)
                        .sum())
                .isEqualTo(visits.size());
        assertThat(told.handOvers().stream()
                        .mapToLong(ProcessFigures.HandOver::count)
                        .sum())
                .isEqualTo(visits.stream()
                        .filter(event -> event.fromNode() != null)
                        .count());
        assertThat(told.days().stream()
                        .mapToLong(ProcessFigures.DayFigures::ended)
                        .sum())
                .isEqualTo(ended.size());
        var ways = ended.stream()
                .collect(
                        java.util.stream.Collectors.groupingBy(Case::pathHash, java.util.stream.Collectors.counting()));
        assertThat(told.paths())
                .isNotEmpty()
                .allSatisfy(
                        path -> assertThat(path.cases()).isEqualTo(ways.get(java.util.UUID.fromString(path.hash()))));
    }

    private static boolean in(MiningQuestion asked, @Nullable Instant moment) {
        return moment != null
                && !day(moment).isBefore(asked.from())
                && !day(moment).isAfter(asked.to());
    }

    @Test
    void onlyThoseWhoMayAnalyseDoAndACityItsOwnSubtree() {
        for (var path : List.of(
                "/processes",
                "/processes/" + KIND,
                "/figures?kind=" + KIND,
                "/cases?kind=" + KIND,
                "/logs",
                "/alarms?kind=" + KIND,
                "/exports?format=CSV&kind=" + KIND,
                "/diagrams/" + KIND + "/1")) {
            assertThat(visitor("limin").get(MINING + path).status()).as(path).isEqualTo(403);
        }
        var city = visitor("yuanmei");
        assertThat(city.get(MINING + "/figures?kind=" + KIND).status()).isEqualTo(200);
        assertThat(city.get(MINING + "/figures?kind=" + KIND + "&unit=" + bureau.unit("43000000"))
                        .status())
                .isEqualTo(404);
        assertThat(city.get(MINING + "/figures?kind=" + KIND + "&unit=" + bureau.unit("43018200"))
                        .status())
                .isEqualTo(200);
        assertThat(city.get(MINING + "/figures?kind=nowhere.nothing").code()).isEqualTo("mining.no-such-process");
        assertThat(city.get(MINING + "/figures?kind=" + KIND + "&from=2026-02-01&to=2026-01-01")
                        .code())
                .isEqualTo("mining.bad-period");
        assertThat(city.get(MINING + "/figures?kind=" + KIND + "&from=1900-02-01&to=2026-01-01")
                        .code())
                .isEqualTo("mining.bad-period");

        paper(true);
        paper(false);
        collectAll();
        assertThat(visitor("hewei")
                        .get(MINING + "/cases?which=STARTED&kind=" + KIND)
                        .body())
                .contains("关于流程分析的请示");
        assertThat(city.get(MINING + "/cases?which=STARTED&kind=" + KIND).body())
                .doesNotContain("关于流程分析的请示");
        // who leads the bureau sees how it ran, and not what it was about
        for (var path : List.of("/cases?which=STARTED&kind=", "/figures?kind=")) {
            assertThat(visitor("liuzhiyuan").get(MINING + path + KIND).body())
                    .contains("标题仅有权查看该办件的人员可见")
                    .doesNotContain("关于流程分析的请示");
        }
    }

    @Test
    void theRowsBehindANumberAreAsManyAsTheNumber() {
        paper(true);
        paper(false);
        collectAll();
        samples.make();
        var leader = visitor("liuzhiyuan");
        for (var kind : List.of(KIND, "documents.outgoing")) {
            var totals = leader.get(MINING + "/figures?kind=" + kind).json().at("/totals");
            for (var drill : List.of("STARTED started", "ENDED ended", "RUNNING running")) {
                var words = drill.split(" ");
                long rows = 0;
                var after = "";
                do {
                    var page = leader.get(MINING + "/cases?size=100&which=" + words[0] + "&kind=" + kind
                                    + (after.isEmpty() ? "" : "&after=" + after))
                            .json();
                    rows += page.at("/items").size();
                    after = page.at("/next").asString("");
                } while (!after.isEmpty());
                assertThat(rows)
                        .as(kind + " " + drill)
                        .isEqualTo(totals.path(words[1]).asLong());
            }
        }
        for (var which : CaseList.Which.values()) {
            assertThat(leader.get(MINING
                                    + "/cases?kind=documents.outgoing&node=office&fromDepartment=a&toDepartment=b&which="
                                    + which)
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void theSamplePastTellsSomething() {
        samples.make();
        var outgoing = visitor("liuzhiyuan")
                .get(MINING + "/figures?kind=documents.outgoing&from="
                        + LocalDate.now().minusDays(182))
                .json();
        assertThat(outgoing.at("/totals/ended").asLong()).isGreaterThan(150);
        assertThat(outgoing.at("/totals/running").asLong()).isPositive();
        assertThat(outgoing.at("/totals/lateShare").asDouble()).isBetween(0.02, 0.9);
        assertThat(outgoing.at("/totals/returnedShare").asDouble()).isBetween(0.1, 0.8);
        assertThat(outgoing.at("/paths").size()).isGreaterThan(5);
        assertThat(outgoing.at("/handOvers").size()).isGreaterThan(5);

        var simulated = visitor("liuzhiyuan")
                .post(
                        MINING + "/simulations",
                        "{\"kind\":\"documents.outgoing\",\"reviewers\":{\"office\":1},\"returnShare\":0.5}");
        assertThat(simulated.status()).as(simulated.body()).isEqualTo(200);
        var answer = simulated.json();
        assertThat(answer.at("/error").asDouble()).isLessThan(0.1);
        assertThat(answer.at("/changed/mean").asDouble())
                .isLessThan(answer.at("/baseline/mean").asDouble());
        assertThat(answer.at("/past/mean").asDouble())
                .isCloseTo(
                        visitor("liuzhiyuan")
                                .get(MINING + "/figures?kind=documents.outgoing")
                                .json()
                                .at("/totals/hours")
                                .asDouble(),
                        within(0.5));

        var unknown = visitor("liuzhiyuan")
                .post(MINING + "/simulations", "{\"kind\":\"documents.outgoing\",\"dropped\":[\"nowhere\"]}");
        assertThat(unknown.code()).isEqualTo("mining.unknown-node");
        var few = visitor("liuzhiyuan")
                .post(
                        MINING + "/simulations",
                        "{\"kind\":\"documents.outgoing\",\"from\":\"2020-01-01\",\"to\":\"2020-02-01\"}");
        assertThat(few.code()).isEqualTo("mining.too-few-cases");
    }

    @Test
    void anAlarmRingsOnceUntilItWasQuiet() {
        paper(false);
        collectAll();
        var head = visitor("hewei");
        var added = head.post(
                MINING + "/alarms", "{\"kind\":\"" + KIND + "\",\"measure\":\"RUNNING\",\"threshold\":1,\"days\":30}");
        assertThat(added.status()).as(added.body()).isEqualTo(200);
        long id = added.json().path("id").asLong();

        alarms.ring();
        alarms.ring();
        assertThat(told(id)).isEqualTo(1);
        assertThat(head.get(MINING + "/alarms?kind=" + KIND)
                        .json()
                        .at("/0/ringing")
                        .asBoolean())
                .isTrue();

        jdbc.sql("update mining.alarm set threshold = 100000 where id = :id")
                .param("id", id)
                .update();
        alarms.ring();
        jdbc.sql("update mining.alarm set threshold = 1 where id = :id")
                .param("id", id)
                .update();
        jdbc.sql("update messages.message set key = key || '-earlier' where key like :key")
                .param("key", "mining-alarm:" + id + ":%")
                .update();
        alarms.ring();
        assertThat(told(id)).isEqualTo(2);

        assertThat(visitor("liuzhiyuan").delete(MINING + "/alarms/" + id).code())
                .isEqualTo("mining.no-such-alarm");
        assertThat(head.delete(MINING + "/alarms/" + id).status()).isEqualTo(204);
    }

    private long told(long alarm) {
        return jdbc.sql("select count(*) from messages.message where key like :key")
                .param("key", "mining-alarm:" + alarm + ":%")
                .query(Long.class)
                .single();
    }

    @Test
    void anotherSystemsLogIsLookedAtLikeOurs() {
        var office = visitor("hewei");
        var lines = new StringBuilder("办件,环节,开始时间,完成时间,办理人,部门\n");
        for (int i = 1; i <= 12; i++) {
            lines.append(i + ",受理,2026-03-02 9:00,2026-03-02 10:00,张三,窗口\n");
            lines.append(i + ",=审批,2026-03-03 9:00,2026-03-03 11:00,李四,业务处\n");
        }
        var imported = office.post(MINING + "/logs?format=CSV&name=%E6%97%A7%E7%B3%BB%E7%BB%9F", lines.toString());
        assertThat(imported.status()).as(imported.body()).isEqualTo(200);
        assertThat(imported.json().path("cases").asInt()).isEqualTo(12);
        assertThat(imported.json().path("activities").asInt()).isEqualTo(2);
        var kind = imported.json().path("kind").asString();

        var asked = "?kind=" + kind + "&from=2026-03-01&to=2026-03-31";
        var told = office.get(MINING + "/figures" + asked).json();
        assertThat(told.at("/totals/ended").asLong()).isEqualTo(12);
        // 9:00 to 11:00 on the next working day: 8:30–12:00 and 14:30–17:30
        assertThat(told.at("/totals/hours").asDouble()).isCloseTo(8.5, within(0.01));
        assertThat(told.at("/handOvers/0/from").asString()).isEqualTo("窗口");
        assertThat(office.get(MINING + "/processes").body()).contains("旧系统");
        assertThat(visitor("yuanmei").get(MINING + "/figures" + asked).status()).isEqualTo(404);

        var csv = office.get(MINING + "/exports" + asked + "&format=CSV").body();
        assertThat(csv).contains("'=审批", "2026-03-03 11:00:00");
        var xes = office.get(MINING + "/exports" + asked + "&format=XES");
        assertThat(xes.status()).isEqualTo(200);
        var again = office.post(MINING + "/logs?format=XES&name=again", xes.body());
        assertThat(again.json().path("events").asInt()).isEqualTo(24);

        for (var one : List.of(kind, again.json().path("kind").asString())) {
            assertThat(visitor("yuanmei").delete(MINING + "/logs/" + one).code())
                    .isEqualTo("mining.no-such-log");
            assertThat(office.delete(MINING + "/logs/" + one).status()).isEqualTo(204);
            assertThat(rows("day_node", one)).isEmpty();
        }
        assertThat(office.get(MINING + "/figures" + asked).status()).isEqualTo(404);
    }

    @Test
    void aBadLogLeavesNothingBehind() {
        var office = visitor("hewei");
        long before = jdbc.sql("select count(*) from mining.case_log where kind like 'import.%'")
                .query(Long.class)
                .single();
        var refused = office.post(
                MINING + "/logs?format=CSV&name=x", "case,activity,timestamp\n1,a,2026-03-02 9:00\n2,b,never\n");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("第 3 行");
        assertThat(office.post(MINING + "/logs?format=XES&name=x", "<!DOCTYPE a><log/>")
                        .body())
                .contains("DOCTYPE");
        assertThat(office.post(MINING + "/logs?format=XES&name=x", "<log/>").code())
                .isEqualTo("mining.log-empty");
        assertThat(jdbc.sql("select count(*) from mining.case_log where kind like 'import.%'")
                        .query(Long.class)
                        .single())
                .isEqualTo(before);
    }
}
