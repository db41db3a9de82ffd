package jinye.platform.mining;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** A log as a table: a heading, and one line per event. Headings may be Chinese or those other tools write. */
final class CsvFile {

    static final List<String> HEADINGS = List.of("办件", "环节", "开始时间", "完成时间", "办理人", "部门");
    private static final Map<String, List<String>> NAMES = Map.of(
            "case", List.of("办件", "case:concept:name", "case", "case id", "case_id", "caseid"),
            "activity", List.of("环节", "concept:name", "activity", "task"),
            "done", List.of("完成时间", "time:timestamp", "timestamp", "complete timestamp", "end"),
            "began", List.of("开始时间", "start_timestamp", "start timestamp", "start"),
            "person", List.of("办理人", "org:resource", "resource", "user"),
            "department", List.of("部门", "org:group", "group", "department"));
    private static final DateTimeFormatter PLAIN =
            DateTimeFormatter.ofPattern("[yyyy-MM-dd][yyyy/M/d][ ]['T']H:mm[:ss][.SSS]");

    private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private CsvFile() {}

    static String text(Instant moment, ZoneId zone) {
        return WRITTEN.format(moment.atZone(zone));
    }

    static void read(InputStream in, ZoneId zone, BiConsumer<String, List<ForeignEvent>> cases) {
        var byCase = new LinkedHashMap<String, List<ForeignEvent>>();
        try (var records = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreEmptyLines(true)
                .get()
                .parse(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()))) {
            var columns = columns(records.getHeaderMap());
            int events = 0;
            for (var record : records) {
                if (++events > LogIntake.EVENTS_MAX) {
                    throw new BadLog("mining.log-too-many-events", LogIntake.EVENTS_MAX);
                }
                var one = text(record, columns.get("case"));
                var activity = text(record, columns.get("activity"));
                var done = moment(text(record, columns.get("done")), zone);
                if (one == null || activity == null || done == null || !ForeignEvent.isUsual(done)) {
                    throw new BadLog("mining.log-line-incomplete", record.getRecordNumber() + 1);
                }
                byCase.computeIfAbsent(one, name -> new ArrayList<>())
                        .add(new ForeignEvent(
                                activity,
                                done,
                                moment(text(record, columns.get("began")), zone),
                                text(record, columns.get("person")),
                                text(record, columns.get("department"))));
            }
        } catch (IOException | UncheckedIOException | IllegalArgumentException unreadable) {
            throw new BadLog("mining.log-unreadable", 1);
        }
        byCase.forEach((name, events) -> {
            events.sort(Comparator.comparing(ForeignEvent::done));
            cases.accept(name, events);
        });
    }

    private static Map<String, Integer> columns(Map<String, Integer> headings) {
        var columns = new LinkedHashMap<String, Integer>();
        NAMES.forEach((word, names) -> headings.forEach((heading, index) -> {
            if (names.contains(heading.replace("\uFEFF", "").strip().toLowerCase(java.util.Locale.ROOT))) {
                columns.putIfAbsent(word, index);
            }
        }));
        for (var needed : List.of("case", "activity", "done")) {
            if (!columns.containsKey(needed)) {
                throw new BadLog(
                        "mining.log-column-missing",
                        NAMES.getOrDefault(needed, List.of(needed)).getFirst());
            }
        }
        return columns;
    }

    private static @Nullable String text(CSVRecord record, @Nullable Integer column) {
        if (column == null || column >= record.size()) {
            return null;
        }
        var text = record.get(column).strip();
        return text.isEmpty() ? null : text;
    }

    private static @Nullable Instant moment(@Nullable String text, ZoneId zone) {
        var exact = XesFile.moment(text);
        if (text == null || exact != null) {
            return exact;
        }
        try {
            return LocalDateTime.parse(text, PLAIN).atZone(zone).toInstant();
        } catch (DateTimeException notThat) {
            return null;
        }
    }
}
