package jinye.platform.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jinye.kernel.Refusal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** People click at the same instant; the row lock sorts them out without a retry. {@code -Djinye.race-rounds=1000} for more. */
class SimultaneousClicksTests {

    private static final int ROUNDS = Integer.getInteger("jinye.race-rounds", 40);
    private static World world;

    @BeforeAll
    static void publish() {
        var bureau = new World.Bureau();
        bureau.posts.put("R_TWO", List.of(1L, 2L));
        var models = new LinkedHashMap<String, String>();
        var lanes = new Model("eight");
        var eight = new Model.Block[8];
        for (int i = 0; i < 8; i++) {
            bureau.posts.put("R_" + i, List.of(10L + i));
            eight[i] = lanes.step("who", "role:R_" + i);
        }
        models.put("test.eight", lanes.write(lanes.sequence(lanes.fork(eight), lanes.step("who", "role:R_0"))));
        var asks = new Model("asks");
        models.put(
                "test.asks",
                asks.write(
                        asks.sequence(asks.waits("call", "test.lane", "each", "rows"), asks.step("who", "role:R_0"))));
        var lane = new Model("lane");
        models.put("test.lane", lane.write(lane.step("who", "role:R_1")));
        var timer = new Model("timer");
        models.put(
                "test.timer",
                timer.write(timer.sequence(
                        timer.fork(timer.waits("timer", "PT1H"), timer.waits("service", "test.serve")),
                        timer.step("who", "role:R_0"))));
        var any = new Model("any");
        models.put("test.any", any.write(any.step("who", "role:R_TWO", "mode", "any")));
        world = new World(bureau, models);
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Test
    void eightLanesFinishedAtOnceArriveTogether() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            long matter = world.start("test.eight", 50, Map.of());

            assertThat(sendAtOnce(matter)).containsOnly("ok").hasSize(8);

            assertThat(world.openNodes(matter)).hasSize(1);
            world.send(matter, world.openNodes(matter).getFirst(), 10);
            assertThat(world.state(matter)).isEqualTo("ENDED");
        }
    }

    @Test
    void ofTwoWhoClickAtOnceOneLearnsOfTheOther() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            long matter = world.start("test.any", 50, Map.of());

            assertThat(sendAtOnce(matter)).containsExactlyInAnyOrder("ok", "workflow.already-handled");

            assertThat(world.state(matter)).isEqualTo("ENDED");
        }
    }

    private static List<String> sendAtOnce(long matter) throws Exception {
        record Click(long assignment, long person) {}
        var clicks = new ArrayList<Click>();
        world.live(matter)
                .values()
                .forEach(people -> people.forEach((person, id) -> clicks.add(new Click(id, person))));
        var gate = new CyclicBarrier(clicks.size());
        var outcomes = new ArrayList<String>();
        try (var people = Executors.newFixedThreadPool(clicks.size())) {
            var running = new ArrayList<Future<Object>>();
            for (var click : clicks) {
                Callable<Object> send = () -> {
                    gate.await();
                    world.sending.send(World.actor(click.person()), click.assignment(), "", "", Choices.NONE);
                    return "ok";
                };
                running.add(people.submit(send));
            }
            for (var each : running) {
                try {
                    outcomes.add(String.valueOf(each.get()));
                } catch (ExecutionException failed) {
                    if (!(failed.getCause() instanceof Refusal refusal)) {
                        throw failed;
                    }
                    outcomes.add(refusal.code());
                }
            }
        }
        return outcomes;
    }

    @Test
    void eightSubMattersFinishedAtOnceReleaseTheirParentOnce() throws Exception {
        for (int round = 0; round < ROUNDS / 4; round++) {
            long matter = world.start("test.asks", 50, Map.of("rows", List.of(1, 2, 3, 4, 5, 6, 7, 8)));
            var children =
                    world.sql.queryForList("select id from workflow.matter where parent = ?", Long.class, matter);
            var acts = new ArrayList<Callable<Object>>();
            for (long child : children) {
                acts.add(() -> {
                    world.send(child, "t1", 11);
                    return world.keeper.takeDue();
                });
            }
            atOnce(acts);
            world.keeper.takeDue();

            assertThat(world.live(matter)).containsOnlyKeys("t2");
            assertThat(world.sql.queryForObject(
                            "select count(*) from workflow.step where matter = ?", Integer.class, matter))
                    .isEqualTo(2);
        }
    }

    @Test
    void aLaneIsEitherHandledOrGivenUpWhenBothHappenAtOnce() throws Exception {
        var outcomes = new java.util.TreeSet<String>();
        for (int round = 0; round < ROUNDS; round++) {
            long matter = world.start("test.eight", 50, Map.of());
            var last = world.lanes
                    .of(world.store.byId(matter, false).orElseThrow())
                    .getLast();
            for (int i = 0; i < 6; i++) {
                world.send(matter, "t" + (i + 1), 10 + i);
            }
            long theirs = world.assignment(matter, "t8", 17);
            long sibling = world.assignment(matter, "t7", 16);
            var answers = new java.util.concurrent.ConcurrentHashMap<String, String>();
            atOnce(List.of(
                    () -> answers.put(
                            "handled", answer(() -> world.sending.send(World.actor(17), theirs, "", "", Choices.NONE))),
                    () -> answers.put(
                            "sibling",
                            answer(() -> world.sending.send(World.actor(16), sibling, "", "", Choices.NONE))),
                    () -> answers.put(
                            "given up",
                            answer(() ->
                                    world.lanes.remove(World.actor(99), matter, last.lane(), "不再需要", Choices.NONE)))));

            outcomes.add(answers.get("handled") + " / " + answers.get("given up"));
            assertThat(answers).containsEntry("sibling", "ok");
            assertThat(world.live(matter)).containsOnlyKeys("t11");
            world.send(matter, "t11", 10);
            assertThat(world.state(matter)).isEqualTo("ENDED");
        }
        assertThat(outcomes).isSubsetOf("ok / workflow.branch-not-under-way", "workflow.already-cancelled / ok");
    }

    @Test
    void aPartIsEitherHandledOrTakenAwayWhenBothHappenAtOnce() throws Exception {
        for (int round = 0; round < ROUNDS / 4; round++) {
            long matter = world.start("test.asks", 50, Map.of("rows", List.of("甲", "乙")));
            var parts = world.calledParts
                    .of(world.store.byId(matter, false).orElseThrow())
                    .getFirst()
                    .parts();
            long first = parts.getFirst().matter();
            long second = parts.getLast().matter();
            var answers = new java.util.concurrent.ConcurrentHashMap<String, String>();
            atOnce(List.of(
                    () -> answers.put("handled", answer(() -> world.send(first, "t1", 11))),
                    () -> answers.put("other", answer(() -> world.send(second, "t1", 11))),
                    () -> answers.put(
                            "taken", answer(() -> world.calledParts.remove(World.actor(99), matter, first, "不再需要"))),
                    world.keeper::takeDue));
            world.keeper.takeDue();

            assertThat(answers).containsEntry("other", "ok");
            assertThat(List.of(answers.get("handled"), answers.get("taken"))).containsOnlyOnce("ok");
            assertThat(world.live(matter)).containsOnlyKeys("t2");
        }
    }

    private static String answer(Runnable act) {
        try {
            act.run();
            return "ok";
        } catch (Refusal refusal) {
            return refusal.code();
        } catch (AssertionError gone) {
            return "gone";
        }
    }

    @Test
    void severalKeepersFireEveryTriggerOnce() throws Exception {
        var runs = new java.util.concurrent.ConcurrentHashMap<Long, Integer>();
        world.services.put("test.serve", new MatterService() {
            @Override
            public String name() {
                return "test.serve";
            }

            @Override
            public Map<String, Object> run(Call call) {
                runs.merge(call.id(), 1, Integer::sum);
                return Map.of();
            }
        });
        var matters = new ArrayList<Long>();
        for (int i = 0; i < ROUNDS; i++) {
            matters.add(world.start("test.timer", 50, Map.of()));
        }
        world.clock.pass(java.time.Duration.ofHours(2));
        var keepers = new ArrayList<Callable<Object>>();
        for (int i = 0; i < 4; i++) {
            keepers.add(world.keeper::takeDue);
        }
        atOnce(keepers);
        world.keeper.takeDue();

        assertThat(runs)
                .hasSize(ROUNDS)
                .allSatisfy((trigger, times) -> assertThat(times).isEqualTo(1));
        assertThat(matters).allSatisfy(matter -> assertThat(world.live(matter)).hasSize(1));
    }

    private static void atOnce(List<Callable<Object>> acts) throws Exception {
        var gate = new CyclicBarrier(acts.size());
        try (var people = Executors.newFixedThreadPool(acts.size())) {
            var running = acts.stream()
                    .map(act -> people.submit(() -> {
                        gate.await();
                        return act.call();
                    }))
                    .toList();
            for (var each : running) {
                each.get();
            }
        }
    }
}
