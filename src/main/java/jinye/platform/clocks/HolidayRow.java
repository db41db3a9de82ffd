package jinye.platform.clocks;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import jinye.kernel.Refusal;
import jinye.kernel.Refusal.Fault;
import org.jspecify.annotations.Nullable;

/**
 * One row of a holiday arrangement as an administrator sends it, in the columns of the sheet.
 *
 * @param date    2026-02-14
 * @param weekday 周六; may be left out, but when given it must be right, because a wrong one means a slip in the date
 * @param name    春节
 * @param dayType {@code holiday} or {@code makeup_workday}
 */
record HolidayRow(
        @NotNull @Size(max = 40) String date,
        @Nullable @Size(max = 10) String weekday,
        @NotNull @Size(max = 200) String name,
        @NotNull @Size(max = 40) String dayType) {

    private static final int ROWS_MAX = 200;
    private static final int NAME_MAX = 40;

    /** Reads the sheet {@code date,weekday,name,day_type}. */
    static List<HolidayRow> read(String csv) {
        var lines = csv.replace("\uFEFF", "").strip().lines().toList();
        if (lines.isEmpty() || !lines.getFirst().strip().equals("date,weekday,name,day_type")) {
            throw new WrongColumns();
        }
        var rows = new ArrayList<HolidayRow>();
        for (var line : lines.subList(1, lines.size())) {
            if (!line.isBlank()) {
                var cells = line.split(",", -1);
                rows.add(
                        cells.length == 4
                                ? new HolidayRow(cells[0].strip(), cells[1].strip(), cells[2].strip(), cells[3].strip())
                                : new HolidayRow(line, null, "", ""));
            }
        }
        return rows;
    }

    /** Checks every row and tells all faults at once; a calendar is loaded whole or not at all. */
    static List<WorkingCalendar.Day> days(int year, List<HolidayRow> rows) {
        var faults = new ArrayList<Fault>();
        var days = new ArrayList<WorkingCalendar.Day>();
        var seen = new HashSet<LocalDate>();
        if (rows.size() > ROWS_MAX
                || rows.stream().noneMatch(row -> row.dayType().equals("holiday"))) {
            throw new NotAYear(year);
        }
        for (int index = 0; index < rows.size(); index++) {
            var day = rows.get(index).day(year, index, faults);
            if (day != null) {
                if (!seen.add(day.date())) {
                    faults.add(Fault.at("/rows/" + index + "/date", "clocks.row-twice", index + 1, day.date()));
                }
                days.add(day);
            }
        }
        if (!faults.isEmpty()) {
            throw new FaultyRows(faults);
        }
        return days;
    }

    private WorkingCalendar.@Nullable Day day(int year, int index, List<Fault> faults) {
        var at = "/rows/" + index;
        var row = index + 1;
        var before = faults.size();
        LocalDate day = null;
        try {
            day = LocalDate.parse(date);
        } catch (DateTimeException unreadable) {
            faults.add(Fault.at(at + "/date", "clocks.row-date", row, shortened(date)));
        }
        var kind = switch (dayType) {
            case "holiday" -> WorkingCalendar.DayKind.HOLIDAY;
            case "makeup_workday" -> WorkingCalendar.DayKind.MAKEUP_WORKDAY;
            default -> null;
        };
        if (kind == null) {
            faults.add(Fault.at(at + "/dayType", "clocks.row-kind", row, shortened(dayType)));
        }
        if (name.isBlank() || name.length() > NAME_MAX) {
            faults.add(Fault.at(at + "/name", "clocks.row-name", row, NAME_MAX));
        }
        if (day != null) {
            // the New Year holiday may begin on the last days of the year before
            var inYear = day.getYear() == year || day.getYear() == year - 1 && day.getMonthValue() == 12;
            if (!inYear) {
                faults.add(Fault.at(at + "/date", "clocks.row-year", row, day, year));
            }
            if (weekday != null && !weekday.isBlank() && !weekday.equals(Explanation.week(day))) {
                faults.add(Fault.at(at + "/weekday", "clocks.row-weekday", row, day, Explanation.week(day)));
            }
            var weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
            if (kind == WorkingCalendar.DayKind.MAKEUP_WORKDAY && !weekend) {
                faults.add(Fault.at(at + "/dayType", "clocks.row-makeup", row, day));
            }
        }
        return day == null || kind == null || faults.size() > before ? null : new WorkingCalendar.Day(day, name, kind);
    }

    private static String shortened(String text) {
        return text.length() <= NAME_MAX ? text : text.substring(0, NAME_MAX) + "……";
    }

    static final class WrongColumns extends Refusal {
        WrongColumns() {
            super(Kind.INVALID, "clocks.wrong-columns");
        }
    }

    static final class NotAYear extends Refusal {
        NotAYear(int year) {
            super(Kind.INVALID, "clocks.not-a-year", year, ROWS_MAX);
        }
    }

    static final class FaultyRows extends Refusal {

        private final transient List<Fault> faults;

        FaultyRows(List<Fault> faults) {
            super(Kind.INVALID, "clocks.faulty-rows", faults.size());
            this.faults = List.copyOf(faults);
        }

        @Override
        public List<Fault> faults() {
            return faults;
        }
    }
}
