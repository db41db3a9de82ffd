package jinye.platform.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import jinye.kernel.Refusal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Many items with one opinion: each is done, skipped or refused by itself, as if it had been sent alone. */
class BatchTests {

    private static World world;

    @BeforeAll
    static void publish() {
        var bureau = new World.Bureau();
        bureau.posts.put("R_ONE", List.of(1L));
        bureau.posts.put("R_TWO", List.of(1L, 2L));
        world = new World(
                bureau,
                Map.of(
                        "test.plain", two("plain", "who", "role:R_ONE"),
                        "test.worded", two("worded", "who", "role:R_ONE", "opinion", "required"),
                        "test.alone", two("alone", "who", "role:R_ONE", "verbs", "return"),
                        "test.both", two("both", "who", "role:R_TWO", "mode", "all"),
                        "test.choosing", choosing()));
    }

    private static String two(String name, String... settings) {
        var model = new Model(name);
        return model.write(model.sequence(model.step(settings), model.step("who", "role:R_TWO", "mode", "any")));
    }

    private static String choosing() {
        var model = new Model("choosing");
        return model.write(model.sequence(
                model.step("who", "role:R_ONE"), model.step("who", "chosen-by-previous", "chooseFrom", "leaders")));
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @AfterEach
    void nobodyListens() {
        world.listeners.clear();
    }

    private static List<Long> started(String kind, int number) {
        return LongStream.range(0, number)
                .map(i -> world.start(kind, 50, Map.of()))
                .boxed()
                .toList();
    }

    private static List<Long> mine(List<Long> matters) {
        return matters.stream().map(matter -> world.assignment(matter, "t1", 1)).toList();
    }

    private static long count(String table, String where, List<Long> matters) {
        return world.sql.queryForObject(
                "select count(*) from workflow." + table + " where " + where + " and matter in ("
                        + String.join(",", matters.stream().map(String::valueOf).toList()) + ")",
                Long.class);
    }

    @Test
    void aHundredItemsAreSentWithOneOpinion() {
        var matters = started("test.plain", 100);
        world.acts.clear();

        var answer = world.batches.send(World.actor(1), mine(matters), "", "同意。");

        assertThat(answer.done()).isEqualTo(100);
        assertThat(matters)
                .allSatisfy(matter -> assertThat(world.openNodes(matter)).containsExactly("t2"));
        assertThat(count("opinion", "body = '同意。'", matters)).isEqualTo(100);
        assertThat(count("trail", "verb = 'SEND'", matters)).isEqualTo(100);
        assertThat(world.acts).filteredOn("workflow.send"::equals).hasSize(100);
    }

    @Test
    void eachItemIsDoneSkippedOrRefusedByItself() {
        long plain = world.start("test.plain", 50, Map.of());
        long worded = world.start("test.worded", 50, Map.of());
        long alone = world.start("test.alone", 50, Map.of());
        long choosing = world.start("test.choosing", 50, Map.of());
        long others = world.assignment(world.start("test.both", 50, Map.of()), "t1", 2);
        long suspended = world.start("test.plain", 50, Map.of());
        world.steering.suspend(World.actor(99), suspended, "等待");
        var ids = new ArrayList<>(mine(List.of(plain, worded, alone, choosing, suspended)));
        ids.add(others);
        ids.add(-1L);

        var answer = world.batches.send(World.actor(1), ids, "", "");

        assertThat(answer.items())
                .extracting(Batches.BatchItem::outcome, Batches.BatchItem::code)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Batches.Outcome.DONE, null),
                        org.assertj.core.groups.Tuple.tuple(Batches.Outcome.REFUSED, "workflow.opinion-required"),
                        org.assertj.core.groups.Tuple.tuple(Batches.Outcome.REFUSED, "workflow.not-allowed-here"),
                        org.assertj.core.groups.Tuple.tuple(Batches.Outcome.SKIPPED, "workflow.choose-handlers"),
                        org.assertj.core.groups.Tuple.tuple(Batches.Outcome.REFUSED, "workflow.suspended"),
                        org.assertj.core.groups.Tuple.tuple(Batches.Outcome.REFUSED, "workflow.no-such-assignment"),
                        org.assertj.core.groups.Tuple.tuple(Batches.Outcome.REFUSED, "workflow.no-such-assignment"));
        assertThat(answer.items().get(1).sentence()).contains("须填写意见");
        assertThat(world.openNodes(plain)).containsExactly("t2");
        assertThat(world.openNodes(worded)).containsExactly("t1");
        assertThat(world.openNodes(choosing)).containsExactly("t1");
    }

    @Test
    void aPreviewChangesNothing() {
        var matters = started("test.plain", 3);
        var before = count("trail", "true", matters);

        var answer = world.batches.preview(World.actor(1), mine(matters), "", "");

        assertThat(answer.done()).isEqualTo(3);
        assertThat(count("trail", "true", matters)).isEqualTo(before);
        assertThat(matters)
                .allSatisfy(matter -> assertThat(world.openNodes(matter)).containsExactly("t1"));
    }

    @Test
    void aDeskThatRefusesLateSpoilsOnlyItsOwnItem() {
        var matters = started("test.plain", 5);
        long bad = matters.get(2);
        world.listeners.add(event -> {
            if (event instanceof StepDecided decided && decided.matter() == bad) {
                throw Refused.over();
            }
        });

        var answer = world.batches.send(World.actor(1), mine(matters), "", "同意。");

        assertThat(answer.done()).isEqualTo(4);
        assertThat(answer.items().get(2).code()).isEqualTo("workflow.over");
        assertThat(world.openNodes(bad)).containsExactly("t1");
        assertThat(count("opinion", "true", matters)).isEqualTo(4);
    }

    @Test
    void twoOfOneMatterAreSentOneAfterTheOther() {
        long matter = world.start("test.both", 50, Map.of());
        var substitute = world.delegations.delegate(
                World.actor(2),
                1,
                List.of("test.both"),
                world.clock.instant(),
                world.clock.instant().plusSeconds(60),
                "出差");

        var answer = world.batches.send(
                World.actor(1),
                List.of(world.assignment(matter, "t1", 1), world.assignment(matter, "t1", 2)),
                "",
                "同意。");

        assertThat(answer.done()).isEqualTo(2);
        assertThat(world.openNodes(matter)).containsExactly("t2");
        world.delegations.end(World.actor(2), substitute);
    }

    @Test
    void moreThanFiveHundredAreRefusedWhole() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> world.batches.send(
                        World.actor(1), LongStream.range(0, 501).boxed().toList(), "", ""))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("workflow.too-many-together"));
    }

    @Test
    void twoBatchesAndSingleSendsAtOnceLoseNothing() throws Exception {
        var matters = started("test.both", 40);
        var first = mine(matters);
        var reversed = matters.reversed().stream()
                .map(matter -> world.assignment(matter, "t1", 2))
                .toList();
        var gate = new CyclicBarrier(3);
        List<Callable<Integer>> people = List.of(
                () -> {
                    gate.await();
                    return world.batches.send(World.actor(1), first, "", "同意。").done();
                },
                () -> {
                    gate.await();
                    return world.batches
                            .send(World.actor(2), reversed, "", "同意。")
                            .done();
                },
                () -> {
                    gate.await();
                    int sent = 0;
                    for (var assignment : first) {
                        try {
                            world.sending.send(World.actor(1), assignment, "", "我先", Choices.NONE);
                            sent++;
                        } catch (Refusal quicker) {
                            // the batch was quicker
                        }
                    }
                    return sent;
                });
        int done = 0;
        try (var threads = Executors.newFixedThreadPool(3)) {
            for (Future<Integer> each : threads.invokeAll(people)) {
                done += each.get();
            }
        }

        assertThat(done).isEqualTo(80);
        assertThat(matters)
                .allSatisfy(matter -> assertThat(world.openNodes(matter)).containsExactly("t2"));
    }
}
