package jinye.platform.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.Refusal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** 增减分支: whoever steers a matter gives up a branch or begins one while the others go on. */
class BranchesTests {

    private static final Actor BOSS = World.actor(99);
    private static World world;

    @BeforeAll
    static void publish() {
        var bureau = new World.Bureau();
        bureau.posts.put("R_ONE", List.of(1L));
        bureau.posts.put("R_TWO", List.of(2L));
        bureau.posts.put("R_THREE", List.of(3L));
        bureau.posts.put("R_LEAD", List.of(4L));
        var models = new LinkedHashMap<String, String>();
        var lanes = new Model("lanes");
        models.put(
                "test.lanes",
                lanes.write(lanes.sequence(
                        lanes.fork(
                                step(lanes, "ONE"),
                                lanes.sequence(step(lanes, "TWO"), step(lanes, "TWO")),
                                step(lanes, "THREE")),
                        step(lanes, "LEAD"))));
        var chosen = new Model("chosen");
        models.put(
                "test.chosen",
                chosen.write(chosen.sequence(
                        chosen.inclusive(List.of("route == 'a'"), step(chosen, "ONE"), step(chosen, "TWO")),
                        step(chosen, "LEAD"))));
        var again = new Model("again");
        models.put(
                "test.again",
                again.write(again.sequence(
                        again.loop("again == true", again.fork(step(again, "ONE"), step(again, "TWO"))),
                        step(again, "LEAD"))));
        var asks = new Model("asks");
        models.put(
                "test.asks",
                asks.write(asks.sequence(
                        asks.waits("call", "test.part", "each", "departments:asked", "ratio", "60"),
                        step(asks, "LEAD"))));
        var part = new Model("part");
        models.put("test.part", part.write(step(part, "ONE")));
        world = new World(bureau, models);
    }

    private static Model.Block step(Model model, String post) {
        return model.step("who", "role:R_" + post);
    }

    @AfterAll
    static void close() {
        world.close();
    }

    private static String lane(long matter, String name) {
        return lanes(matter).stream()
                .filter(lane -> lane.name().equals(name))
                .findFirst()
                .orElseThrow()
                .lane();
    }

    private static List<Lanes.LaneRow> lanes(long matter) {
        return world.lanes.of(world.store.byId(matter, false).orElseThrow());
    }

