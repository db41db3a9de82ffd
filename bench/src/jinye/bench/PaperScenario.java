package jinye.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.JsonNode;

/** What sealing, checking and printing cost inside the running application. */
abstract class PaperScenario implements Scenario {

    private static final int WARM = 12;
    private static final int ROUNDS = 25;

    @Override
    public final void run(Workplace workplace, Report report) throws Exception {
        var data = workplace.freshData(name());
        try (var application = Application.startWithDesk(workplace, data)) {
            var caller = Caller.signedIn(application.port(), "limin");
            for (int warm = 0; warm < WARM; warm++) {
                rounds(caller, 10);
            }
            report(report, rounds(caller, ROUNDS));
        }
        workplace.remove(data);
    }

    abstract void report(Report report, List<JsonNode> rounds);

    private static List<JsonNode> rounds(Caller caller, int count) throws Exception {
        var answer = caller.send("GET", "/api/bench/papers?rounds=" + count, "");
        if (answer.status() != 200) {
            throw new IllegalStateException("the desk answers " + answer);
        }
        List<JsonNode> rounds = new ArrayList<>();
        answer.json().forEach(rounds::add);
        return rounds;
    }

    static ToDoubleFunction<JsonNode> figure(String name) {
        return round -> round.path(name).asDouble();
    }

    /** {@code sign-verify}: a seal with its timestamp made and checked, beside the bare operations. */
    static final class SignVerify extends PaperScenario {

        private static final double GOAL = 0.5;

        @Override
        public String name() {
            return "sign-verify";
        }

        @Override
        void report(Report report, List<JsonNode> rounds) {
            line(report, rounds, "seal with timestamp", "sealed", "rawSealed");
            line(report, rounds, "check a seal", "checked", "rawChecked");
        }

        private void line(Report report, List<JsonNode> rounds, String what, String ours, String raw) {
            double ratio = Spread.of(
                            rounds,
                            round -> round.path(raw).asDouble()
                                    / round.path(ours).asDouble())
                    .median();
            report.goal(
                    name(), what, Spread.of(rounds, figure(ours)), "ms", ratio, ">= 0.5x BouncyCastle", ratio >= GOAL);
            report.note(name(), what + ", bare", Spread.of(rounds, figure(raw)), "ms", null);
        }
    }

    /** {@code ofd-render}: ten pages as OFD and as PDF/A. */
    static final class OfdRender extends PaperScenario {

        private static final double GOAL = 300;

        @Override
        public String name() {
            return "ofd-render";
        }

        @Override
        void report(Report report, List<JsonNode> rounds) {
            for (var format : List.of("ofd", "pdf")) {
                var spread = Spread.of(rounds, figure(format));
                report.goal(name(), "10 pages as " + format, spread, "ms", null, "<= 300 ms", spread.median() <= GOAL);
            }
        }
    }
}
