package jinye.platform.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jinye.kernel.Refusal;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Weighted votes, changing participants, copies, queues, passing the same person, nobody found, somebody away. */
class FinerRulesTests {

    private static World world;
    private static World.Bureau bureau;

    @BeforeAll
    static void publish() {
        bureau = new World.Bureau();
        bureau.posts.put("R_ONE", List.of(1L));
        bureau.posts.put("R_TWO", List.of(2L));
        bureau.posts.put("R_THREE", List.of(1L, 2L, 3L));
        bureau.posts.put("R_OTHERS", List.of(7L, 8L));
        bureau.heads.put(1L, List.of(4L));
        var models = new LinkedHashMap<String, String>();
        var vote = new Model("vote");
        models.put(
                "test.vote",
                vote.write(vote.sequence(
                        vote.step("who", "role:R_THREE", "mode", "vote", "weights", "person:1=3"),
                        vote.choice(
                                "votes.t1.yes >= 3", vote.step("who", "role:R_ONE"), vote.step("who", "role:R_TWO")))));
        var all = new Model("all");
        models.put(
                "test.all",
                all.write(all.sequence(
                        all.step("who", "initiator"),
                        all.step("who", "role:R_THREE", "mode", "all"),
                        all.step("who", "role:R_ONE"))));
        var copy = new Model("copy");
        models.put(
                "test.copy",
                copy.write(copy.sequence(
                        copy.step("who", "role:R_ONE", "copy", "role:R_OTHERS"), copy.step("who", "role:R_TWO"))));
        var pool = new Model("pool");
        models.put("test.pool", pool.write(pool.step("who", "role:R_THREE:pool")));
        for (var rule : List.of("consecutive", "any", "none")) {
            var pass = new Model(rule);
            models.put(
                    "test." + rule,
                    pass.write(pass.sequence(
                            pass.step("who", "role:R_ONE"),
                            pass.step("who", "role:R_ONE", "auto-pass", rule),
                            pass.step("who", "role:R_TWO"),
                            pass.step("who", "role:R_ONE", "auto-pass", rule),
                            pass.step("who", "role:R_TWO", "auto-pass", "none"))));
        }
        for (var rule : List.of("refuse", "skip", "admin", "role:R_OTHERS")) {
            var nobody = new Model("nobody");
            models.put(
                    "test.nobody-" + rule.replace(":R_", "-").toLowerCase(java.util.Locale.ROOT),
                    nobody.write(nobody.sequence(
                            nobody.step("who", "role:R_ONE"),
                            nobody.step("who", "role:R_VACANT", "nobody", rule),
                            nobody.step("who", "role:R_TWO"))));
        }
        for (var rule : List.of("wait", "substitute", "next")) {
            var absent = new Model("absent");
            models.put("test.absent-" + rule, absent.write(absent.step("who", "role:R_THREE", "absent", rule)));
        }
        world = new World(bureau, models);
    }

