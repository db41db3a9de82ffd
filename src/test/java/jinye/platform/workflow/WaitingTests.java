package jinye.platform.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jinye.platform.workflow.process.ProcessFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Nodes that wait without people, and what happens when people let the time pass. */
class WaitingTests {

    private static World world;

    @BeforeAll
    static void publish() {
        var bureau = new World.Bureau();
        bureau.posts.put("R_ONE", List.of(1L));
        bureau.posts.put("R_TWO", List.of(2L, 3L));
        bureau.posts.put("R_BOSS", List.of(9L));
        bureau.posts.put("initiator-department-head", List.of(7L));
        var models = new LinkedHashMap<String, String>();
        put(models, "timer", m -> m.sequence(one(m), m.waits("timer", "3 working-days"), one(m)));
        put(models, "date", m -> m.sequence(one(m), m.waits("timer", "${closing}"), one(m)));
        put(
                models,
                "service",
                m -> m.sequence(
                        one(m), m.waits("service", "test.serve"), m.choice("decision == 'big'", boss(m), one(m))));
        put(
                models,
                "message",
                m -> m.sequence(one(m), m.waits("message", "paid"), m.choice("amount > 100", boss(m), one(m))));
        for (var action : List.of("pass", "remind")) {
            put(
                    models,
                    action,
                    m -> m.sequence(
                            m.step(
                                    "who",
                                    "role:R_TWO",
                                    "mode",
                                    "all",
                                    "clock",
                                    "x.y",
                                    "timeout",
                                    action,
                                    "decisions",
                                    "agree:同意,no:不同意"),
                            m.choice("decision == 'silent-consent'", boss(m), one(m))));
        }
        put(
                models,
                "pass-agree",
                m -> m.sequence(
                        m.step(
                                "who",
                                "role:R_TWO",
                                "mode",
                                "vote",
                                "timeoutAfter",
                                "P1D",
                                "timeout",
                                "pass",
                                "timeoutDecision",
                                "yes"),
                        m.choice("decision == 'yes'", boss(m), one(m))));
        put(
                models,
                "escalate",
                m -> m.step(
                        "who", "role:R_ONE", "clock", "x.y", "timeout", "escalate", "timeoutTarget", "role:R_BOSS"));
        put(
                models,
                "hand-over",
                m -> m.step(
                        "who", "role:R_ONE", "clock", "x.y", "timeout", "hand-over", "timeoutTarget", "role:R_BOSS"));
        put(
                models,
                "return",
                m -> m.sequence(
                        one(m),
                        m.step(
                                "who",
                                "role:R_TWO",
                                "mode",
                                "all",
                                "clock",
                                "x.y",
                                "timeout",
                                "return",
                                "timeoutTarget",
                                "t1")));
        put(models, "edge", m -> {
            var step = one(m);
            var late = boss(m);
            m.edge(step, false, "P1D", "timeout", "remind");
            m.arc(m.edge(step, true, "P2D"), late.first(), null);
            var merge = m.node("exclusiveGateway", "M", "");
            m.arc(step.last(), merge, null);
            m.arc(late.last(), merge, null);
            return new Model.Block(step.first(), merge);
        });
        put(
                models,
                "opinion",
                m -> m.sequence(m.step("who", "initiator-department-head", "decisions", "agree:同意,no:不同意")));
        put(
                models,
                "asks",
                m -> m.sequence(
                        one(m),
                        m.waits("call", "test.opinion", "each", "departments:asked"),
                        m.choice("results.w2.no > 0", boss(m), one(m))));
        put(
                models,
                "asks-one",
                m -> m.sequence(
                        one(m), m.waits("call", "test.opinion"), m.choice("decision == 'no'", boss(m), one(m))));
        put(
                models,
                "asks-half",
                m -> m.sequence(
                        one(m),
                        m.waits(
                                "call",
                                "test.opinion",
                                "each",
                                "departments:asked",
                                "ratio",
                                "50",
                                "terminated",
                                "missing"),
                        m.choice("decision == 'short'", boss(m), one(m))));
        put(
                models,
                "asks-along",
                m -> m.sequence(one(m), m.waits("call", "test.opinion", "each", "rows", "wait", "no"), one(m)));
        put(models, "asks-deep", m -> m.sequence(one(m), m.waits("call", "test.asks-one"), one(m)));
        put(
                models,
                "lanes",
                m -> m.sequence(one(m), m.fork(m.waits("timer", "PT1H"), m.waits("message", "paid"), one(m)), one(m)));
        world = new World(bureau, models);
    }

