package jinye.platform.clocks;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The calendar of a year, as the screen shows it.
 *
 * @param known       false while the holidays are not loaded: then Monday to Friday are taken for working days
 * @param days        days that differ from the week
 * @param workingDays of each month, January first
 */
record CalendarYear(
        int year,
        boolean known,
        @Nullable String source,
        @Nullable Instant loadedAt,
        @Nullable String loadedBy,
        List<CalendarDay> days,
        List<Integer> workingDays) {

    record CalendarDay(LocalDate date, String weekday, String name, WorkingCalendar.DayKind kind, String term) {}
}
