package jinye.office.archives.inspection;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run, as it is kept.
 *
 * @param passed  nothing that rejects or returns has failed
 * @param checked how many things were looked at
 */
public record InspectionReport(
        long id,
        String stage,
        String subject,
        boolean passed,
        int checked,
        String tool,
        String byName,
        @Nullable Long earlier,
        Instant at,
        List<CheckLine> lines) {

    /** @param blocks whether its failing stops the run from passing */
    public record CheckLine(
            String check,
            String property,
            String title,
            String object,
            String outcome,
            String outcomeTerm,
            String action,
            boolean blocks,
            String detail) {}

    static CheckLine line(FourCheck check, String object, FourCheck.Outcome outcome, String detail) {
        return new CheckLine(
                check.id(),
                check.property().term(),
                check.title(),
                object,
                outcome.name(),
                outcome.term(),
                check.action().term(),
                check.action().blocks(),
                detail);
    }

    public List<String> blocking() {
        return lines.stream()
                .filter(line -> line.blocks() && line.outcome().equals("FAILED"))
                .map(line -> line.check() + " " + line.object() + "：" + line.detail())
                .toList();
    }
}
