package jinye.platform.clocks;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import jinye.kernel.Actor;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.platform.journal.Journal;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What an administrator does: loads the holidays of a year, changes a rule. */
@Component
@Transactional
class CalendarOffice {

    static final String MANAGE = "clocks.manage";

    private final Calendars calendars;
    private final Rules rules;
    private final Recomputing recomputing;
    private final Journal journal;
    private final ApplicationEventPublisher events;
    private final JdbcClient jdbc;
    private final Clock clock;

    CalendarOffice(
            Calendars calendars,
            Rules rules,
            Recomputing recomputing,
            Journal journal,
            ApplicationEventPublisher events,
            JdbcClient jdbc,
            Clock clock) {
        this.calendars = calendars;
        this.rules = rules;
        this.recomputing = recomputing;
        this.journal = journal;
        this.events = events;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public CalendarYear year(int year) {
        var calendar = calendars.current();
        var known = calendars.year(year);
        var days = calendar.days().values().stream()
                .filter(day -> day.date().getYear() == year)
                .sorted(Comparator.comparing(WorkingCalendar.Day::date))
                .map(day -> new CalendarYear.CalendarDay(
                        day.date(),
                        Explanation.week(day.date()),
                        day.name(),
                        day.kind(),
                        day.kind().term()))
                .toList();
        var workingDays = new ArrayList<Integer>();
        for (int month = 1; month <= 12; month++) {
            var first = LocalDate.of(year, month, 1);
            var end = YearMonth.from(first).plusMonths(1).atDay(1);
            workingDays.add(
                    (int) first.datesUntil(end).filter(calendar::isWorkingDay).count());
        }
        return new CalendarYear(
                year,
                known.isPresent(),
                known.map(Calendars.Year::source).orElse(null),
                known.map(Calendars.Year::loadedAt).orElse(null),
                known.map(Calendars.Year::loadedBy).orElse(null),
                days,
                workingDays);
    }

    /** Loads or corrects a year, reckons again what runs into it, and announces it. */
    public LoadedYear load(Actor actor, int year, String source, List<HolidayRow> rows) {
        actor.require(MANAGE);
        var days = HolidayRow.days(year, rows);
        calendars.holdStarts();
        calendars.load(year, source, actor.name(), days);
        var recomputed = recomputing.recompute(year);
        events.publishEvent(new CalendarChanged(year));
        var facts = new HashMap<String, Object>();
        facts.put("year", year);
        facts.put("source", source);
        facts.put("days", days.size());
        facts.put("recomputed", recomputed);
        journal.record(actor, "clocks.load-calendar", new RecordId("clocks", year), facts);
        return new LoadedYear(year, days.size(), recomputed);
    }

    /** Writes the next version of a rule. Periods that started before it stay with their version. */
    public Rule change(Actor actor, String id, long seen, ChangeRule change) {
        actor.require(MANAGE);
        var last = rules.latest(id).orElseThrow(() -> new Rules.UnknownRule(id));
        if (last.version() != seen) {
            throw new Stale();
        }
        check(last, change);
        jdbc.sql("update clocks.rule set effective_to = ? where row = ?")
                .params(change.effectiveFrom(), last.row())
                .update();
        jdbc.sql("""
                insert into clocks.rule (id, version, name, event, length, unit, promised, extension, source, tag, editable,
                    effective_from, changed_by, changed_at)
                select id, version + 1, name, event, :length, :unit, cast(:promised as int), cast(:extension as int), :source, tag,
                    editable, :from, :by, cast(:at as timestamptz)
                from clocks.rule where row = :row
                """)
                .param("length", change.length())
                .param("unit", change.unit().name())
                .param("promised", change.promised())
                .param("extension", change.extension())
                .param("source", change.source())
                .param("from", change.effectiveFrom())
                .param("by", actor.name())
                .param("at", java.sql.Timestamp.from(clock.instant()))
                .param("row", last.row())
                .update();
        var changed = rules.version(id, last.version() + 1);
        var facts = new HashMap<String, Object>();
        facts.put("rule", id);
        facts.put("version", changed.version());
        facts.put("from", last.period().term());
        facts.put("to", changed.period().term());
        facts.put("effectiveFrom", changed.effectiveFrom().toString());
        journal.record(actor, "clocks.change-rule", new RecordId("clocks", changed.row()), facts);
        return changed;
    }

    private void check(Rule last, ChangeRule change) {
        var today = LocalDate.now(clock.withZone(WorkingCalendar.ZONE));
        if (change.effectiveFrom().isBefore(today) || change.effectiveFrom().isBefore(last.effectiveFrom())) {
            throw new TooEarly(today.isBefore(last.effectiveFrom()) ? last.effectiveFrom() : today);
        }
        var sameLaw = change.length() == last.length()
                && change.unit() == last.unit()
                && Objects.equals(change.extension(), last.extension());
        if (!last.editable() && !sameLaw) {
            throw new SetByLaw(last.name(), last.source());
        }
        if (change.promised() != null && change.promised() > change.length()) {
            throw new PromiseTooLong(change.promised(), change.length());
        }
    }

    static final class Stale extends Refusal {
        Stale() {
            super(Kind.CONFLICT, "web.stale");
        }
    }

    static final class TooEarly extends Refusal {
        TooEarly(LocalDate earliest) {
            super(Kind.INVALID, "clocks.too-early", earliest);
        }
    }

    static final class SetByLaw extends Refusal {
        SetByLaw(String rule, String source) {
            super(Kind.CONFLICT, "clocks.set-by-law", rule, source);
        }
    }

    static final class PromiseTooLong extends Refusal {
        PromiseTooLong(int promised, int length) {
            super(Kind.INVALID, "clocks.promise-too-long", promised, length);
        }
    }
}
