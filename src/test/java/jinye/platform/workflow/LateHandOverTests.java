package jinye.platform.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Late work goes to whom the process names, whoever has it by then. */
class LateHandOverTests {

    private static World world;

    @BeforeAll
    static void publish() {
        var bureau = new World.Bureau();
        bureau.posts.put("R_FIVE", List.of(1L, 2L, 3L, 4L, 5L));
        bureau.posts.put("R_ONE", List.of(1L));
        bureau.posts.put("R_BOSS", List.of(9L));
        bureau.posts.put("R_BOSSES", List.of(8L, 9L));
        var models = new LinkedHashMap<String, String>();
        models.put("test.one", late("R_ONE", "one", "R_BOSS"));
        models.put("test.vote", late("R_FIVE", "vote", "R_BOSS"));
        models.put("test.lead", late("R_FIVE", "lead-assist", "R_BOSSES"));
        world = new World(bureau, models);
    }

    private static String late(String post, String mode, String target) {
        var model = new Model("late");
        return model.write(model.step(
                "who",
                "role:" + post,
                "mode",
                mode,
                "timeout",
                "hand-over",
                "timeoutAfter",
                "P1D",
                "timeoutTarget",
                "role:" + target));
    }

    @AfterAll
    static void close() {
        world.close();
    }

    private static void aDayPasses() {
        world.clock.pass(Duration.ofDays(1).plusSeconds(1));
        world.keeper.takeDue();
    }

    @Test
    void whoHasItAlreadyKeepsIt() {
        long matter = world.start("test.one", 50, Map.of());
        long before = world.assignment(matter, "t1", 1);
        world.sharing.transfer(World.actor(1), before, 9, "");
        long theirs = world.assignment(matter, "t1", 9);

        aDayPasses();

        assertThat(world.assignment(matter, "t1", 9)).isEqualTo(theirs);
        assertThat(world.sql.queryForObject(
                        "select state || outcome from workflow.trigger where matter = ?", String.class, matter))
                .isEqualTo("FIREDhanded-over");
        world.send(matter, "t1", 9);
        assertThat(world.state(matter)).isEqualTo("ENDED");
    }

    @Test
    void votesAreCountedAgainstThoseWhoAreLeftToVote() {
        long matter = world.start("test.vote", 50, Map.of());
        world.send(matter, "t1", 1, "yes", "");

        aDayPasses();
        world.send(matter, "t1", 9, "yes", "");

        assertThat(world.state(matter)).isEqualTo("ENDED");
        assertThat(world.sql.queryForObject(
                        "select decision from workflow.step where matter = ?", String.class, matter))
                .isEqualTo("yes");
    }

    @Test
    void oneOfThoseWhoTakeOverLeads() {
        long matter = world.start("test.lead", 50, Map.of());

        aDayPasses();

        assertThat(world.sql.queryForList("""
                        select person || role from workflow.assignment where matter = ? and state in ('OFFERED', 'OPENED')
                        order by person""", String.class, matter)).containsExactly("8LEAD", "9ASSIST");
        world.send(matter, "t1", 9);
        world.send(matter, "t1", 8);
        assertThat(world.state(matter)).isEqualTo("ENDED");
    }
}
