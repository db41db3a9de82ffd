package jinye.platform.clocks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds for every period, start and pause. */
class ReckoningProperties {

    private static final Instant FIRST = SampleCalendar.at("2025-01-01T00:00");

    private final WorkingCalendar calendar = SampleCalendar.of2025And2026();

    @Property
    boolean aPeriodInDaysEndsOnAWorkingDay(
            @ForAll("moments") Instant start,
            @ForAll("days") PeriodUnit unit,
            @ForAll @IntRange(max = 200) int length) {
        return calendar.isWorkingDay(reckon(length, unit, start).lastDay());
    }

    @Property
    boolean aLongerPeriodNeverEndsEarlier(
            @ForAll("moments") Instant start, @ForAll PeriodUnit unit, @ForAll @IntRange(max = 200) int length) {
        return !reckon(length + 1, unit, start)
                .end()
                .isBefore(reckon(length, unit, start).end());
    }

    @Property
    boolean aLaterStartNeverEndsEarlier(
            @ForAll("moments") Instant start,
            @ForAll PeriodUnit unit,
            @ForAll @IntRange(max = 200) int length,
            @ForAll @IntRange(max = 20_000) int minutesLater) {
        var later = start.plus(Duration.ofMinutes(minutesLater));
        return !reckon(length, unit, later)
                .end()
                .isBefore(reckon(length, unit, start).end());
    }

    @Property
    boolean nothingIsDueBeforeItStarts(
            @ForAll("moments") Instant start, @ForAll PeriodUnit unit, @ForAll @IntRange(max = 200) int length) {
        return !reckon(length, unit, start).end().isBefore(start);
    }

    @Property
    boolean theDaysUntilTheEndAreThoseOfThePeriod(
            @ForAll("moments") Instant start, @ForAll @IntRange(min = 1, max = 200) int length) {
        var end = reckon(length, PeriodUnit.WORKING_DAYS, start).end();
        return Reckoning.elapsed(calendar, start, end, PeriodUnit.WORKING_DAYS, List.of()) == length;
    }

    @Property
    boolean theWorkingTimeUntilTheEndIsThatOfThePeriod(
            @ForAll("moments") Instant start, @ForAll @IntRange(min = 1, max = 3000) int minutes) {
        var end = reckon(minutes, PeriodUnit.WORKING_MINUTES, start).end();
        return calendar.workingTime(start, end).equals(Duration.ofMinutes(minutes));
    }

    @Property
    boolean aPauseNeverShortensAPeriodAndTheRestIsStillThePeriod(
            @ForAll("moments") Instant start,
            @ForAll PeriodUnit unit,
            @ForAll @IntRange(min = 1, max = 60) int length,
            @ForAll("pauses") List<Pause> pauses) {
        var period = new Period(length, unit);
        var paused = Reckoning.of(calendar, period, start, pauses);
        var notShorter = !paused.end().isBefore(reckon(length, unit, start).end());
        var counted = Reckoning.elapsed(calendar, start, paused.end(), unit, pauses);
        // in calendar days, moving on to a working day may add some
        return notShorter && (unit == PeriodUnit.CALENDAR_DAYS ? counted >= length : counted == length);
    }

    @Property
    boolean lightsOnlyGoFromGreenToRed(
            @ForAll("moments") Instant start,
            @ForAll PeriodUnit unit,
            @ForAll @IntRange(min = 1, max = 60) int length,
            @ForAll @IntRange(max = 100_000) int minutes,
            @ForAll @IntRange(max = 10_000) int more) {
        var due = reckon(length, unit, start).end();
        var now = start.plus(Duration.ofMinutes(minutes));
        var before = Reckoned.light(calendar, start, due, now);
        var after = Reckoned.light(calendar, start, due, now.plus(Duration.ofMinutes(more)));
        return after.compareTo(before) >= 0;
    }

    @Provide
    Arbitrary<Instant> moments() {
        return Arbitraries.longs()
                .between(0, Duration.ofDays(700).toMinutes())
                .map(minutes -> FIRST.plus(Duration.ofMinutes(minutes)));
    }

    @Provide
    Arbitrary<PeriodUnit> days() {
        return Arbitraries.of(PeriodUnit.WORKING_DAYS, PeriodUnit.CALENDAR_DAYS);
    }

    @Provide
    Arbitrary<List<Pause>> pauses() {
        return Combinators.combine(moments(), Arbitraries.integers().between(0, 20_000))
                .as((from, minutes) -> new Pause(from, from.plus(Duration.ofMinutes(minutes)), "听证"))
                .list()
                .ofMaxSize(4);
    }

    private Reckoning reckon(int length, PeriodUnit unit, Instant start) {
        return Reckoning.of(calendar, new Period(length, unit), start, List.of());
    }
}
