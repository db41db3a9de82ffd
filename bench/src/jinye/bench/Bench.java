package jinye.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Called by bin/bench. Ends with 1 when a scenario broke; a goal that was missed is a figure, not an error. */
final class Bench {

    private static final List<Scenario> ALL = List.of(
            new Startup(),
            new ApprovalStep(),
            new ParallelJoin(),
            new BatchApprove(),
            new TodoPages(),
            new Distribution(),
            new Searching(),
            new Mining(),
            new PaperScenario.SignVerify(),
            new PaperScenario.OfdRender(),
            new Login());

    private Bench() {}

    public static void main(String[] words) throws Exception {
        var scale = Scale.SMALL;
        Path json = null;
        List<Scenario> chosen = new ArrayList<>();
        for (int i = 0; i < words.length; i++) {
            switch (words[i]) {
                case "--scale" -> scale = Scale.named(words[++i]);
                case "--json" -> json = Path.of(words[++i]);
                default -> chosen.add(named(words[i]));
            }
        }
        var report = new Report(scale);
        Report.head();
        boolean broken = false;
        for (var scenario : chosen.isEmpty() ? ALL : chosen) {
            long begin = System.nanoTime();
            try {
                scenario.run(Workplace.fromProperties(scale), report);
            } catch (Exception failed) {
                broken = true;
                System.err.println(scenario.name() + " broke:");
                failed.printStackTrace();
            }
            System.err.printf("%s took %.0f s%n", scenario.name(), (System.nanoTime() - begin) / 1e9);
        }
        if (json != null) {
            report.write(json);
        }
        System.exit(broken ? 1 : 0);
    }

    private static Scenario named(String name) {
        return ALL.stream()
                .filter(scenario -> scenario.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such scenario: " + name));
    }
}
