package jinye.platform.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jinye.kernel.Actor;
import jinye.kernel.Refusal;
import jinye.kernel.Urgency;
import jinye.platform.clocks.PeriodUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sending later, typing for a leader, writing by hand, handing everything over, urging by itself. */
class LaterAndForOthersTests {

    private static World world;

    @BeforeAll
    static void publish() {
        var bureau = new World.Bureau();
        bureau.posts.put("R_ONE", List.of(1L));
        bureau.posts.put("R_TWO", List.of(2L));
        bureau.posts.put("R_THREE", List.of(1L, 2L, 3L));
        bureau.heads.put(1L, List.of(4L));
        var models = new LinkedHashMap<String, String>();
        models.put("test.line", line("who", "role:R_ONE"));
        models.put("test.worded", line("who", "role:R_ONE", "opinion", "required"));
        models.put("test.strict", line("who", "role:R_ONE", "verbs", "return"));
        models.put("test.all", line("who", "role:R_THREE", "mode", "all"));
        models.put("test.lead", line("who", "role:R_THREE", "mode", "lead-assist"));
        models.put("test.turns", line("who", "role:R_THREE", "mode", "sequence"));
        models.put("test.pool", line("who", "role:R_THREE:pool"));
        world = new World(bureau, models);
    }

    private static String line(String... settings) {
        var model = new Model("line");
        return model.write(model.sequence(model.step(settings), model.step("who", "role:R_TWO")));
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @BeforeEach
    void begin() {
        world.clock.nextMorning();
    }

    /** What one test left lying is not urged or handed over in the next. */
    @AfterEach
    void putAway() {
        for (long matter : world.sql.queryForList(
                "select id from workflow.matter where state in ('RUNNING', 'SUSPENDED')", Long.class)) {
            world.steering.terminate(World.actor(99), matter, "测试结束");
        }
        world.told.clear();
        world.gone.clear();
    }

    private static void refused(ThrowingCallable act, String code) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(act)
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private static List<String> trail(long matter, String verb) {
        return world.sql.queryForList(
                "select coalesce(target, '') || coalesce(note, '') from workflow.trail where matter = ? and verb = ? order by id",
                String.class,
                matter,
                verb);
    }

    private static Instant inMinutes(long minutes) {
        return world.clock.instant().plus(Duration.ofMinutes(minutes));
    }

    // sending later

    @Test
    void whatWasSaidIsSentAtItsMoment() {
        long matter = world.start("test.line", 50, Map.of());
        long mine = world.assignment(matter, "t1", 1);

        world.scheduling.schedule(World.actor(1), mine, Said.of("", "同意，节后办理。"), Choices.NONE, inMinutes(60));
        world.scheduling.sendDue();
        assertThat(world.openNodes(matter)).containsExactly("t1");
        world.clock.pass(Duration.ofMinutes(61));
        world.scheduling.sendDue();
        world.scheduling.sendDue();

        assertThat(world.openNodes(matter)).containsExactly("t2");
        assertThat(trail(matter, "SEND")).containsExactly("送出同意，节后办理。");
        assertThat(trail(matter, "SCHEDULE")).hasSize(1);
    }

    @Test
    void whatWasAppointedMayBeTakenBackOrSentAtOnce() {
        long matter = world.start("test.line", 50, Map.of());
        long mine = world.assignment(matter, "t1", 1);
        world.scheduling.schedule(World.actor(1), mine, Said.of("", ""), Choices.NONE, inMinutes(60));
        assertThat(world.scheduling.of(mine)).isPresent();

        world.scheduling.cancel(World.actor(1), mine);
        refused(() -> world.scheduling.cancel(World.actor(1), mine), "workflow.not-scheduled");
        world.clock.pass(Duration.ofMinutes(61));
        world.scheduling.sendDue();
        assertThat(world.openNodes(matter)).containsExactly("t1");

        // sent by hand, taken back: the appointment does not come alive again
        world.scheduling.schedule(World.actor(1), mine, Said.of("", ""), Choices.NONE, inMinutes(60));
        world.send(matter, "t1", 1);
        world.withdrawing.withdraw(World.actor(1), mine);
        world.clock.pass(Duration.ofMinutes(61));
        world.scheduling.sendDue();
        assertThat(world.openNodes(matter)).containsExactly("t1");
    }

    @Test
    void anAppointmentIsRefusedAtOnceOrToldLater() {
        long worded = world.start("test.worded", 50, Map.of());
        long mine = world.assignment(worded, "t1", 1);
        refused(
                () -> world.scheduling.schedule(World.actor(1), mine, Said.of("", ""), Choices.NONE, inMinutes(60)),
                "workflow.opinion-required");
        refused(
                () -> world.scheduling.schedule(World.actor(1), mine, Said.of("", "好"), Choices.NONE, inMinutes(-1)),
                "workflow.moment-outside");
        refused(
                () -> world.scheduling.schedule(World.actor(2), mine, Said.of("", "好"), Choices.NONE, inMinutes(5)),
                "workflow.no-such-assignment");

        world.scheduling.schedule(World.actor(1), mine, Said.of("", "好"), Choices.NONE, inMinutes(5));
        world.steering.suspend(World.actor(99), worded, "等待");
        world.clock.pass(Duration.ofMinutes(6));
        world.scheduling.sendDue();

        assertThat(world.told).anyMatch(told -> told.startsWith("1 《关于test.worded》未能定时送出：该事项已暂停"));
        assertThat(world.openNodes(worded)).containsExactly("t1");
    }

    // typing for a leader

    @Test
    void aSecretaryTypesWhatTheLeaderSaid() {
        long matter = world.start("test.line", 50, Map.of());
        long mine = world.assignment(matter, "t1", 1);
        refused(
                () -> world.dictation.send(World.actor(9), mine, "", "同意。", Choices.NONE),
                "workflow.no-such-assignment");
        long appointed = world.secretaries.appoint(World.actor(1), 9);
        refused(() -> world.secretaries.appoint(World.actor(1), 9), "workflow.secretary-already");
        refused(() -> world.secretaries.appoint(World.actor(1), 1), "workflow.not-ones-own-secretary");
        refused(() -> world.dictation.send(World.actor(9), mine, "", " ", Choices.NONE), "workflow.opinion-required");
        assertThat(world.dictation.waiting(World.actor(9)))
                .extracting(Dictation.DictationRow::assignment)
                .contains(mine);

        world.dictation.send(World.actor(9), mine, "", "同意。", Choices.NONE);

        assertThat(world.openNodes(matter)).containsExactly("t2");
        var page = world.pages.of(World.actor(1), matter);
        assertThat(page.steps().getFirst().handlers().getFirst().opinions())
                .singleElement()
                .satisfies(said -> {
                    assertThat(said.personName()).isEqualTo("人1");
                    assertThat(said.typedByName()).isEqualTo("人9");
                    assertThat(said.confirmedAt()).isNull();
                });
        var typed = world.dictation.toConfirm(World.actor(1)).getFirst();
        refused(() -> world.dictation.confirm(World.actor(9), typed.opinion()), "workflow.no-such-dictation");
        world.dictation.confirm(World.actor(1), typed.opinion());
        assertThat(world.dictation.toConfirm(World.actor(1))).isEmpty();
        refused(() -> world.dictation.dispute(World.actor(1), typed.opinion(), "没有说过"), "workflow.no-such-dictation");
        assertThat(trail(matter, "CONFIRM_DICTATION")).containsExactly("人9");
        world.secretaries.dismiss(World.actor(1), appointed);
    }

    @Test
    void aLeaderDisputesWhatWasNotSaid() {
        long appointed = world.secretaries.appoint(World.actor(1), 9);
        long matter = world.start("test.line", 50, Map.of());
        world.dictation.send(World.actor(9), world.assignment(matter, "t1", 1), "", "同意。", Choices.NONE);
        world.told.clear();

        world.dictation.dispute(
                World.actor(1),
                world.dictation.toConfirm(World.actor(1)).getFirst().opinion(),
                "我要求缓办");

        assertThat(world.told).contains("2 人1对《关于test.line》的代录意见有异议：我要求缓办", "9 人1对《关于test.line》的代录意见有异议：我要求缓办");
        assertThat(trail(matter, "DISPUTE_DICTATION")).containsExactly("人9我要求缓办");
        world.secretaries.dismiss(World.actor(9), appointed);
    }

    @Test
    void theProcessMayForbidTypingForOthers() {
        long appointed = world.secretaries.appoint(World.actor(1), 9);
        long matter = world.start("test.strict", 50, Map.of());

        refused(
                () -> world.dictation.send(World.actor(9), world.assignment(matter, "t1", 1), "", "同意。", Choices.NONE),
                "workflow.not-allowed-here");
        assertThat(world.dictation.waiting(World.actor(9))).isEmpty();
        world.secretaries.dismiss(World.actor(1), appointed);
    }

    // writing by hand

    @Test
    void anOpinionWrittenByHandNamesItsPage() {
        long matter = world.start("test.worded", 50, Map.of());
        long mine = world.assignment(matter, "t1", 1);
        var hash = world.pages.of(World.actor(1), matter).aside().pageHash();
        var strokes = List.of(List.of(10, 10, 20, 25, 30, 12), List.of(40, 40));

        refused(
                () -> world.sending.send(
                        World.actor(1),
                        mine,
                        new Said("", "", new Ink(300, 100, strokes, "0".repeat(64)), null),
                        Choices.NONE),
                "workflow.page-changed");
        refused(
                () -> world.sending.send(
                        World.actor(1), mine, new Said("", "", new Ink(20, 20, strokes, hash), null), Choices.NONE),
                "workflow.ink-unreadable");
        world.sending.send(
                World.actor(1), mine, new Said("", "", new Ink(300, 100, strokes, hash), null), Choices.NONE);

        assertThat(world.pages
                        .of(World.actor(1), matter)
                        .steps()
                        .getFirst()
                        .handlers()
                        .getFirst()
                        .opinions())
                .singleElement()
                .satisfies(said -> assertThat(said.ink()).isEqualTo(new Ink(300, 100, strokes, hash)));
        assertThat(trail(matter, "SEND")).containsExactly("送出手写意见");
    }

    // handing over

    @Test
    void everythingIsHandedOverAtOnceAndUndoneTheSameDay() {
        long line = world.start("test.line", 50, Map.of());
        long all = world.start("test.all", 50, Map.of());
        long turns = world.start("test.turns", 50, Map.of());
        long suspended = world.start("test.line", 50, Map.of());
        world.steering.suspend(World.actor(99), suspended, "等待");
        refused(() -> world.handOvers.preview(World.actor(8), 1, 9, List.of()), "workflow.may-not-hand-over");
        refused(() -> world.handOvers.handOver(World.actor(4), 1, 1, List.of(), "调离"), "workflow.hand-over-to-oneself");
        refused(() -> world.handOvers.handOver(World.actor(4), 1, 9, List.of(), ""), "workflow.reason-required");
        assertThat(world.handOvers.preview(World.actor(4), 1, 9, List.of()).items())
                .hasSize(4)
                .allSatisfy(item -> assertThat(item.obstacle()).isNull());
        assertThat(world.live(line).get("t1")).containsOnlyKeys(1L);

        var answer = world.handOvers.handOver(World.actor(4), 1, 9, List.of(), "调离");

        assertThat(answer.moved()).isEqualTo(4);
        assertThat(world.live(line).get("t1")).containsOnlyKeys(9L);
        assertThat(world.live(all).get("t1")).containsOnlyKeys(9L, 2L, 3L);
        assertThat(world.live(suspended).get("t1")).containsOnlyKeys(9L);
        assertThat(trail(line, "HAND_OVER")).containsExactly("人9调离");
        assertThat(world.told).contains("9 人4将人1的 4 件在办事项移交给本人");
        world.send(all, "t1", 9);
        world.send(turns, "t1", 9);
        assertThat(world.live(turns).get("t1")).containsOnlyKeys(2L);

        assertThat(world.handOvers.undo(World.actor(4), answer.id())).isEqualTo(new HandOvers.UndoAnswer(2, 2));

        assertThat(world.live(line).get("t1")).containsOnlyKeys(1L);
        assertThat(world.live(suspended).get("t1")).containsOnlyKeys(1L);
        refused(() -> world.handOvers.undo(World.actor(4), answer.id()), "workflow.undo-too-late");
    }

    @Test
    void tomorrowItIsTooLateToUndo() {
        world.start("test.line", 50, Map.of());
        var answer = world.handOvers.handOver(World.actor(99), 1, 9, List.of(), "调离");

        world.clock.pass(Duration.ofDays(1));

        refused(() -> world.handOvers.undo(World.actor(99), answer.id()), "workflow.undo-too-late");
    }

    @Test
    void whoReceivesWhatTheyHandleAlreadyHandlesItOnce() {
        long all = world.start("test.all", 50, Map.of());
        long lead = world.start("test.lead", 50, Map.of());
        long turns = world.start("test.turns", 50, Map.of());
        long pool = world.start("test.pool", 50, Map.of());
        world.sharing.claim(World.actor(1), world.assignment(pool, "t1", 1));

        var answer = world.handOvers.handOver(World.actor(99), 1, 2, List.of(), "调离");

        assertThat(answer.moved()).isEqualTo(4);
        assertThat(world.live(all).get("t1")).containsOnlyKeys(2L, 3L);
        assertThat(world.live(lead).get("t1")).containsOnlyKeys(2L, 3L);
        assertThat(world.live(turns).get("t1")).containsOnlyKeys(2L);
        assertThat(world.live(pool).get("t1")).containsKey(2L);
        world.send(all, "t1", 2);
        world.send(all, "t1", 3);
        world.send(lead, "t1", 3);
        world.send(lead, "t1", 2);
        world.send(turns, "t1", 2);
        world.send(turns, "t1", 3);
        world.send(pool, "t1", 2);
        for (long matter : List.of(all, lead, turns, pool)) {
            assertThat(world.openNodes(matter)).containsExactly("t2");
        }
    }

    // urging

    private static long urgent(Urgency urgency) {
        long record = world.record();
        return world.sending.start(
                World.actor(50), new StartMatter("test.line", record, "关于催办", "", urgency, Map.of()));
    }

    private static void pass(Duration time) {
        world.clock.pass(time);
        world.autoUrging.run();
    }

    @Test
    void whatLiesIsUrgedByUrgencyAndTheHeadIsTold() {
        long matter = urgent(Urgency.EXTRA_URGENT);
        world.autoUrging.run();

        pass(Duration.ofMinutes(59));
        assertThat(world.told).isEmpty();
        pass(Duration.ofMinutes(2));
        assertThat(world.told).containsExactly("1 请尽快办理《关于催办》（自动催办第 1 次）");
        pass(Duration.ofMinutes(61));

        assertThat(world.told)
                .containsExactly("1 请尽快办理《关于催办》（自动催办第 1 次）", "1 请尽快办理《关于催办》（自动催办第 2 次）", "4 人1承办的《关于催办》已催办 2 次，尚未办理");
        assertThat(trail(matter, "ESCALATE")).containsExactly("人4人1已被催办 2 次");
        world.send(matter, "t1", 1);
        world.told.clear();
        pass(Duration.ofMinutes(30));
        assertThat(world.told).isEmpty();
    }

    @Test
    void nobodyIsUrgedInTheQuietHours() {
        var policy = world.urgingPolicy.current();
        // 19:30 in Beijing; an hour later it is quiet until eight
        var evening = Instant.parse("2026-11-24T11:30:00Z");

        assertThat(world.urgingPolicy.next(policy, Urgency.EXTRA_URGENT, 0, evening))
                .isEqualTo(Instant.parse("2026-11-25T00:00:00Z"));
        assertThat(world.urgingPolicy.foresee(policy, Urgency.PLAIN, Instant.parse("2026-11-24T02:00:00Z"), 4))
                .extracting(UrgingPolicy.Foreseen::at)
                .containsExactly(
                        Instant.parse("2026-11-27T02:00:00Z"),
                        Instant.parse("2026-11-29T02:00:00Z"),
                        Instant.parse("2026-11-30T02:00:00Z"),
                        Instant.parse("2026-12-01T02:00:00Z"));
    }

    @Test
    void aSuspendedMatterIsNobodysDelay() {
        long matter = urgent(Urgency.EXTRA_URGENT);
        world.autoUrging.run();
        world.steering.suspend(World.actor(99), matter, "等待");
        pass(Duration.ofMinutes(61));

        assertThat(world.told).isEmpty();
    }

    private static Actor overseer() {
        var boss = World.actor(99);
        return new Actor(
                boss.person(),
                boss.name(),
                boss.post(),
                boss.postTitle(),
                boss.department(),
                boss.departmentName(),
                boss.unit(),
                boss.unitName(),
                boss.tokens(),
                Set.of(Steering.ADMINISTER, Administration.OVERSEE));
    }

    @Test
    void thePolicyIsAVersionedTable() {
        var before = world.urgingPolicy.current();
        var stages = new EnumMap<Urgency, List<UrgingPolicy.Stage>>(Urgency.class);
        stages.put(Urgency.PLAIN, List.of(new UrgingPolicy.Stage(5, PeriodUnit.WORKING_DAYS, true)));
        var actor = overseer();

        refused(
                () -> world.urgingPolicy.change(World.actor(99), LocalTime.of(22, 0), LocalTime.of(7, 0), "试行", stages),
                "access.not-permitted");
        refused(
                () -> world.urgingPolicy.change(actor, LocalTime.of(22, 0), LocalTime.of(7, 0), " ", stages),
                "workflow.source-required");
        stages.put(Urgency.URGENT, List.of(new UrgingPolicy.Stage(5, PeriodUnit.WORKING_MINUTES, true)));
        refused(
                () -> world.urgingPolicy.change(actor, LocalTime.of(22, 0), LocalTime.of(7, 0), "试行", stages),
                "workflow.urging-stages");
        stages.remove(Urgency.URGENT);
        world.urgingPolicy.change(actor, LocalTime.of(22, 0), LocalTime.of(7, 0), "试行办法", stages);

        var now = world.urgingPolicy.current();
        assertThat(now.version()).isEqualTo(before.version() + 1);
        assertThat(now.stages().get(Urgency.PLAIN)).hasSize(1);
        assertThat(world.urgingPolicy.next(now, Urgency.URGENT, 0, world.clock.instant()))
                .isNull();
        world.urgingPolicy.change(actor, before.quietFrom(), before.quietUntil(), before.source(), before.stages());
        assertThat(world.urgingPolicy.all()).hasSizeGreaterThanOrEqualTo(3);
    }
}
