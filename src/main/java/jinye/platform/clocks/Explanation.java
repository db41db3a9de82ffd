package jinye.platform.clocks;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says in one Chinese paragraph why a due moment is what it is, so that anybody can count it again with a calendar. */
final class Explanation {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy年M月d日", Locale.CHINA);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("M月d日", Locale.CHINA);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("H时mm分", Locale.CHINA);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("H:mm", Locale.CHINA);

    private final WorkingCalendar calendar;
    private final Reckoning reckoning;
    private final List<String> parts = new ArrayList<>();

    private Explanation(WorkingCalendar calendar, Reckoning reckoning) {
        this.calendar = calendar;
        this.reckoning = reckoning;
    }

    /**
     * @param event  what starts the period: 收到申请
     * @param source the article it comes from, null when there is none to cite
     * @param extra  said after the length: an extension with its reason and authority
     */
    static String of(
            WorkingCalendar calendar,
            Reckoning reckoning,
            String event,
            @Nullable String source,
            @Nullable String extra) {
        var explanation = new Explanation(calendar, reckoning);
        explanation.begin(event, source);
        if (extra != null) {
            explanation.parts.add(extra);
        }
        explanation.differences();
        explanation.end();
        return String.join("；", explanation.parts) + "。";
    }

    private void begin(String event, @Nullable String source) {
        var period = reckoning.period();
        var start = WorkingCalendar.dateOf(reckoning.start());
        var basis = source == null ? "" : "（依据" + source + "）";
        if (period.unit() == PeriodUnit.WORKING_DAYS && period.length() == 0) {
            parts.add(moment(reckoning.start()) + event + "，应于当日办结" + basis);
            if (!reckoning.lastDay().equals(start)) {
                parts.add("因非工作时间" + event + "，顺延至下一工作日");
            }
        } else if (period.unit().isDays()) {
            parts.add(full(start) + event + "，当日不计");
            parts.add("自" + day(start.plusDays(1), start) + "起算" + period.term() + basis);
        } else if (period.unit() == PeriodUnit.MINUTES) {
            parts.add(moment(reckoning.start()) + event + "，起算" + period.term() + basis);
        } else {
            parts.add(moment(reckoning.start()) + event + "，按工作时间（" + workingHours() + "）起算" + period.term() + basis);
        }
    }

    private void differences() {
        var start = WorkingCalendar.dateOf(reckoning.start());
        var last = reckoning.lastDay();
        if (reckoning.period().unit() == PeriodUnit.WORKING_DAYS) {
            holidays(start.plusDays(1), last);
            makeUpDays(start.plusDays(1), last);
        } else if (reckoning.period().unit() == PeriodUnit.WORKING_HOURS
                || reckoning.period().unit() == PeriodUnit.WORKING_MINUTES) {
            holidays(start, last);
            makeUpDays(start, last);
        }
        for (var pause : reckoning.pauses()) {
            pause(pause);
        }
        var natural = reckoning.naturalEnd();
        if (natural != null) {
            parts.add("期满之日" + withWeek(natural, start) + "为" + dayOff(natural) + "，顺延至其后第一个工作日" + day(last, start));
        }
        if (reckoning.provisional()) {
            var years = new TreeSet<Integer>();
            for (var year = start.getYear(); year <= last.getYear(); year++) {
                if (!calendar.knownYears().contains(year)) {
                    years.add(year);
                }
            }
            parts.add(years.stream().map(year -> year + "年").collect(Collectors.joining("、"))
                    + "放假安排尚未载入，暂按周一至周五为工作日推算，载入后自动重新计算并告知");
        }
    }

    /** Runs of days of one holiday are said once: 2月15日至2月23日春节放假，不计. */
    private void holidays(LocalDate first, LocalDate last) {
        WorkingCalendar.@Nullable Day begin = null;
        for (var date = first; !date.isAfter(last.plusDays(1)); date = date.plusDays(1)) {
            var found = date.isAfter(last) ? null : calendar.days().get(date);
            var day = found != null && found.kind() == WorkingCalendar.DayKind.HOLIDAY ? found : null;
            if (begin != null && (day == null || !day.name().equals(begin.name()))) {
                parts.add(range(begin.date(), date.minusDays(1), first) + begin.name() + "放假，不计");
                begin = day;
            } else if (begin == null) {
                begin = day;
            }
        }
    }

    private void makeUpDays(LocalDate first, LocalDate last) {
        for (var date = first; !date.isAfter(last); date = date.plusDays(1)) {
            var day = calendar.days().get(date);
            if (day != null
                    && day.kind() == WorkingCalendar.DayKind.MAKEUP_WORKDAY
                    && !Reckoning.isPaused(date, reckoning.pauses())) {
                parts.add(withWeek(date, first) + "为调休上班日，计入");
            }
        }
    }

    private void pause(Pause pause) {
        if (reckoning.period().unit().isDays()) {
            var from = WorkingCalendar.dateOf(pause.from()).plusDays(1);
            var until = WorkingCalendar.dateOf(pause.until());
            if (!from.isAfter(until)) {
                var days = ChronoUnit.DAYS.between(from, until) + 1;
                parts.add("扣除" + range(from, until, WorkingCalendar.dateOf(reckoning.start())) + "（" + pause.reason()
                        + "）" + days + "日");
            }
        } else {
            parts.add("扣除" + moment(pause.from()) + "至" + moment(pause.until()) + "（" + pause.reason() + "）");
        }
    }

    private void end() {
        if (reckoning.period().unit().isDays()) {
            parts.add("截止" + DATE.format(reckoning.lastDay()) + "24时");
        } else {
            parts.add("截止" + moment(reckoning.end()));
        }
    }

    private String workingHours() {
        var date = WorkingCalendar.dateOf(reckoning.end());
        return calendar.spans(date).stream()
                .map(span -> CLOCK.format(span.from().atZone(WorkingCalendar.ZONE)) + "—"
                        + CLOCK.format(span.until().atZone(WorkingCalendar.ZONE)))
                .collect(Collectors.joining("、"));
    }

    private String dayOff(LocalDate date) {
        var day = calendar.days().get(date);
        return day == null ? "休息日" : day.name() + "假期";
    }

    private static String range(LocalDate from, LocalDate until, LocalDate reference) {
        return from.equals(until) ? day(from, reference) : day(from, reference) + "至" + day(until, from);
    }

    /** The year is said only when it is another one than that said before. */
    private static String day(LocalDate date, LocalDate reference) {
        return date.getYear() == reference.getYear() ? DAY.format(date) : DATE.format(date);
    }

    private static String withWeek(LocalDate date, LocalDate reference) {
        return day(date, reference) + "（" + week(date) + "）";
    }

    private static String full(LocalDate date) {
        return DATE.format(date) + "（" + week(date) + "）";
    }

    private static String moment(Instant moment) {
        return full(WorkingCalendar.dateOf(moment)) + MINUTE.format(moment.atZone(WorkingCalendar.ZONE));
    }

    static String week(LocalDate date) {
        return "周" + date.getDayOfWeek().getDisplayName(TextStyle.NARROW, Locale.CHINA);
    }
}
