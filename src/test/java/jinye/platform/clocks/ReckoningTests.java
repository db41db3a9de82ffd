package jinye.platform.clocks;

import static jinye.platform.clocks.SampleCalendar.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReckoningTests {

    private final WorkingCalendar calendar = SampleCalendar.of2025And2026();

    @ParameterizedTest(name = "{0}: {1} + {2} {3} = {4}")
    @CsvSource({
        "许可申请补正告知, 2026-02-09, 5, WORKING_DAYS, 2026-02-14",
        "许可决定, 2026-02-09, 20, WORKING_DAYS, 2026-03-13",
        "许可决定延长, 2026-02-09, 30, WORKING_DAYS, 2026-03-27",
        "许可决定服务承诺, 2026-02-09, 8, WORKING_DAYS, 2026-02-26",
        "信息公开补正, 2026-09-18, 7, WORKING_DAYS, 2026-09-29",
        "信息公开答复, 2026-09-18, 20, WORKING_DAYS, 2026-10-22",
        "信息公开答复延长, 2026-09-18, 40, WORKING_DAYS, 2026-11-19",
        "先行登记保存, 2026-04-30, 7, WORKING_DAYS, 2026-05-13",
        "线索立案, 2026-09-24, 7, WORKING_DAYS, 2026-10-12",
        "听证申请, 2026-06-17, 5, WORKING_DAYS, 2026-06-25",
        "处罚决定, 2026-03-02, 90, CALENDAR_DAYS, 2026-06-01",
        "处罚公示, 2026-04-29, 7, WORKING_DAYS, 2026-05-12",
        "缴纳罚款, 2026-04-21, 15, CALENDAR_DAYS, 2026-05-06",
        "信访受理告知, 2026-01-28, 15, CALENDAR_DAYS, 2026-02-12",
        "信访办理, 2026-02-10, 60, CALENDAR_DAYS, 2026-04-13",
        "信访办理延长, 2026-02-10, 90, CALENDAR_DAYS, 2026-05-11",
        "催告, 2026-07-01, 10, WORKING_DAYS, 2026-07-15"
    })
    void theWorkedExamplesComeOut(String name, LocalDate start, int length, PeriodUnit unit, LocalDate due) {
        var reckoning = reckon(length, unit, start + "T10:20:00");

        assertThat(reckoning.end()).as(name).isEqualTo(at(due + "T23:59:59.999"));
        assertThat(reckoning.provisional()).isFalse();
    }

    @Test
    void theMonthsOfBothYearsHaveTheWorkingDaysThatTheNoticesLeave() {
        assertThat(workingDays(2026)).containsExactly(21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23);
        assertThat(workingDays(2025).stream().mapToInt(Integer::intValue).sum()).isEqualTo(248);
    }

    @Test
    void aPeriodIntoAYearWithoutHolidaysIsProvisional() {
        assertThat(reckon(5, PeriodUnit.WORKING_DAYS, "2026-12-24T09:00").provisional())
                .isFalse();
        assertThat(reckon(6, PeriodUnit.WORKING_DAYS, "2026-12-24T09:00").provisional())
                .isTrue();
        assertThat(reckon(10, PeriodUnit.CALENDAR_DAYS, "2026-12-24T09:00").provisional())
                .isTrue();
        assertThat(reckon(5, PeriodUnit.WORKING_HOURS, "2026-12-31T16:00").provisional())
                .isTrue();
        assertThat(reckon(600, PeriodUnit.MINUTES, "2026-12-31T20:00").provisional())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T09:00, 2026-11-23",
        "2026-11-23T17:29, 2026-11-23",
        "2026-11-23T17:30, 2026-11-24",
        "2026-11-20T20:00, 2026-11-23",
        "2026-10-02T10:00, 2026-10-08"
    })
    void whatMustBeDoneTheSameDayMovesOnWhenTheOfficeIsClosed(String start, LocalDate due) {
        assertThat(reckon(0, PeriodUnit.WORKING_DAYS, start).lastDay()).isEqualTo(due);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T09:00, 30, WORKING_MINUTES, 2026-11-23T09:30",
        "2026-11-23T11:50, 30, WORKING_MINUTES, 2026-11-23T14:50",
        "2026-11-20T17:10, 30, WORKING_MINUTES, 2026-11-23T08:40",
        "2026-11-20T22:00, 30, WORKING_MINUTES, 2026-11-23T09:00",
        "2026-11-23T08:30, 4, WORKING_HOURS, 2026-11-23T15:00",
        "2026-09-30T16:30, 4, WORKING_HOURS, 2026-10-08T11:30",
        "2026-02-13T16:30, 2, WORKING_HOURS, 2026-02-14T09:30",
        "2026-11-20T23:50, 30, MINUTES, 2026-11-21T00:20"
    })
    void workingTimePassesOnlyWhileTheOfficeIsOpen(String start, int length, PeriodUnit unit, String due) {
        assertThat(reckon(length, unit, start).end()).isEqualTo(at(due));
    }

    @Test
    void pausedDaysAreTakenOut() {
        var hearing = new Pause(at("2026-03-02T10:00"), at("2026-03-05T16:00"), "听证");

        var paused = Reckoning.of(
                calendar, new Period(20, PeriodUnit.WORKING_DAYS), at("2026-02-09T09:00"), List.of(hearing));

        assertThat(paused.lastDay()).isEqualTo(LocalDate.of(2026, 3, 18));
    }

    @Test
    void aPauseThatBeginsAndEndsOnOneDayTakesNoDayOut() {
        var pause = new Pause(at("2026-03-02T10:00"), at("2026-03-02T16:00"), "补正");

        var paused =
                Reckoning.of(calendar, new Period(20, PeriodUnit.WORKING_DAYS), at("2026-02-09T09:00"), List.of(pause));

        assertThat(paused.lastDay()).isEqualTo(LocalDate.of(2026, 3, 13));
    }

    @Test
    void overlappingPausesAreTakenOutOnce() {
        var pauses = List.of(
                new Pause(at("2026-03-03T10:00"), at("2026-03-05T16:00"), "鉴定"),
                new Pause(at("2026-03-02T10:00"), at("2026-03-04T10:00"), "听证"));

        var paused = Reckoning.of(calendar, new Period(20, PeriodUnit.WORKING_DAYS), at("2026-02-09T09:00"), pauses);

        assertThat(paused.lastDay()).isEqualTo(LocalDate.of(2026, 3, 18));
        assertThat(paused.pauses())
                .singleElement()
                .satisfies(pause -> assertThat(pause.reason()).isEqualTo("听证、鉴定"));
    }

    @ParameterizedTest
    @CsvSource({
        "WORKING_HOURS, 4, 2026-11-23T08:30, 2026-11-23T09:30, 2026-11-23T10:30, 2026-11-23T16:00",
        "WORKING_HOURS, 4, 2026-11-23T08:30, 2026-11-23T11:30, 2026-11-23T15:00, 2026-11-23T16:00",
        "WORKING_HOURS, 4, 2026-11-23T08:30, 2026-11-23T12:30, 2026-11-23T14:00, 2026-11-23T15:00",
        "WORKING_HOURS, 4, 2026-11-23T08:30, 2026-11-23T10:00, 2026-11-24T10:00, 2026-11-24T15:00",
        "MINUTES, 60, 2026-11-23T20:00, 2026-11-23T20:30, 2026-11-23T21:30, 2026-11-23T22:00"
    })
    void pausedTimeIsTakenOut(PeriodUnit unit, int length, String start, String from, String until, String due) {
        var pause = new Pause(at(from), at(until), "暂停");

        assertThat(Reckoning.of(calendar, new Period(length, unit), at(start), List.of(pause))
                        .end())
                .isEqualTo(at(due));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-09T15:00, 2026-02-14T10:00, WORKING_DAYS, 5",
        "2026-02-09T15:00, 2026-02-09T16:00, WORKING_DAYS, 0",
        "2026-02-09T15:00, 2026-02-08T16:00, WORKING_DAYS, 0",
        "2026-02-13T15:00, 2026-02-24T16:00, WORKING_DAYS, 2",
        "2026-02-13T15:00, 2026-02-24T16:00, CALENDAR_DAYS, 11",
        "2026-02-13T15:00, 2026-02-14T16:00, WORKING_HOURS, 7",
        "2026-02-13T15:00, 2026-02-14T16:00, MINUTES, 1500"
    })
    void elapsedTimeCountsWhatThePeriodCounts(String start, String end, PeriodUnit unit, long elapsed) {
        assertThat(Reckoning.elapsed(calendar, at(start), at(end), unit, List.of()))
                .isEqualTo(elapsed);
    }

    @Test
    void summerHoursReplaceTheOrdinaryOnesWhileTheyLast() {
        var summer = new WorkingCalendar.Hours(
                java.time.LocalTime.of(8, 0),
                java.time.LocalTime.of(11, 30),
                MonthDay.of(6, 1),
                MonthDay.of(9, 30),
                LocalDate.of(2026, 1, 1),
                null);
        var hours = new ArrayList<>(calendar.hours());
        hours.add(summer);
        var seasonal = new WorkingCalendar(calendar.days(), calendar.knownYears(), hours);

        assertThat(seasonal.workingTime(at("2026-07-01T00:00"), at("2026-07-02T00:00")))
                .isEqualTo(Duration.ofMinutes(210));
        assertThat(seasonal.workingTime(at("2026-11-23T00:00"), at("2026-11-24T00:00")))
                .isEqualTo(Duration.ofMinutes(390));
        assertThat(seasonal.workingTime(at("2025-07-01T00:00"), at("2025-07-02T00:00")))
                .isEqualTo(Duration.ofMinutes(390));
    }

    @ParameterizedTest
    @CsvSource({
        // five working days, 10–14 February 2026: 40 % are two days
        "2026-02-10T08:30, GREEN",
        "2026-02-12T17:00, GREEN",
        "2026-02-12T17:30, YELLOW",
        "2026-02-13T17:00, YELLOW",
        "2026-02-13T17:30, ORANGE",
        "2026-02-14T23:59, ORANGE",
        "2026-02-15T00:00, RED"
    })
    void theLightFollowsTheWorkingTimeLeft(String now, Light light) {
        assertThat(Reckoned.light(calendar, at("2026-02-09T17:30"), at("2026-02-14T23:59:59.999"), at(now)))
                .isEqualTo(light);
    }

    @Test
    void aPeriodAtNightIsMeasuredByTheClockOnTheWall() {
        var start = at("2026-11-20T22:00");
        var due = at("2026-11-20T22:30");

        assertThat(Reckoned.light(calendar, start, due, at("2026-11-20T22:10"))).isEqualTo(Light.GREEN);
        assertThat(Reckoned.light(calendar, start, due, at("2026-11-20T22:20"))).isEqualTo(Light.ORANGE);
        assertThat(Reckoned.light(calendar, start, due, at("2026-11-20T22:31"))).isEqualTo(Light.RED);
    }

    private Reckoning reckon(int length, PeriodUnit unit, String start) {
        return Reckoning.of(calendar, new Period(length, unit), at(start), List.of());
    }

    private List<Integer> workingDays(int year) {
        return IntStream.rangeClosed(1, 12)
                .mapToObj(month -> YearMonth.of(year, month))
                .map(month -> (int) month.atDay(1)
                        .datesUntil(month.plusMonths(1).atDay(1))
                        .filter(calendar::isWorkingDay)
                        .count())
                .toList();
    }
}
