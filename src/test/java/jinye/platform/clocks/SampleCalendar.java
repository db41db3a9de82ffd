package jinye.platform.clocks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The calendar that comes with the application, without a database. */
final class SampleCalendar {

    private SampleCalendar() {}

    static WorkingCalendar of2025And2026() {
        try (var sheet = SampleCalendar.class.getResourceAsStream("/modules/clocks/holidays.csv")) {
            var rows = HolidayRow.read(new String(sheet.readAllBytes(), StandardCharsets.UTF_8));
            var days = Set.of(2025, 2026).stream()
                    .flatMap(year ->
                            HolidayRow.days(
                                    year,
                                    rows.stream()
                                            .filter(row -> row.date().startsWith(year + "-"))
                                            .toList())
                                    .stream())
                    .collect(Collectors.toMap(WorkingCalendar.Day::date, Function.identity()));
            return new WorkingCalendar(
                    days, Set.of(2025, 2026), List.of(hours("08:30", "12:00"), hours("14:30", "17:30")));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static WorkingCalendar.Hours hours(String opens, String closes) {
        return new WorkingCalendar.Hours(
                LocalTime.parse(opens), LocalTime.parse(closes), null, null, LocalDate.of(2000, 1, 1), null);
    }

    static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(WorkingCalendar.ZONE).toInstant();
    }
}
