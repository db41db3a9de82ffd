package jinye.platform.clocks;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import jinye.kernel.Actor;
import jinye.kernel.RecordId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The front door of the clocks. Two ways to use it: reckon a due moment and keep it yourself (then listen to
 * {@link CalendarChanged} for provisional ones), or let this module keep a clock with pauses and an extension.
 */
@Service
@Transactional
public class Clocks {

    private final Calendars calendars;
    private final Rules rules;
    private final KeptClocks kept;
    private final Clock clock;

    Clocks(Calendars calendars, Rules rules, KeptClocks kept, Clock clock) {
        this.calendars = calendars;
        this.rules = rules;
        this.kept = kept;
        this.clock = clock;
    }

    /** Reckons a due moment from a rule of the versioned table {@code clocks.rule}, without keeping a clock. */
    @Transactional(readOnly = true)
    public Due reckon(String rule, Instant start) {
        var found = rules.inForce(rule, WorkingCalendar.dateOf(start));
        return Reckoned.due(calendars.current(), found, found.period(), start, List.of(), null);
    }

    /** The shorter period that the bureau promises (服务承诺), if the rule has one. */
    @Transactional(readOnly = true)
    public Optional<Due> reckonPromise(String rule, Instant start) {
        var found = rules.inForce(rule, WorkingCalendar.dateOf(start));
        return Optional.ofNullable(found.promised())
                .map(promised -> Reckoned.due(
                        calendars.current(), found, new Period(promised, found.unit()), start, List.of(), "此为服务承诺时限"));
    }

    /** The due moment if the period were extended as the rule allows; empty when it cannot be. */
    @Transactional(readOnly = true)
    public Optional<Due> reckonExtended(String rule, Instant start) {
        var found = rules.inForce(rule, WorkingCalendar.dateOf(start));
        return Optional.ofNullable(found.extension())
                .map(extension -> Reckoned.due(
                        calendars.current(),
                        found,
                        found.period().plus(extension),
                        start,
                        List.of(),
                        "含延长" + new Period(extension, found.unit()).term()));
    }

    /** Reckons a period that no rule gives, such as a deadline set by a leader (限时办结). */
    @Transactional(readOnly = true)
    public Due reckon(Period period, Instant start, List<Pause> pauses) {
        return Reckoned.due(calendars.current(), period, start, pauses);
    }

    /** Working time between two moments, by the calendar's working hours: for "用时" and for urging. */
    @Transactional(readOnly = true)
    public Duration workingTime(Instant from, Instant to) {
        return calendars.current().workingTime(from, to);
    }

    /** The moment after so much working time. */
    @Transactional(readOnly = true)
    public Instant afterWorkingTime(Instant from, Duration worked) {
        return Reckoning.afterWorkingTime(calendars.current(), from, worked);
    }

    @Transactional(readOnly = true)
    public boolean isWorkingDay(LocalDate date) {
        return calendars.current().isWorkingDay(date);
    }

    /** Whole days of a unit that have passed, the day of the event not counted and pauses left out. */
    @Transactional(readOnly = true)
    public long elapsed(Instant start, Instant end, PeriodUnit unit, List<Pause> pauses) {
        return Reckoning.elapsed(calendars.current(), start, end, unit, pauses);
    }

    /** How much of a period is left, as the light everybody knows. */
    @Transactional(readOnly = true)
    public Light light(Instant start, Instant due, Instant now) {
        return Reckoned.light(calendars.current(), start, due, now);
    }

    /**
     * Starts a clock that this module keeps. A record has at most one running clock of a rule; starting it again changes nothing.
     *
     * @param handlers people who are told when the due moment changes
     */
    public long start(RecordId subject, String rule, Instant start, Collection<Long> handlers) {
        return kept.start(subject, rule, start, handlers);
    }

    /** From now on time does not count, for the reason booked. */
    public void pause(Actor actor, long clock, String reason) {
        kept.pause(actor, clock, reason);
    }

    /** Time counts again; the due moment moves by the time that did not. */
    public Due resume(Actor actor, long clock) {
        return kept.resume(actor, clock);
    }

    /** Extends by what the rule allows, once. @param authority who approved it: 局长周正 */
    public Due extend(Actor actor, long clock, String reason, String authority) {
        return kept.extend(actor, clock, reason, authority);
    }

    /** The act that the period was for is done. */
    public void stop(long clock) {
        kept.stop(clock);
    }

    /** Other people handle it now. */
    public void hand(long clock, Collection<Long> handlers) {
        kept.hand(clock, handlers);
    }

    /** The clocks of a record with their lights, running ones first. The caller has made sure that the reader may see it. */
    @Transactional(readOnly = true)
    public List<KeptClock> of(RecordId subject) {
        return kept.of(subject, clock.instant());
    }
}