    private static void put(
            Map<String, String> models, String name, java.util.function.Function<Model, Model.Block> body) {
        var model = new Model(name);
        models.put("test." + name, model.write(body.apply(model)));
    }

    private static Model.Block one(Model m) {
        return m.step("who", "role:R_ONE");
    }

    private static Model.Block boss(Model m) {
        return m.step("who", "role:R_BOSS");
    }

    @AfterAll
    static void close() {
        world.close();
    }

    private static void pass(Duration time) {
        world.clock.pass(time);
        world.keeper.takeDue();
    }

    private static void take() {
        world.keeper.takeDue();
    }

    private static String trigger(long matter) {
        var states = world.sql.queryForList(
                "select state from workflow.trigger where matter = ? order by id", String.class, matter);
        return String.join(" ", states);
    }

    private static List<Long> children(long matter) {
        return world.sql.queryForList(
                "select id from workflow.matter where parent = ? order by place", Long.class, matter);
    }

    private static List<String> trail(long matter) {
        return world.sql.queryForList(
                "select verb from workflow.trail where matter = ? order by id", String.class, matter);
    }

    @Test
    void aTimerLetsTheMatterGoOnWhenItsMomentComes() {
        long matter = world.start("test.timer", 50, Map.of());
        world.send(matter, "t1", 1);

        assertThat(world.openNodes(matter)).containsExactly("w2");
        pass(Duration.ofDays(2));
        assertThat(world.openNodes(matter)).containsExactly("w2");
        pass(Duration.ofDays(1).plusSeconds(1));
        assertThat(world.openNodes(matter)).containsExactly("t3");
        assertThat(trail(matter)).endsWith("TIMER");
        assertThat(world.sql.queryForObject(
                        "select closed_by_name from workflow.step where matter = ? and node = 'w2'",
                        String.class,
                        matter))
                .isEqualTo("系统");
    }

