package jinye.platform.mining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import jinye.platform.mining.PlayedCase.Stop;
import org.junit.jupiter.api.Test;

/** What-if on pasts whose making is known: draft (many hands), check (few hands, the bottleneck), sign. */
class SimulationTests {

    private static final Map<Simulation.Place, Integer> PEOPLE = Map.of(
            new Simulation.Place("draft", "p"), 20,
            new Simulation.Place("check", "p"), 1,
            new Simulation.Place("sign", "p"), 1);

    /** Cases that queue for one checker, who is busy nine tenths of the time; a fifth is returned to the drafter once. */
    private static List<PlayedCase> crowded(int many) {
        var random = new Random(7);
        record Due(double at, int one, int step) {}
        var stops = new ArrayList<List<Stop>>();
        var starts = new double[many];
        var back = new boolean[many];
        var queue = new PriorityQueue<Due>(java.util.Comparator.comparingDouble(Due::at));
        for (int i = 0; i < many; i++) {
            starts[i] = i * 2.7;
            stops.add(new ArrayList<>());
            queue.add(new Due(starts[i], i, 0));
        }
        var free = new double[] {0, 0, 0};
        var nodes = List.of("draft", "check", "sign");
        while (!queue.isEmpty()) {
            var due = queue.remove();
            int step = due.step();
            double touched = (step == 1 ? 2 : 0.5) * (0.5 + random.nextDouble());
            double ready = due.at() + (step == 2 ? 1 : 0.2);
            double begun = step == 0 ? ready : Math.max(ready, free[step]);
            free[step] = begun + touched;
            boolean returned = step == 1 && !back[due.one()] && due.one() % 5 == 0;
            back[due.one()] |= returned;
            stops.get(due.one())
                    .add(new Stop(
                            nodes.get(step), "p", due.at() - starts[due.one()], begun - due.at(), touched, returned));
            int next = returned ? 0 : step + 1;
            if (next < 3) {
                queue.add(new Due(begun + touched, due.one(), next));
            }
        }
        var played = new ArrayList<PlayedCase>();
        for (int i = 0; i < many; i++) {
            played.add(new PlayedCase(starts[i], stops.get(i).getLast().ended(), stops.get(i)));
        }
        return played;
    }

    private static Simulation.Answer ask(WhatIf change) {
        return new Simulation(crowded(400), PEOPLE, 1).ask(change);
    }

    private static WhatIf change(Map<String, Integer> reviewers, Set<String> dropped, double returns, double arrivals) {
        return new WhatIf(reviewers, dropped, returns, arrivals);
    }

    @Test
    void withoutAChangeThePastComesOutAgain() {
        var answer = ask(WhatIf.NOTHING);

        assertThat(answer.past().cases()).isEqualTo(400);
        assertThat(answer.error()).isLessThan(0.05);
        assertThat(answer.changed()).isEqualTo(answer.baseline());
        assertThat(answer.baseline().nodeWaits().get("check"))
                .isCloseTo(
                        answer.past().nodeWaits().get("check"),
                        within(0.1 * answer.past().nodeWaits().get("check")));
        assertThat(answer.people()).containsEntry("check", 1);
    }

    @Test
    void oneMoreReviewerAtTheBottleneckShortensTheQueue() {
        var answer = ask(change(Map.of("check", 1), Set.of(), 1, 1));

        assertThat(answer.changed().nodeWaits().get("check"))
                .isLessThan(0.5 * answer.baseline().nodeWaits().get("check"));
        assertThat(answer.changed().mean()).isLessThan(answer.baseline().mean());
    }

    @Test
    void oneMoreWhereNobodyQueuesChangesNothingMuch() {
        var answer = ask(change(Map.of("draft", 5), Set.of(), 1, 1));

        assertThat(answer.changed().mean())
                .isCloseTo(
                        answer.baseline().mean(),
                        within(0.02 * answer.baseline().mean()));
    }

    @Test
    void aDroppedStepTakesItsTimeWithIt() {
        var answer = ask(change(Map.of(), Set.of("check"), 1, 1));

        assertThat(answer.changed().nodeWaits()).doesNotContainKey("check");
        assertThat(answer.changed().mean()).isLessThan(0.6 * answer.baseline().mean());
    }

    @Test
    void halfTheReturnsSpareWorkAndWaiting() {
        var half = ask(change(Map.of(), Set.of(), 0.5, 1)).changed().mean();
        var none = ask(change(Map.of(), Set.of(), 0, 1)).changed().mean();
        var all = ask(WhatIf.NOTHING).baseline().mean();

        assertThat(half).isLessThan(all);
        assertThat(none).isLessThan(half);
    }

    @Test
    void moreCasesMakeLongerQueues() {
        var answer = ask(change(Map.of(), Set.of(), 1, 1.3));

        assertThat(answer.changed().cases()).isBetween(480, 560);
        assertThat(answer.changed().mean()).isGreaterThan(answer.baseline().mean());
    }

    @Test
    void theSameQuestionIsAnsweredTheSame() {
        var change = change(Map.of("check", 1), Set.of(), 0.5, 1.2);

        assertThat(ask(change)).isEqualTo(ask(change));
    }

    /** Two branches side by side: the case waits for the slower one, so shortening the quicker one changes nothing. */
    @Test
    void aJoinWaitsForItsSlowestBranch() {
        var cases = new ArrayList<PlayedCase>();
        for (int i = 0; i < 50; i++) {
            cases.add(new PlayedCase(
                    i * 40,
                    17,
                    List.of(
                            new Stop("apply", "p", 0, 0, 1, false),
                            new Stop("legal", "p", 1, 2, 1, false),
                            new Stop("finance", "p", 1, 2, 10, false),
                            new Stop("sign", "p", 13, 3, 1, false))));
        }

        var answer = new Simulation(cases, Map.of(), 1).ask(change(Map.of(), Set.of("legal"), 1, 1));
        assertThat(answer.past().mean()).isCloseTo(17, within(0.01));
        assertThat(answer.error()).isLessThan(0.02);
        assertThat(answer.changed().mean()).isCloseTo(answer.baseline().mean(), within(0.01));

        var other = new Simulation(cases, Map.of(), 1).ask(change(Map.of(), Set.of("finance"), 1, 1));
        assertThat(other.changed().mean()).isLessThan(9);
    }
}
