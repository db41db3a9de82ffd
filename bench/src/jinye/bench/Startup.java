package jinye.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

/** How long a warm start takes and how large the application is. What it holds in memory is measured after approval-step. */
final class Startup implements Scenario {

    private static final double SECONDS_MUST = 10;
    private static final double PEER_SECONDS = 20;
    private static final double PEER_MEGABYTES = 178;

    @Override
    public String name() {
        return "startup";
    }

    @Override
    public void run(Workplace workplace, Report report) throws Exception {
        var data = workplace.freshData(name());
        double first;
        try (var application = Application.start(workplace, data)) {
            first = application.startSeconds();
        }
        var seconds = new ArrayList<Double>();
        for (int i = 0; i < workplace.scale().pairs(); i++) {
            try (var application = Application.start(workplace, data)) {
                seconds.add(application.startSeconds());
            }
        }
        workplace.remove(data);
        var warm = Spread.of(seconds, Double::doubleValue);
        report.goal(
                name(),
                "warm start to ready",
                warm,
                "s",
                warm.median() / PEER_SECONDS,
                "<= 10 s",
                warm.median() <= SECONDS_MUST);
        report.note(name(), "first start with the demo bureau", Spread.of(first), "s", null);
        double size = megabytes(workplace.application().getParent(), workplace.cache());
        report.note(name(), "application", Spread.of(size), "MB", size / PEER_MEGABYTES);
        if (Files.exists(workplace.cache())) {
            report.note(name(), "cache for fast starts", Spread.of(Files.size(workplace.cache()) / 1e6), "MB", null);
        }
    }

    private static double megabytes(Path folder, Path without) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                            .filter(file -> !file.equals(without))
                            .mapToLong(file -> file.toFile().length())
                            .sum()
                    / 1e6;
        }
    }
}