    @Test
    void aTimerWaitsForADateThatIsAFact() {
        long matter = world.start("test.date", 50, Map.of("closing", "2027-12-30"));
        world.send(matter, "t1", 1);
        assertThat(world.sql.queryForObject(
                        "select due_at >= '2027-12-29' from workflow.trigger where matter = ?", Boolean.class, matter))
                .isTrue();

        long without = world.start("test.date", 50, Map.of());
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> world.send(without, "t1", 1))
                .matches(refused -> refused.code().equals("workflow.no-date"));
        assertThat(world.openNodes(without)).containsExactly("t1");
    }

    @Test
    void whatIsSentIntoATimerMayBeTakenBack() {
        long matter = world.start("test.timer", 50, Map.of());
        long mine = world.assignment(matter, "t1", 1);
        world.send(matter, "t1", 1);

        world.withdrawing.withdraw(World.actor(1), mine);

        assertThat(world.openNodes(matter)).containsExactly("t1");
        assertThat(trigger(matter)).isEqualTo("CANCELLED");
    }

    @Test
    void timeDoesNotCountWhileAMatterIsSuspended() {
        long matter = world.start("test.timer", 50, Map.of());
        world.send(matter, "t1", 1);
        pass(Duration.ofDays(2));
        world.steering.suspend(World.actor(99), matter, "等材料");

        pass(Duration.ofDays(10));
        assertThat(trigger(matter)).isEqualTo("PAUSED");
        world.steering.resume(World.actor(99), matter);

        take();
        assertThat(world.openNodes(matter)).containsExactly("w2");
        pass(Duration.ofDays(1).plusSeconds(1));
        assertThat(world.openNodes(matter)).containsExactly("t3");
    }

    @Test
    void aServiceRunsAndItsAnswerDecidesTheWay() {
        world.services.put("test.serve", service(call -> Map.of("decision", "big", "size", 7)));
        long matter = world.start("test.service", 50, Map.of());
        world.send(matter, "t1", 1);
        take();

        assertThat(world.live(matter).values()).allMatch(people -> people.containsKey(9L));
        assertThat(world.sql.queryForObject(
                        "select facts->>'size' from workflow.matter where id = ?", String.class, matter))
                .isEqualTo("7");
    }

    private static MatterService service(java.util.function.Function<MatterService.Call, Map<String, Object>> run) {
        return new MatterService() {
            @Override
            public String name() {
                return "";
            }

            @Override
            public Map<String, Object> run(Call call) {
                return run.apply(call);
            }
        };
    }

    @Test
    void aServiceThatFailsIsTriedThreeTimesAndThenGoesToTheDesk() {
        var ids = new ArrayList<Long>();
        world.services.put("test.serve", service(call -> {
            ids.add(call.id());
            world.sql.update("insert into workflow.phrase values (?, 1, 'halfway', now())", call.id());
            throw new IllegalStateException("away");
        }));
        long matter = world.start("test.service", 50, Map.of());
        world.send(matter, "t1", 1);
        take();
        take();
        assertThat(ids).hasSize(1);
        pass(Duration.ofSeconds(31));
        assertThat(ids).hasSize(2);
        pass(Duration.ofSeconds(121));

        assertThat(ids).hasSize(3).containsOnly(ids.getFirst());
        assertThat(trigger(matter)).isEqualTo("FAILED");
        assertThat(trail(matter)).endsWith("FAIL");
        assertThat(world.sql.queryForObject(
                        "select count(*) from workflow.phrase where id = ?", Integer.class, ids.getFirst()))
                .as("nothing of a failed attempt remains")
                .isZero();
        pass(Duration.ofDays(1));
        assertThat(ids).hasSize(3);

        world.services.put("test.serve", service(call -> Map.of()));
        world.waitingDesk.retry(World.actor(99), ids.getFirst());
        take();
        assertThat(world.live(matter).values()).allMatch(people -> people.containsKey(1L));
    }

    @Test
    void aConnectionCutInTheMiddleLosesNothingAndDoesNothingTwice() {
        var runs = new ArrayList<Long>();
        world.services.put("test.serve", service(call -> {
            runs.add(call.id());
            world.sql.update("insert into workflow.phrase values (?, 1, ?, now())", call.id(), "cut " + call.id());
            if (runs.size() == 1) {
                world.sql.queryForObject("select pg_terminate_backend(pg_backend_pid())", Boolean.class);
            }
            return Map.of();
        }));
        long matter = world.start("test.service", 50, Map.of());
        world.send(matter, "t1", 1);
        take();
        assertThat(world.openNodes(matter)).containsExactly("w2");
        pass(Duration.ofSeconds(31));

        assertThat(runs).hasSize(2);
        assertThat(world.live(matter).values()).allMatch(people -> people.containsKey(1L));
        assertThat(trail(matter)).filteredOn("SERVICE"::equals).hasSize(1);
    }

    @Test
    void anAdministratorMaySkipWhatFailed() {
        world.services.put("test.serve", service(call -> {
            throw new IllegalStateException("away");
        }));
        long matter = world.start("test.service", 50, Map.of());
        world.send(matter, "t1", 1);
        for (int i = 0; i < 3; i++) {
            pass(Duration.ofMinutes(10));
        }
        var failed = world.waitingDesk.list(World.actor(99), null, 100).items();
        assertThat(failed).anyMatch(row -> row.matter() == matter && row.failure() != null);
        long trigger = failed.stream()
                .filter(row -> row.matter() == matter)
                .findFirst()
                .orElseThrow()
                .trigger();

        world.waitingDesk.skip(World.actor(99), trigger, "人工登记过了");

        assertThat(world.openNodes(matter)).doesNotContain("w2").hasSize(1);
        assertThat(trail(matter)).endsWith("SKIP_WAIT");
    }

    @Test
    void aMessageReleasesWhoeverWaitsForItsRecord() {
        long matter = world.start("test.message", 50, Map.of());
        long other = world.start("test.message", 50, Map.of());
        world.send(matter, "t1", 1);
        world.send(other, "t1", 1);
        take();
        assertThat(world.openNodes(matter)).containsExactly("w2");

        world.announcements.announce("paid", record(matter), Map.of("amount", 500));
        world.announcements.announce("something-else", record(other), Map.of());
        take();

        assertThat(world.live(matter).values()).allMatch(people -> people.containsKey(9L));
        assertThat(world.openNodes(other)).containsExactly("w2");
    }

    @Test
    void aMessageThatComesBeforeAnybodyWaitsIsStillHeard() {
        long matter = world.start("test.message", 50, Map.of());
        world.announcements.announce("paid", record(matter), Map.of("amount", 5));
        take();
        world.send(matter, "t1", 1);
        take();

        assertThat(world.live(matter).values()).allMatch(people -> people.containsKey(1L));
    }

    private static long record(long matter) {
        return world.sql.queryForObject("select record from workflow.matter where id = ?", Long.class, matter);
    }

    @Test
    void silenceCountsAsConsentWhenTheDefinitionSaysSo() {
        long matter = world.start("test.pass", 50, Map.of());
        pass(Duration.ofDays(1).plusSeconds(1));

        assertThat(world.live(matter).values()).allMatch(people -> people.containsKey(9L));
        assertThat(world.sql.queryForList(
                        "select distinct actor_name || target from workflow.trail where matter = ? and verb = 'TIMEOUT'",
                        String.class,
                        matter))
                .containsExactly("系统超时视为同意");
        assertThat(world.sql.queryForList("select body from workflow.opinion where matter = ?", String.class, matter))
                .containsExactly("超时视为同意", "超时视为同意");
    }

    @Test
    void anObjectionOutweighsTheSilenceOfOthers() {
        long matter = world.start("test.pass", 50, Map.of());
        world.send(matter, "t1", 2, "no", "不妥");
        pass(Duration.ofDays(1).plusSeconds(1));

        assertThat(world.live(matter).values()).allMatch(people -> people.containsKey(1L));
        assertThat(world.sql.queryForObject(
                        "select decision from workflow.step where matter = ? and node = 't1'", String.class, matter))
                .isEqualTo("no");
    }

    @Test
    void silenceMayCountAsAVoteForIt() {
        long matter = world.start("test.pass-agree", 50, Map.of());
        pass(Duration.ofDays(1).plusSeconds(1));

        assertThat(world.live(matter).values()).allMatch(people -> people.containsKey(9L));
    }

    @Test
    void whoeverIsLateIsRemindedAndStillHasIt() {
        long matter = world.start("test.remind", 50, Map.of());
        int before = world.told.size();
        pass(Duration.ofDays(1).plusSeconds(1));
        assertThat(world.told.subList(before, world.told.size())).hasSize(2).allMatch(told -> told.contains("超过办理期限"));
        for (int day = 0; day < 9; day++) {
            pass(Duration.ofDays(1).plusSeconds(1));
        }

        assertThat(world.live(matter)).containsKey("t1");
        assertThat(trail(matter)).filteredOn("TIMEOUT"::equals).hasSize(5);
    }

    @Test
    void lateWorkIsReportedOrHandedOverOrGivenBack() {
        long reported = world.start("test.escalate", 50, Map.of());
        long handed = world.start("test.hand-over", 50, Map.of());
        long given = world.start("test.return", 50, Map.of());
        world.send(given, "t1", 1);
        int before = world.told.size();
        pass(Duration.ofDays(1).plusSeconds(1));

        assertThat(world.told.subList(before, world.told.size())).anyMatch(told -> told.startsWith("9 "));
        assertThat(world.live(reported).get("t1")).containsOnlyKeys(1L);
        assertThat(world.live(handed).get("t1")).containsOnlyKeys(9L);
        assertThat(world.live(given).get("t1")).containsOnlyKeys(1L);
        assertThat(world.openNodes(given)).containsExactly("t1");
    }

    @Test
    void aTimerOnTheEdgeLeavesTheStepByItsOwnWay() {
        long matter = world.start("test.edge", 50, Map.of());
        int before = world.told.size();
        pass(Duration.ofDays(1).plusSeconds(1));
        assertThat(world.told.subList(before, world.told.size())).hasSize(1);
        assertThat(world.openNodes(matter)).containsExactly("t1");
        pass(Duration.ofDays(1));

        assertThat(world.openNodes(matter)).containsExactly("t2");
        assertThat(trigger(matter)).isEqualTo("CANCELLED FIRED");

        long quick = world.start("test.edge", 50, Map.of());
        world.send(quick, "t1", 1);
        assertThat(world.state(quick)).isEqualTo("ENDED");
        assertThat(trigger(quick)).isEqualTo("CANCELLED CANCELLED");
    }

    @Test
    void departmentsAreAskedEachInASubMatterOfItsOwn() {
        long matter = world.start("test.asks", 50, Map.of("asked", List.of(4, 5, 6)));
        world.send(matter, "t1", 1);
        var asked = children(matter);
        assertThat(asked).hasSize(3);
        assertThat(world.sql.queryForList(
                        "select title || initiator_department from workflow.matter where parent = ? order by place",
                        String.class,
                        matter))
                .containsExactly("关于test.asks（处4）4", "关于test.asks（处5）5", "关于test.asks（处6）6");

        world.send(asked.get(0), "t1", 7, "agree", "");
        world.send(asked.get(1), "t1", 7, "no", "");
        take();
        assertThat(world.openNodes(matter)).containsExactly("w2");
        world.send(asked.get(2), "t1", 7, "agree", "");
        take();

        assertThat(world.live(matter).values()).allMatch(people -> people.containsKey(9L));
        assertThat(world.sql.queryForObject(
                        "select facts->'results'->'w2'->>'agree' from workflow.matter where id = ?",
                        String.class,
                        matter))
                .isEqualTo("2");
    }

    @Test
    void theAnswerOfASingleSubMatterIsTheOutcome() {
        long matter = world.start("test.asks-one", 50, Map.of());
        world.send(matter, "t1", 1);
        world.send(children(matter).getFirst(), "t1", 7, "no", "");
        take();

        assertThat(world.live(matter).values()).allMatch(people -> people.containsKey(9L));
    }

    @Test
    void enoughIsEnoughAndTheRestStops() {
        long matter = world.start("test.asks-half", 50, Map.of("asked", List.of(4, 5, 6)));
        world.send(matter, "t1", 1);
        var asked = children(matter);
        world.send(asked.get(0), "t1", 7, "agree", "");
        take();
        assertThat(world.openNodes(matter)).containsExactly("w2");
        world.send(asked.get(1), "t1", 7, "agree", "");
        take();

        assertThat(world.live(matter).values()).allMatch(people -> people.containsKey(1L));
        assertThat(world.state(asked.get(2))).isEqualTo("TERMINATED");
    }

    @Test
    void aTerminatedSubMatterThatDoesNotCountIsMissing() {
        long matter = world.start("test.asks-half", 50, Map.of("asked", List.of(4, 5, 6)));
        world.send(matter, "t1", 1);
        var asked = children(matter);
        world.steering.terminate(World.actor(99), asked.get(0), "重复");
        take();
        assertThat(world.openNodes(matter)).containsExactly("w2");
        world.steering.terminate(World.actor(99), asked.get(1), "重复");
        take();

        assertThat(world.live(matter).values()).allMatch(people -> people.containsKey(9L));
    }

    @Test
    void nobodyWaitsForSubMattersThatRunAlongside() {
        long matter = world.start(
                "test.asks-along", 50, Map.of("rows", List.of(Map.of("name", "卷烟柜"), Map.of("name", "货架"))));
        world.send(matter, "t1", 1);
        take();

        assertThat(world.openNodes(matter)).containsExactly("t3");
        world.send(matter, "t3", 1);
        assertThat(world.state(matter)).isEqualTo("ENDED");
        assertThat(children(matter))
                .hasSize(2)
                .allMatch(child -> world.state(child).equals("RUNNING"));
    }

    @Test
    void subMattersStopRestAndEndTogetherWithTheirParent() {
        long matter = world.start("test.asks-deep", 50, Map.of());
        world.send(matter, "t1", 1);
        long child = children(matter).getFirst();
        world.send(child, "t1", 1);
        long grandchild = children(child).getFirst();

        world.steering.suspend(World.actor(99), matter, "等材料");
        assertThat(world.state(grandchild)).isEqualTo("SUSPENDED");
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> world.steering.resume(World.actor(99), child))
                .matches(refused -> refused.code().equals("workflow.held-by-parent"));
        world.steering.resume(World.actor(99), matter);
        assertThat(world.state(child) + world.state(grandchild)).isEqualTo("RUNNINGRUNNING");

        world.steering.jump(World.actor(99), matter, "t1", "重来", Choices.NONE);
        assertThat(world.state(child) + world.state(grandchild)).isEqualTo("TERMINATEDTERMINATED");
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> world.steering.reopen(World.actor(99), child, "t1", "误", Choices.NONE))
                .matches(refused -> refused.code().equals("workflow.parent-went-on"));
        take();
        assertThat(world.openNodes(matter)).containsExactly("t1");
    }

    @Test
    void subMattersThatWereSentOutAreNotTakenBack() {
        long matter = world.start("test.asks-one", 50, Map.of());
        long mine = world.assignment(matter, "t1", 1);
        world.send(matter, "t1", 1);

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> world.withdrawing.withdraw(World.actor(1), mine))
                .matches(refused -> refused.code().equals("workflow.parts-sent"));
    }

    @Test
    void waitingNodesLieInLanesLikeAnyOther() {
        long matter = world.start("test.lanes", 50, Map.of());
        world.send(matter, "t1", 1);
        take();
        assertThat(world.openNodes(matter)).hasSize(3);
        pass(Duration.ofHours(2));
        world.announcements.announce("paid", record(matter), Map.of());
        take();
        assertThat(world.openNodes(matter)).hasSize(1);
        world.send(matter, world.openNodes(matter).getFirst(), 1);

        assertThat(world.openNodes(matter)).hasSize(1).doesNotContain("w2", "w3");
    }

    @Test
    void everyWaitingProcessCanBeDrawn() {
        var m = new Model("画");
        var step = one(m);
        var late = boss(m);
        m.edge(step, false, "P1D", "timeout", "remind");
        m.arc(m.edge(step, true, "P2D"), late.first(), null);
        var merge = m.node("exclusiveGateway", "M", "");
        m.arc(step.last(), merge, null);
        m.arc(late.last(), merge, null);
        var text = m.write(m.sequence(
                new Model.Block(step.first(), merge), m.waits("timer", "P3D"), m.waits("call", "test.opinion")));
        var drawn = jinye.platform.workflow.process.Drawing.of(text);

        assertThat(ProcessFile.read(drawn).nodes())
                .isEqualTo(ProcessFile.read(text).nodes());
        assertThat(drawn).contains("bpmnElement=\"b3\"").contains("bpmnElement=\"b4\"");
    }
}
