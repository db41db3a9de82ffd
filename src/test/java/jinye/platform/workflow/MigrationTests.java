package jinye.platform.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jinye.kernel.Actor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a matter keeps, and what it can still do, when it goes on in another version of its process. */
class MigrationTests {

    private static final Actor DESIGNER =
            new Actor(98, "人98", 98, "科员", 2, "处2", World.UNIT, "省局", Set.of(), Set.of(ProcessDefinitions.DESIGN));
    private static World world;

    @BeforeAll
    static void publish() {
        var bureau = new World.Bureau();
        bureau.posts.put("R_ONE", List.of(1L));
        bureau.posts.put("R_TWO", List.of(2L));
        bureau.posts.put("R_ALL", List.of(1L, 2L, 3L));
        var models = new LinkedHashMap<String, String>();
        models.put("test.line", line("line"));
        models.put("test.straight", line("straight"));
        var vote = new Model("vote");
        models.put("test.vote", vote.write(vote.step("who", "role:R_ALL", "mode", "vote")));
        var route = new Model("route");
        models.put(
                "test.route",
                route.write(route.sequence(
                        route.step("who", "role:R_ONE", "decisions", "yes:同意,no:不同意"),
                        route.step("who", "role:R_TWO"),
                        route.choice(
                                "decisions.t1 == 'yes'",
                                route.step("who", "role:R_ONE"),
                                route.step("who", "role:R_TWO")))));
        models.put("test.asked", line("asked"));
        var asks = new Model("asks");
        models.put("test.asks", asks.write(asks.waits("call", "test.asked", "each", "departments:asked")));
        world = new World(bureau, models);
    }

    private static String line(String name) {
        var line = new Model(name);
        return line.write(line.sequence(
                line.step("who", "role:R_ONE"), line.step("who", "role:R_TWO"), line.step("who", "role:R_ONE")));
    }

    @AfterAll
    static void close() {
        world.close();
    }

    /** Publishes the same with steps named otherwise, and moves whatever runs in the version before. */
    private static ProcessMigration.Migrated rename(String kind, Map<String, String> names, Map<String, String> told) {
        var bpmn =
                world.processes.bpmn(kind, world.processes.latestVersion(kind).orElseThrow());
        for (var name : names.entrySet()) {
            bpmn = bpmn.replace("\"" + name.getKey() + "\"", "\"" + name.getValue() + "\"");
        }
        world.processes.publish(kind, bpmn);
        int version = world.processes.latestVersion(kind).orElseThrow();
        return world.migration.apply(DESIGNER, kind, version - 1, version, told, "统一环节");
    }

    private static MatterPage page(long matter, long person) {
        return world.pages.of(World.actor(person), matter);
    }

    @Test
    void whatWasPassedMayBeGoneFromTheNewVersionAndThePageIsShownAllTheSame() {
        long matter = world.start("test.line", 50, Map.of());
        world.watching.subscribe(
                World.actor(50), world.store.byId(matter, false).orElseThrow(), "t3", null);
        long first = world.assignment(matter, "t1", 1);
        world.send(matter, "t1", 1);

        assertThat(rename("test.line", Map.of("t1", "first", "t3", "third"), Map.of("t3", "third"))
                        .moved())
                .isEqualTo(1);

        assertThat(page(matter, 2).steps())
                .extracting(MatterPage.StepView::node)
                .containsExactly("t1", "t2");
        assertThat(page(matter, 2).mine()).singleElement();
        assertThat(page(matter, 50).aside().subscriptions())
                .extracting(Watching.SubscriptionRow::nodeName)
                .containsExactly("环节3");
        assertThat(page(matter, 1).withdrawable()).isNull();
        assertThat(world.withdrawing.mayWithdraw(
                        World.actor(1), world.store.byId(matter, false).orElseThrow(), first))
                .isFalse();
        world.send(matter, "t2", 2);
        world.clock.pass(Duration.ofSeconds(1));
        world.send(matter, "third", 1);
        assertThat(world.told).anyMatch(told -> told.startsWith("50 ") && told.contains("环节3”已办完"));
        assertThat(world.state(matter)).isEqualTo("ENDED");
    }

