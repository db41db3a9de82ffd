package jinye.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;

/** The lines printed, and the same as JSON. */
final class Report {

    /**
     * @param ratio to the reference of the same run; null when there is none
     * @param goal  what goals.md demands; empty for figures that only explain others
     * @param ok    null when there is no goal
     */
    record Line(
            String scenario,
            String figure,
            double value,
            String unit,
            String spread,
            Double ratio,
            String goal,
            Boolean ok) {}

    private final List<Line> lines = new ArrayList<>();
    private final Scale scale;

    Report(Scale scale) {
        this.scale = scale;
    }

    static void head() {
        System.out.printf(
                "%-14s %-34s %12s %-10s %8s  %-22s %-6s%s%n",
                "scenario", "figure", "value", "unit", "ratio", "goal", "", "min–max");
    }

    /** A figure with a goal. */
    void goal(String scenario, String figure, Spread value, String unit, Double ratio, String goal, boolean ok) {
        add(new Line(scenario, figure, value.median(), unit, value.range(), ratio, goal, ok));
    }

    /** A figure that explains others. */
    void note(String scenario, String figure, Spread value, String unit, Double ratio) {
        add(new Line(scenario, figure, value.median(), unit, value.range(), ratio, "", null));
    }

    boolean allGood() {
        return lines.stream().noneMatch(line -> Boolean.FALSE.equals(line.ok()));
    }

    private void add(Line line) {
        lines.add(line);
        System.out.printf(
                Locale.ROOT,
                "%-14s %-34s %12s %-10s %8s  %-22s %-6s%s%n",
                line.scenario(),
                line.figure(),
                number(line.value()),
                line.unit(),
                line.ratio() == null ? "-" : String.format(Locale.ROOT, "%.2f", line.ratio()),
                line.goal().isEmpty() ? "-" : line.goal(),
                line.ok() == null ? "-" : line.ok() ? "ok" : "short",
                line.spread());
    }

    void write(Path file) throws IOException {
        record Whole(String scale, Instant at, int processors, String java, List<Line> lines) {}
        var whole = new Whole(
                scale.name(),
                Instant.now(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().toString(),
                lines);
        Files.writeString(
                file,
                JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(whole));
    }

    private static String number(double value) {
        return String.format(
                Locale.ROOT, Math.abs(value) >= 100 ? "%.0f" : Math.abs(value) >= 10 ? "%.1f" : "%.2f", value);
    }
}
