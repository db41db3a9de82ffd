package jinye.platform.clocks;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Which days and hours people work. Immutable; a new one is made when an administrator loads a year. */
final class WorkingCalendar {

    /** Legal time in China is UTC+8 everywhere. */
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    enum DayKind {
        HOLIDAY("放假"),
        MAKEUP_WORKDAY("调休上班");

        private final String term;

        DayKind(String term) {
            this.term = term;
        }

        String term() {
            return term;
        }
    }

    record Day(LocalDate date, String name, DayKind kind) {}

    /** A stretch of the working day, valid for some years and perhaps for a season of each. */
    record Hours(
            LocalTime opens,
            LocalTime closes,
            @Nullable MonthDay seasonFrom,
            @Nullable MonthDay seasonTo,
            LocalDate from,
            @Nullable LocalDate until) {

        boolean inForce(LocalDate date) {
            return !date.isBefore(from) && (until == null || date.isBefore(until));
        }

        boolean isSeasonal() {
            return seasonFrom != null;
        }

        boolean inSeason(LocalDate date) {
            if (seasonFrom == null || seasonTo == null) {
                return false;
            }
            var day = MonthDay.from(date);
            var afterStart = !day.isBefore(seasonFrom);
            var beforeEnd = !day.isAfter(seasonTo);
            // a winter season runs over the new year
            return seasonFrom.isAfter(seasonTo) ? afterStart || beforeEnd : afterStart && beforeEnd;
        }
    }

    record Span(Instant from, Instant until) {
        Duration length() {
            return Duration.between(from, until);
        }
    }

    private final Map<LocalDate, Day> days;
    private final Set<Integer> knownYears;
    private final List<Hours> hours;

    /** Lists ask for the same days for every row. */
    private final Map<LocalDate, List<Span>> worked = new ConcurrentHashMap<>();

    /**
     * @param days       days that differ from the week
     * @param knownYears years whose holidays are announced; elsewhere Monday to Friday are taken for working days
     */
    WorkingCalendar(Map<LocalDate, Day> days, Set<Integer> knownYears, List<Hours> hours) {
        this.days = days;
        this.knownYears = knownYears;
        this.hours = hours;
    }

    Map<LocalDate, Day> days() {
        return days;
    }

    Set<Integer> knownYears() {
        return knownYears;
    }

    List<Hours> hours() {
        return hours;
    }

    static LocalDate dateOf(Instant moment) {
        return LocalDate.ofInstant(moment, ZONE);
    }

    boolean isKnown(LocalDate date) {
        return knownYears.contains(date.getYear());
    }

    boolean isWorkingDay(LocalDate date) {
        var day = days.get(date);
        if (day != null) {
            return day.kind() == DayKind.MAKEUP_WORKDAY;
        }
        return date.getDayOfWeek() != DayOfWeek.SATURDAY && date.getDayOfWeek() != DayOfWeek.SUNDAY;
    }

    /** The stretches worked on a day, none on a day off. */
    List<Span> spans(LocalDate date) {
        return worked.computeIfAbsent(date, this::reckonSpans);
    }

    private List<Span> reckonSpans(LocalDate date) {
        if (!isWorkingDay(date)) {
            return List.of();
        }
        var inForce = hours.stream().filter(stretch -> stretch.inForce(date)).toList();
        var seasonal =
                inForce.stream().filter(stretch -> stretch.inSeason(date)).toList();
        var valid = seasonal.isEmpty()
                ? inForce.stream().filter(stretch -> !stretch.isSeasonal()).toList()
                : seasonal;
        return valid.stream()
                .map(stretch -> new Span(
                        date.atTime(stretch.opens()).atZone(ZONE).toInstant(),
                        date.atTime(stretch.closes()).atZone(ZONE).toInstant()))
                .toList();
    }

    Duration workingTime(Instant from, Instant until) {
        var worked = Duration.ZERO;
        var last = dateOf(until);
        for (var date = dateOf(from); !date.isAfter(last); date = date.plusDays(1)) {
            for (var span : spans(date)) {
                var begins = span.from().isBefore(from) ? from : span.from();
                var ends = span.until().isAfter(until) ? until : span.until();
                if (begins.isBefore(ends)) {
                    worked = worked.plus(Duration.between(begins, ends));
                }
            }
        }
        return worked;
    }

    /** How long a full working day is, on the first one from this date on. */
    Duration workingDay(LocalDate date) {
        for (var day = date; day.isBefore(date.plusDays(31)); day = day.plusDays(1)) {
            var length = spans(day).stream().map(Span::length).reduce(Duration.ZERO, Duration::plus);
            if (length.isPositive()) {
                return length;
            }
        }
        throw new IllegalStateException("no working hours around " + date);
    }
}
