package jinye.platform.mining;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** What the sample cases of one process are made of, from {@code sample-log.csv}. */
record SamplePlan(String kind, int cases, List<Part> parts) {

    /** Who handles it: by post, or the holders of a role. */
    enum Who {
        INITIATOR,
        HEAD,
        OTHER_HEAD,
        LEADER,
        PRINCIPAL,
        R_LEGAL,
        R_OFFICE,
        R_SEAL,
        R_REGISTRAR
    }

    /**
     * Spans are hours of working time.
     *
     * @param hands    how many people share the work
     * @param due      0 for none
     * @param skip     which share of the cases passes it by
     * @param returnTo node
     */
    record Part(
            String node,
            String name,
            Who who,
            int hands,
            double waiting,
            double touching,
            double due,
            double skip,
            @Nullable String returnTo,
            double returnShare) {}

    static List<SamplePlan> all() {
        try (var in = Objects.requireNonNull(SamplePlan.class.getResourceAsStream("/modules/mining/sample-log.csv"));
                var rows = CSVFormat.DEFAULT
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get()
                        .parse(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            Map<String, SamplePlan> plans = new LinkedHashMap<>();
            for (var row : rows) {
                plans.computeIfAbsent(
                                row.get("kind"),
                                kind -> new SamplePlan(kind, Integer.parseInt(row.get("cases")), new ArrayList<>()))
                        .parts()
                        .add(part(row));
            }
            return List.copyOf(plans.values());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Part part(CSVRecord row) {
        var returnTo = row.get("returnTo");
        return new Part(
                row.get("node"),
                row.get("name"),
                Who.valueOf(row.get("who")),
                Integer.parseInt(row.get("hands")),
                number(row, "wait"),
                number(row, "touch"),
                number(row, "due"),
                number(row, "skip"),
                returnTo.isEmpty() ? null : returnTo,
                number(row, "returnShare"));
    }

    private static double number(CSVRecord row, String column) {
        return Double.parseDouble(row.get(column));
    }
}