    @AfterAll
    static void close() {
        world.close();
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

    @Test
    void aVoteOfThreeCountsThree() {
        long matter = world.start("test.vote", 50, Map.of());

        world.send(matter, "t1", 1, "yes", "");

        assertThat(world.openNodes(matter)).containsExactly("t2");
        assertThat(trail(matter, "COUNT")).containsExactly("同意 3 票，不同意 0 票，弃权 0 票；须 3 票，通过");
    }

    @Test
    void theVotesAreAFactForTheGateways() {
        long matter = world.start("test.vote", 50, Map.of());

        world.send(matter, "t1", 2, "no", "");
        assertThat(world.openNodes(matter)).containsExactly("t1");
        world.send(matter, "t1", 1, "no", "");

        assertThat(world.openNodes(matter)).containsExactly("t3");
        assertThat(trail(matter, "COUNT")).containsExactly("同意 0 票，不同意 4 票，弃权 0 票；须 3 票，未通过");
    }

    @Test
    void oneMoreIsAskedWithoutTroublingTheOthers() {
        long matter = world.start("test.all", 50, Map.of());
        world.send(matter, "t1", 50);
        world.send(matter, "t2", 1);

        assertThat(world.participants.add(World.actor(50), matter, "t2", List.of(9L), List.of(1L), "涉及两处"))
                .containsExactly("人9", "人4");

        assertThat(world.live(matter).get("t2")).containsOnlyKeys(2L, 3L, 9L, 4L);
        world.participants.remove(World.actor(50), matter, world.assignment(matter, "t2", 2), "不涉及");
        world.send(matter, "t2", 3);
        world.send(matter, "t2", 9);
        assertThat(world.openNodes(matter)).containsExactly("t2");
        world.participants.remove(World.actor(99), matter, world.assignment(matter, "t2", 4), "不涉及");
        assertThat(world.openNodes(matter)).containsExactly("t3");
        assertThat(trail(matter, "ADD_PARTICIPANT")).containsExactly("人9、人4涉及两处");
        assertThat(trail(matter, "REMOVE_PARTICIPANT")).containsExactly("人2不涉及", "人4不涉及");
    }

    @Test
    void whoDidNotAskChangesNoParticipants() {
        long matter = world.start("test.all", 50, Map.of());
        world.send(matter, "t1", 50);
        var actor = World.actor(2);

        refused(
                () -> world.participants.add(actor, matter, "t2", List.of(9L), List.of(), ""),
                "workflow.may-not-change-participants");
        refused(
                () -> world.participants.add(World.actor(50), matter, "t2", List.of(), List.of(2L), ""),
                "workflow.department-without-head");
        refused(
                () -> world.participants.add(World.actor(50), matter, "t2", List.of(1L), List.of(), ""),
                "workflow.already-there");
        refused(
                () -> world.participants.remove(World.actor(50), matter, world.assignment(matter, "t2", 1), " "),
                "workflow.reason-required");
        world.send(matter, "t2", 1);
        refused(
                () -> world.participants.add(World.actor(50), matter, "t3", List.of(9L), List.of(), ""),
                "workflow.node-over");
    }

    @Test
    void theLastParticipantStays() {
        bureau.posts.put("R_THREE", List.of(2L));
        long matter = world.start("test.all", 50, Map.of());
        world.send(matter, "t1", 50);
        bureau.posts.put("R_THREE", List.of(1L, 2L, 3L));

        refused(
                () -> world.participants.remove(World.actor(50), matter, world.assignment(matter, "t2", 2), "不涉及"),
                "workflow.last-participant");
    }

    @Test
    void aStepSendsItsCopiesByItself() {
        long matter = world.start("test.copy", 50, Map.of());

        world.send(matter, "t1", 1);

        assertThat(world.lists
                        .circulated(World.actor(7), new WorkLists.Question(null, null, null, true), null, 20)
                        .items())
                .anySatisfy(row -> {
                    assertThat(row.matter()).isEqualTo(matter);
                    assertThat(row.copy()).isTrue();
                });
        assertThat(trail(matter, "COPY")).containsExactly("人7、人8按流程规定抄送");
        assertThat(world.openNodes(matter)).containsExactly("t2");
    }

    @Test
    void aCopyGoesToPeopleAndDepartments() {
        long matter = world.start("test.copy", 50, Map.of());

        assertThat(world.copying.copy(World.actor(50), matter, List.of(30L), List.of(2L), "供参考"))
                .containsExactly("人30", "人2", "人5");

        assertThat(trail(matter, "COPY")).containsExactly("人30、处2供参考");
        refused(
                () -> world.copying.copy(World.actor(50), matter, List.of(30L), List.of(), ""),
                "workflow.circulated-already");
        refused(
                () -> world.copying.copy(World.actor(31), matter, List.of(30L), List.of(), ""),
                "workflow.may-not-share");
    }

    @Test
    void theNextOfTheQueueIsTheOldestNobodyHas() {
        long first = world.start("test.pool", 50, Map.of());
        world.clock.pass(java.time.Duration.ofMinutes(1));
        long second = world.start("test.pool", 50, Map.of());

        assertThat(world.queueing.next(World.actor(1)).matter()).isEqualTo(first);
        assertThat(world.queueing.next(World.actor(2)).matter()).isEqualTo(second);
        refused(() -> world.queueing.next(World.actor(3)), "workflow.queue-empty");
        world.sharing.release(World.actor(1), world.assignment(first, "t1", 1));
        assertThat(world.queueing.next(World.actor(3)).matter()).isEqualTo(first);
        world.send(first, "t1", 3);
        world.send(second, "t1", 2);
    }

    @Test
    void theHeadOfTheDepartmentSaysWhoTakesIt() {
        long matter = world.start("test.pool", 50, Map.of());
        long step = world.sql.queryForObject("select id from workflow.step where matter = ?", Long.class, matter);

        assertThat(world.queueing.list(World.actor(4)))
                .filteredOn(row -> row.matter() == matter)
                .singleElement()
                .satisfies(row -> assertThat(row.members())
                        .extracting(Queueing.Member::person)
                        .containsExactly(1L));
        refused(() -> world.queueing.assign(World.actor(4), matter, step, 2), "workflow.may-not-assign");
        refused(() -> world.queueing.assign(World.actor(99), matter, step, 8), "workflow.not-in-pool");
        world.sharing.claim(World.actor(2), world.assignment(matter, "t1", 2));
        world.queueing.assign(World.actor(4), matter, step, 1);

        assertThat(world.live(matter).get("t1")).containsOnlyKeys(1L);
        world.send(matter, "t1", 1);
        assertThat(world.state(matter)).isEqualTo("ENDED");
    }

    @Test
    void whoDidTheStepBeforeIsNotAskedAgain() {
        long matter = world.start("test.consecutive", 50, Map.of());

        world.send(matter, "t1", 1, "", "同意");

        assertThat(world.openNodes(matter)).containsExactly("t3");
        world.send(matter, "t3", 2);
        assertThat(world.openNodes(matter)).containsExactly("t4");
        assertThat(trail(matter, "AUTO_PASS")).containsExactly("送出人1此前已办理，按流程规定自动通过");
    }

    @Test
    void whoSaidYesAnywhereIsNotAskedAgain() {
        long matter = world.start("test.any", 50, Map.of());

        world.send(matter, "t1", 1);
        world.send(matter, "t3", 2);

        assertThat(world.openNodes(matter)).containsExactly("t5");
    }

    @Test
    void whatCameBackIsAskedAnew() {
        long matter = world.start("test.any", 50, Map.of());
        world.send(matter, "t1", 1);

        world.returning.returnTo(World.actor(2), world.assignment(matter, "t3", 2), "t2", false, "请修改");

        assertThat(world.openNodes(matter)).containsExactly("t2");
        world.send(matter, "t2", 1);
        assertThat(world.openNodes(matter)).containsExactly("t3");
    }

    @Test
    void withoutTheRuleEverybodyIsAsked() {
        long matter = world.start("test.none", 50, Map.of());

        world.send(matter, "t1", 1);

        assertThat(world.openNodes(matter)).containsExactly("t2");
    }

    @Test
    void aVacantPostIsRefusedSkippedOrHandedOn() {
        long refuse = world.start("test.nobody-refuse", 50, Map.of());
        refused(() -> world.send(refuse, "t1", 1), "workflow.nobody");

        long skip = world.start("test.nobody-skip", 50, Map.of());
        var ahead = world.sending.preview(World.actor(1), world.assignment(skip, "t1", 1), "", world.preview);
        assertThat(ahead.nodes().getFirst().remarks()).containsExactly("没有人担任role:R_VACANT，按流程规定跳过“环节2”");
        world.send(skip, "t1", 1);
        assertThat(world.openNodes(skip)).containsExactly("t3");
        assertThat(trail(skip, "SKIP")).hasSize(1);

        long admin = world.start("test.nobody-admin", 50, Map.of());
        world.send(admin, "t1", 1);
        assertThat(world.live(admin).get("t2")).containsOnlyKeys(99L);

        long named = world.start("test.nobody-role-others", 50, Map.of());
        world.send(named, "t1", 1);
        assertThat(world.live(named).get("t2")).containsOnlyKeys(7L);
        assertThat(trail(named, "REROUTE")).containsExactly("没有人担任role:R_VACANT，按流程规定由人7、人8办理");
    }

    @Test
    void whoIsAwayIsWaitedForReplacedOrPassedOver() {
        bureau.away.put(1L, new Staffing.Away("出差", new Handler(9, "人9", "处0", World.UNIT)));

        assertThat(world.live(world.start("test.absent-wait", 50, Map.of())).get("t1"))
                .containsOnlyKeys(1L);
        assertThat(world.live(world.start("test.absent-substitute", 50, Map.of()))
                        .get("t1"))
                .containsOnlyKeys(9L);
        long next = world.start("test.absent-next", 50, Map.of());
        assertThat(world.live(next).get("t1")).containsOnlyKeys(2L);
        assertThat(trail(next, "REROUTE")).containsExactly("人1离岗，按流程规定由人2办理");
        bureau.away.clear();
    }

    @Test
    void followersAndSubscribersAreTold() {
        long matter = world.start("test.all", 50, Map.of());
        var seen = world.store.byId(matter, false).orElseThrow();
        world.watching.follow(World.actor(60), matter);
        world.watching.follow(World.actor(60), matter);
        world.watching.subscribe(World.actor(61), seen, "t2", null);
        world.watching.subscribe(World.actor(62), seen, null, 3L);
        refused(() -> world.watching.subscribe(World.actor(62), seen, null, 3L), "workflow.subscribed-already");
        refused(() -> world.watching.subscribe(World.actor(62), seen, "t2", 3L), "workflow.subscribe-to-one");
        world.told.clear();

        world.send(matter, "t1", 50);
        world.send(matter, "t2", 1);
        world.send(matter, "t2", 2);
        assertThat(world.told).filteredOn(told -> told.startsWith("6")).hasSize(1);
        world.send(matter, "t2", 3);

        assertThat(world.told)
                .contains(
                        "60 关注的《关于test.all》：人50已办理“环节1”",
                        "60 关注的《关于test.all》：人3已办理“环节2”",
                        "61 《关于test.all》的“环节2”已办完",
                        "62 人3已办理《关于test.all》（环节2）");
        assertThat(world.lists
                        .followed(World.actor(60), new WorkLists.Question(null, null, null, null), null, 20)
                        .items())
                .extracting(WorkLists.FollowedRow::matter)
                .contains(matter);
    }

    @Test
    void aPrivateNoteIsSeenByItsWriterOnly() {
        long matter = world.start("test.all", 50, Map.of());

        long own = world.notes.write(World.actor(50), matter, true, "给自己看");
        world.notes.write(World.actor(50), matter, false, "请各位注意");

        assertThat(world.notes.of(World.actor(50), matter)).hasSize(2);
        assertThat(world.notes.of(World.actor(1), matter))
                .singleElement()
                .satisfies(note -> assertThat(note.text()).isEqualTo("请各位注意"));
        assertThat(trail(matter, "NOTE")).containsExactly("请各位注意");
        refused(() -> world.notes.remove(World.actor(1), own), "workflow.no-such-note");
        world.notes.remove(World.actor(50), own);
        assertThat(world.notes.of(World.actor(50), matter)).hasSize(1);
    }
}
