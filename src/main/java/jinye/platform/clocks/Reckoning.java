package jinye.platform.clocks;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a period ends. The day of the event is not counted (民法典 art. 201); a period in calendar days that ends on a day off ends
 * on the first working day after it (民法典 art. 203); pauses are taken out.
 *
 * @param naturalEnd  in calendar days: the last day before moving to a working day; null when nothing moved
 * @param provisional decided with a year whose holidays are not known
 */
record Reckoning(
        Period period,
        Instant start,
        List<Pause> pauses,
        Instant end,
        @Nullable LocalDate naturalEnd,
        boolean provisional) {

    private static final LocalTime END_OF_DAY = LocalTime.of(23, 59, 59, 999_000_000);

    static Reckoning of(WorkingCalendar calendar, Period period, Instant start, List<Pause> pauses) {
        var merged = merge(pauses);
        return switch (period.unit()) {
            case WORKING_DAYS -> workingDays(calendar, period, start, merged);
            case CALENDAR_DAYS -> calendarDays(calendar, period, start, merged);
            case WORKING_HOURS -> workingTime(calendar, period, Duration.ofHours(period.length()), start, merged);
            case WORKING_MINUTES -> workingTime(calendar, period, Duration.ofMinutes(period.length()), start, merged);
            case MINUTES -> minutes(period, start, merged);
        };
    }

    LocalDate lastDay() {
        return WorkingCalendar.dateOf(end);
    }

    static Instant afterWorkingTime(WorkingCalendar calendar, Instant start, Duration worked) {
        return workingTime(calendar, new Period(0, PeriodUnit.WORKING_MINUTES), worked, start, List.of())
                .end();
    }

    /** Whole units between two moments; days by date, the day of the event not counted. */
    static long elapsed(WorkingCalendar calendar, Instant start, Instant end, PeriodUnit unit, List<Pause> pauses) {
        var merged = merge(pauses);
        if (unit.isDays()) {
            var last = WorkingCalendar.dateOf(end);
            var first = WorkingCalendar.dateOf(start).plusDays(1);
            return first.datesUntil(last.isBefore(first) ? first : last.plusDays(1))
                    .filter(date -> unit == PeriodUnit.CALENDAR_DAYS || calendar.isWorkingDay(date))
                    .filter(date -> !isPaused(date, merged))
                    .count();
        }
        var time = unit == PeriodUnit.MINUTES ? Duration.between(start, end) : calendar.workingTime(start, end);
        for (var pause : merged) {
            var from = pause.from().isBefore(start) ? start : pause.from();
            var until = pause.until().isAfter(end) ? end : pause.until();
            if (from.isBefore(until)) {
                time = time.minus(
                        unit == PeriodUnit.MINUTES ? Duration.between(from, until) : calendar.workingTime(from, until));
            }
        }
        return unit == PeriodUnit.WORKING_HOURS ? time.toHours() : time.toMinutes();
    }

    private static Reckoning workingDays(WorkingCalendar calendar, Period period, Instant start, List<Pause> pauses) {
        var date = WorkingCalendar.dateOf(start);
        var provisional = false;
        if (period.length() == 0) {
            // 当日办结: what arrives after closing belongs to the next working day
            var spans = calendar.spans(date);
            provisional = !calendar.isKnown(date);
            if (!spans.isEmpty() && start.isBefore(spans.getLast().until())) {
                return ending(period, start, pauses, date, null, provisional);
            }
        }
        for (int counted = 0; counted < Math.max(period.length(), 1); ) {
            date = date.plusDays(1);
            provisional |= !calendar.isKnown(date);
            if (calendar.isWorkingDay(date) && !isPaused(date, pauses)) {
                counted++;
            }
        }
        return ending(period, start, pauses, date, null, provisional);
    }

    private static Reckoning calendarDays(WorkingCalendar calendar, Period period, Instant start, List<Pause> pauses) {
        var date = WorkingCalendar.dateOf(start);
        for (int counted = 0; counted < period.length(); ) {
            date = date.plusDays(1);
            if (!isPaused(date, pauses)) {
                counted++;
            }
        }
        var natural = date;
        var provisional = !calendar.isKnown(date);
        while (!calendar.isWorkingDay(date) || isPaused(date, pauses)) {
            date = date.plusDays(1);
            provisional |= !calendar.isKnown(date);
        }
        return ending(period, start, pauses, date, date.equals(natural) ? null : natural, provisional);
    }

    private static Reckoning workingTime(
            WorkingCalendar calendar, Period period, Duration length, Instant start, List<Pause> pauses) {
        var left = length;
        var provisional = false;
        if (left.isZero()) {
            return new Reckoning(period, start, pauses, start, null, false);
        }
        var first = WorkingCalendar.dateOf(start);
        for (var date = first; date.isBefore(first.plusYears(30)); date = date.plusDays(1)) {
            provisional |= !calendar.isKnown(date);
            for (var span : open(calendar.spans(date), start, pauses)) {
                if (span.length().compareTo(left) >= 0) {
                    return new Reckoning(period, start, pauses, span.from().plus(left), null, provisional);
                }
                left = left.minus(span.length());
            }
        }
        throw new IllegalStateException("no working hours after " + start);
    }

    private static Reckoning minutes(Period period, Instant start, List<Pause> pauses) {
        var end = start.plus(Duration.ofMinutes(period.length()));
        for (var pause : pauses) {
            if (pause.from().isBefore(end) && pause.until().isAfter(start)) {
                var from = pause.from().isBefore(start) ? start : pause.from();
                end = end.plus(Duration.between(from, pause.until()));
            }
        }
        return new Reckoning(period, start, pauses, end, null, false);
    }

    private static Reckoning ending(
            Period period,
            Instant start,
            List<Pause> pauses,
            LocalDate last,
            @Nullable LocalDate natural,
            boolean provisional) {
        var end = last.atTime(END_OF_DAY).atZone(WorkingCalendar.ZONE).toInstant();
        return new Reckoning(period, start, pauses, end, natural, provisional);
    }

    /** The day on which a pause begins still ran; the day on which it ends is the day of an event and is not counted. */
    static boolean isPaused(LocalDate date, List<Pause> pauses) {
        return pauses.stream()
                .anyMatch(pause -> date.isAfter(WorkingCalendar.dateOf(pause.from()))
                        && !date.isAfter(WorkingCalendar.dateOf(pause.until())));
    }

    /** What of the spans lies after the start and outside the pauses. */
    private static List<WorkingCalendar.Span> open(
            List<WorkingCalendar.Span> spans, Instant start, List<Pause> pauses) {
        var open = new ArrayList<WorkingCalendar.Span>();
        for (var span : spans) {
            var from = span.from().isBefore(start) ? start : span.from();
            for (var pause : pauses) {
                if (pause.from().isAfter(from) && from.isBefore(span.until())) {
                    open.add(new WorkingCalendar.Span(
                            from, pause.from().isBefore(span.until()) ? pause.from() : span.until()));
                }
                if (pause.until().isAfter(from)) {
                    from = pause.until();
                }
            }
            open.add(new WorkingCalendar.Span(from, span.until()));
        }
        open.removeIf(span -> !span.from().isBefore(span.until()));
        return open;
    }

    private static List<Pause> merge(List<Pause> pauses) {
        var merged = new ArrayList<Pause>();
        for (var pause :
                pauses.stream().sorted(Comparator.comparing(Pause::from)).toList()) {
            var last = merged.isEmpty() ? null : merged.getLast();
            if (last == null || pause.from().isAfter(last.until())) {
                merged.add(pause);
            } else if (pause.until().isAfter(last.until())) {
                merged.set(
                        merged.size() - 1, new Pause(last.from(), pause.until(), last.reason() + "、" + pause.reason()));
            }
        }
        return List.copyOf(merged);
    }
}