    @Test
    void anAnswerGoesStraightBackToTheRenamedStepAndOnWhenThereIsNone() {
        long known = returned();
        long other = returned();
        rename("test.straight", Map.of("t3", "third"), Map.of("t3", "third"));
        world.send(known, "t1", 1);
        assertThat(world.openNodes(known)).containsExactly("third");

        rename("test.straight", Map.of("third", "last"), Map.of());
        world.send(other, "t1", 1);
        assertThat(world.openNodes(other)).containsExactly("t2");
    }

    /** From the third step to the first, and straight back. */
    private static long returned() {
        long matter = world.start("test.straight", 50, Map.of());
        world.send(matter, "t1", 1);
        world.send(matter, "t2", 2);
        world.returning.returnTo(World.actor(1), world.assignment(matter, "t3", 1), "t1", true, "请修改");
        return matter;
    }

    @Test
    void aVoteUnderWayStaysUnlessItsWordsStayTheSame() {
        long matter = world.start("test.vote", 50, Map.of());
        world.send(matter, "t1", 1, "yes", "");
        world.processes.publish(
                "test.vote", world.processes.bpmn("test.vote", 1).replace("mode=\"vote\"", "mode=\"all\""));

        var answer = world.migration.apply(DESIGNER, "test.vote", 1, 2, Map.of(), "改为会签");

        assertThat(answer.moved()).isZero();
        assertThat(answer.stayed().getFirst().obstacle()).contains("正在表决");
        world.send(matter, "t1", 2, "yes", "");
        assertThat(world.state(matter)).isEqualTo("ENDED");
    }

    @Test
    void whatWasDecidedIsFoundByTheNewNameAndAfterUndoingByTheOldOne() {
        long moved = decided();
        long back = decided();
        world.processes.publish(
                "test.route",
                world.processes
                        .bpmn("test.route", 1)
                        .replace("\"t1\"", "\"first\"")
                        .replace("decisions.t1", "decisions.first"));
        var names = Map.of("t1", "first");

        world.migration.apply(DESIGNER, "test.route", 1, 2, names, "统一环节");
        world.send(moved, "t2", 2);
        assertThat(world.openNodes(moved)).containsExactly("t3");
        var migration = world.migration.of("test.route").getFirst().id();
        assertThat(world.migration.undo(DESIGNER, migration).moved()).isEqualTo(1);

        assertThat(world.store.byId(back, false).orElseThrow().facts().get("decisions"))
                .isEqualTo(Map.of("t1", "yes"));
        world.send(back, "t2", 2);
        assertThat(world.openNodes(back)).containsExactly("t3");
    }

    private static long decided() {
        long matter = world.start("test.route", 50, Map.of());
        world.send(matter, "t1", 1, "yes", "");
        return matter;
    }

    @Test
    void aPartMovesByItselfAndItsMatterStillWaitsForIt() {
        long matter = world.start("test.asks", 50, Map.of("asked", List.of(1, 2)));
        var parts = world.offshoots.ofMatter(matter);
        world.send(parts.getFirst().id(), "t1", 1);
        int before = world.store.byId(matter, false).orElseThrow().process().version();

        var moved = rename("test.asked", Map.of("t2", "second"), Map.of("t2", "second"));

        assertThat(moved.moved()).isGreaterThanOrEqualTo(2);
        assertThat(world.openNodes(parts.getFirst().id())).containsExactly("second");
        assertThat(world.store.byId(matter, false).orElseThrow().process().version())
                .isEqualTo(before);
        for (var part : parts) {
            while (world.state(part.id()).equals("RUNNING")) {
                var open = world.live(part.id()).entrySet().iterator().next();
                world.send(
                        part.id(),
                        open.getKey(),
                        open.getValue().keySet().iterator().next());
            }
        }
        world.keeper.takeDue();
        assertThat(world.state(matter)).isEqualTo("ENDED");
    }
}