    private static void refused(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(act)
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private static List<String> trail(long matter, String verb) {
        return world.sql.queryForList(
                "select target || '：' || note from workflow.trail where matter = ? and verb = ? order by id",
                String.class,
                matter,
                verb);
    }

    @Test
    void aLaneGivenUpIsNotWaitedForAndTroublesNobodyElse() {
        long matter = world.start("test.lanes", 50, Map.of());

        world.lanes.remove(BOSS, matter, lane(matter, "环节2"), "该处不再涉及", Choices.NONE);

        assertThat(world.live(matter)).containsOnlyKeys("t1", "t4");
        assertThat(trail(matter, "REMOVE_BRANCH")).containsExactly("环节2：该处不再涉及");
        assertThat(world.told).anyMatch(told -> told.startsWith("2 ") && told.contains("已经减去"));
        world.send(matter, "t1", 1);
        world.send(matter, "t4", 3);
        assertThat(world.live(matter)).containsOnlyKeys("t7");
    }

    @Test
    void givingUpTheLaneTheJoinWaitsForLetsTheMatterGoOn() {
        long matter = world.start("test.lanes", 50, Map.of());
        world.send(matter, "t1", 1);
        world.send(matter, "t4", 3);
        world.send(matter, "t2", 2);

        world.lanes.remove(BOSS, matter, lane(matter, "环节2"), "逾期未复", Choices.NONE);

        assertThat(world.live(matter)).containsOnlyKeys("t7");
        world.send(matter, "t7", 4);
        assertThat(world.state(matter)).isEqualTo("ENDED");
    }

    @Test
    void theLastLaneIsNotGivenUpWhileNobodyHandledAny() {
        long matter = world.start("test.lanes", 50, Map.of());
        world.lanes.remove(BOSS, matter, lane(matter, "环节2"), "不涉及", Choices.NONE);
        world.lanes.remove(BOSS, matter, lane(matter, "环节4"), "不涉及", Choices.NONE);

        refused(
                "workflow.last-branch",
                () -> world.lanes.remove(BOSS, matter, lane(matter, "环节1"), "不涉及", Choices.NONE));
        refused(
                "workflow.branch-not-under-way",
                () -> world.lanes.remove(BOSS, matter, lane(matter, "环节2"), "不涉及", Choices.NONE));

        assertThat(world.live(matter)).containsOnlyKeys("t1");
    }

    @Test
    void aLaneBeginsAgainWhileOthersAreUnderWayAndTheJoinWaitsForIt() {
        long matter = world.start("test.lanes", 50, Map.of());
        world.send(matter, "t1", 1);
        world.lanes.remove(BOSS, matter, lane(matter, "环节4"), "不涉及", Choices.NONE);

        world.lanes.add(BOSS, matter, lane(matter, "环节1"), "材料补充后再问", Choices.NONE);
        world.lanes.add(BOSS, matter, lane(matter, "环节4"), "仍须征求意见", Choices.NONE);

        assertThat(world.live(matter)).containsOnlyKeys("t1", "t2", "t4");
        assertThat(trail(matter, "ADD_BRANCH")).containsExactly("环节1：材料补充后再问", "环节4：仍须征求意见");
        refused(
                "workflow.branch-under-way",
                () -> world.lanes.add(BOSS, matter, lane(matter, "环节1"), "再问", Choices.NONE));
        world.send(matter, "t2", 2);
        world.send(matter, "t3", 2);
        world.send(matter, "t1", 1);
        assertThat(world.live(matter)).containsOnlyKeys("t4");
        world.send(matter, "t4", 3);
        assertThat(world.live(matter)).containsOnlyKeys("t7");
        refused("workflow.no-such-branch", () -> world.lanes.add(BOSS, matter, "f99", "再问", Choices.NONE));
    }

    @Test
    void noLaneBeginsAfterTheJoin() {
        long matter = world.start("test.lanes", 50, Map.of());
        var lane = lane(matter, "环节1");
        world.send(matter, "t1", 1);
        world.send(matter, "t4", 3);
        world.send(matter, "t2", 2);
        world.send(matter, "t3", 2);

        refused("workflow.branches-over", () -> world.lanes.add(BOSS, matter, lane, "再问", Choices.NONE));

        assertThat(lanes(matter)).isEmpty();
    }

    @Test
    void aLaneThatItsConditionDidNotChooseMayBeginByHand() {
        long matter = world.start("test.chosen", 50, Map.of("route", "a"));
        assertThat(world.live(matter)).containsOnlyKeys("t1");

        world.lanes.add(BOSS, matter, lane(matter, "环节2"), "领导要求一并征求", Choices.NONE);
        world.send(matter, "t1", 1);

        assertThat(world.live(matter)).containsOnlyKeys("t2");
        world.send(matter, "t2", 2);
        assertThat(world.live(matter)).containsOnlyKeys("t5");
    }

    @Test
    void aForkThatLoopsStraightIntoItselfKeepsItsLastLaneInEachRound() {
        long matter = world.start("test.again", 50, Map.of("again", true));
        world.send(matter, "t1", 1);
        world.send(matter, "t2", 2);
        assertThat(world.live(matter)).containsOnlyKeys("t1", "t2");

        world.lanes.remove(BOSS, matter, lane(matter, "环节1"), "不涉及", Choices.NONE);
        refused(
                "workflow.last-branch",
                () -> world.lanes.remove(BOSS, matter, lane(matter, "环节2"), "不涉及", Choices.NONE));
        assertThat(world.live(matter)).containsOnlyKeys("t2");

        world.lanes.add(BOSS, matter, lane(matter, "环节1"), "再问", Choices.NONE);
        world.facts.put(record(matter), Map.of("again", false));
        world.send(matter, "t1", 1);
        world.lanes.remove(BOSS, matter, lane(matter, "环节2"), "逾期未复", Choices.NONE);
        assertThat(world.live(matter)).containsOnlyKeys("t8");
    }

    private static long record(long matter) {
        return world.store.byId(matter, false).orElseThrow().record();
    }

    @Test
    void onlyWhoeverSteersTheMatterChangesItsBranches() {
        long matter = world.start("test.lanes", 50, Map.of());
        var lane = lane(matter, "环节1");

        refused("workflow.no-such-matter", () -> world.lanes.remove(World.actor(1), matter, lane, "不涉及", Choices.NONE));
        refused("workflow.reason-required", () -> world.lanes.remove(BOSS, matter, lane, "", Choices.NONE));
    }

    private static List<CalledParts.CalledPartRow> parts(long matter) {
        return world.calledParts.of(world.store.byId(matter, false).orElseThrow()).stream()
                .flatMap(call -> call.parts().stream())
                .toList();
    }

    private static long part(long matter, String name) {
        return parts(matter).stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow()
                .matter();
    }

    @Test
    void oneMoreDepartmentIsAskedAndTheShareIsCountedAgain() {
        long matter = world.start("test.asks", 50, Map.of("asked", List.of(1, 2)));

        assertThat(world.calledParts.add(BOSS, matter, "w1", 5L, "涉及专卖管理")).isEqualTo("处5");

        assertThat(parts(matter)).extracting(CalledParts.CalledPartRow::name).containsExactly("处1", "处2", "处5");
        refused("workflow.part-asked-already", () -> world.calledParts.add(BOSS, matter, "w1", 2L, "再问"));
        world.send(part(matter, "处1"), "t1", 1);
        world.keeper.takeDue();
        assertThat(world.openNodes(matter)).containsExactly("w1");
        world.send(part(matter, "处5"), "t1", 1);
        world.keeper.takeDue();
        assertThat(world.openNodes(matter)).containsExactly("t2");
    }

    @Test
    void oneDepartmentLessIsNotCountedAndMayBeAllThatWasMissing() {
        long matter = world.start("test.asks", 50, Map.of("asked", List.of(1, 2, 3)));
        world.send(part(matter, "处1"), "t1", 1);
        world.keeper.takeDue();
        long second = part(matter, "处2");

        world.calledParts.remove(BOSS, matter, second, "不涉及");
        world.keeper.takeDue();
        assertThat(world.state(second)).isEqualTo("TERMINATED");
        assertThat(world.openNodes(matter)).containsExactly("w1");
        world.calledParts.remove(BOSS, matter, part(matter, "处3"), "逾期未复");
        world.keeper.takeDue();

        assertThat(world.openNodes(matter)).containsExactly("t2");
        assertThat(trail(matter, "REMOVE_BRANCH")).containsExactly("处2：不涉及", "处3：逾期未复");
        assertThat(world.store
                        .byId(matter, false)
                        .orElseThrow()
                        .facts()
                        .get("results")
                        .toString())
                .contains("total=1")
                .doesNotContain("terminated");
    }

    @Test
    void theOnlyDepartmentAskedIsNotTakenAwayNorOneThatAnswered() {
        long matter = world.start("test.asks", 50, Map.of("asked", List.of(1, 2)));
        long first = part(matter, "处1");
        long second = part(matter, "处2");
        world.send(first, "t1", 1);

        refused("workflow.part-over", () -> world.calledParts.remove(BOSS, matter, first, "不涉及"));
        long other = world.start("test.asks", 50, Map.of("asked", List.of(1)));
        refused("workflow.last-branch", () -> world.calledParts.remove(BOSS, other, part(other, "处1"), "不涉及"));
        refused("workflow.no-such-branch", () -> world.calledParts.remove(BOSS, other, second, "不涉及"));
    }
}
