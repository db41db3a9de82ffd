package jinye.platform.clocks;

import static jinye.platform.clocks.SampleCalendar.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExplanationTests {

    private final WorkingCalendar calendar = SampleCalendar.of2025And2026();

    @Test
    void aMakeUpDayIsSaidToCount() {
        assertThat(explain(5, PeriodUnit.WORKING_DAYS, "2026-02-09T09:10", List.of()))
                .isEqualTo("2026年2月9日（周一）收到申请，当日不计；自2月10日起算5个工作日（依据《中华人民共和国行政许可法》第三十二条）；"
                        + "2月14日（周六）为调休上班日，计入；截止2026年2月14日24时。");
    }

    @Test
    void holidaysAndPausesAreSaidNotToCount() {
        var hearing = new Pause(at("2026-03-02T10:00"), at("2026-03-05T16:00"), "听证");

        assertThat(explain(20, PeriodUnit.WORKING_DAYS, "2026-02-09T09:10", List.of(hearing)))
                .isEqualTo("2026年2月9日（周一）收到申请，当日不计；自2月10日起算20个工作日（依据《中华人民共和国行政许可法》第三十二条）；"
                        + "2月15日至2月23日春节放假，不计；2月14日（周六）为调休上班日，计入；2月28日（周六）为调休上班日，计入；"
                        + "扣除3月3日至3月5日（听证）3日；截止2026年3月18日24时。");
    }

    @Test
    void aPeriodThatEndsOnADayOffIsSaidToMove() {
        assertThat(explain(90, PeriodUnit.CALENDAR_DAYS, "2026-03-02T09:10", List.of()))
                .contains("自3月3日起算90日", "期满之日5月31日（周日）为休息日，顺延至其后第一个工作日6月1日")
                .endsWith("截止2026年6月1日24时。");
        assertThat(explain(15, PeriodUnit.CALENDAR_DAYS, "2026-09-18T09:10", List.of()))
                .contains("期满之日10月3日（周六）为国庆节假期，顺延至其后第一个工作日10月8日");
    }

    @Test
    void aYearWithoutHolidaysIsNamed() {
        assertThat(explain(7, PeriodUnit.WORKING_DAYS, "2026-12-28T09:10", List.of()))
                .contains("2027年放假安排尚未载入，暂按周一至周五为工作日推算，载入后自动重新计算并告知")
                .endsWith("截止2027年1月6日24时。");
    }

    @Test
    void workingTimeIsSaidWithItsHours() {
        assertThat(explain(4, PeriodUnit.WORKING_HOURS, "2026-09-30T16:30", List.of()))
                .isEqualTo("2026年9月30日（周三）16时30分收到申请，按工作时间（8:30—12:00、14:30—17:30）起算4个工作小时"
                        + "（依据《中华人民共和国行政许可法》第三十二条）；10月1日至10月7日国庆节放假，不计；截止2026年10月8日（周四）11时30分。");
    }

    @Test
    void theSameDayIsSaidToMoveWhenTheOfficeIsClosed() {
        assertThat(explain(0, PeriodUnit.WORKING_DAYS, "2026-11-20T20:00", List.of()))
                .startsWith("2026年11月20日（周五）20时00分收到申请，应于当日办结")
                .contains("因非工作时间收到申请，顺延至下一工作日")
                .endsWith("截止2026年11月23日24时。");
    }

    private String explain(int length, PeriodUnit unit, String start, List<Pause> pauses) {
        var reckoning = Reckoning.of(calendar, new Period(length, unit), at(start), pauses);
        return Explanation.of(calendar, reckoning, "收到申请", "《中华人民共和国行政许可法》第三十二条", null);
    }
}
