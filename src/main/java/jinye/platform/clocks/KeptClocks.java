package jinye.platform.clocks;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.platform.journal.Journal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What may be done with a kept clock, and how its due moment follows. */
@Component
class KeptClocks {

    private static final int REASON_MAX = 200;

    private final ClockBook book;
    private final Rules rules;
    private final Calendars calendars;
    private final Journal journal;
    private final Clock clock;

    KeptClocks(ClockBook book, Rules rules, Calendars calendars, Journal journal, Clock clock) {
        this.book = book;
        this.rules = rules;
        this.calendars = calendars;
        this.journal = journal;
        this.clock = clock;
    }

    long start(RecordId subject, String rule, Instant start, Collection<Long> handlers) {
        calendars.waitForLoading();
        var found = rules.inForce(rule, WorkingCalendar.dateOf(start));
        var due = Reckoned.due(calendars.fresh(), found, found.period(), start, List.of(), null);
        return book.add(subject, found, start, due, handlers)
                .or(() -> book.running(subject, rule))
                .orElseThrow(() -> new UnknownClock(0));
    }

    void pause(Actor actor, long id, String reason) {
        var entry = hold(id);
        if (entry.state() != KeptClock.State.RUNNING) {
            throw new NotRunning(entry.state());
        }
        book.pause(id, clock.instant(), checked(reason), actor.name());
        journal.record(actor, "clocks.pause", entry.subject(), Map.of("rule", entry.rule(), "reason", reason));
    }

    Due resume(Actor actor, long id) {
        calendars.waitForLoading();
        var entry = hold(id);
        if (entry.state() != KeptClock.State.PAUSED) {
            throw new NotPaused(entry.state());
        }
        book.endPause(id, clock.instant());
        var due = settle(id);
        journal.record(actor, "clocks.resume", entry.subject(), Map.of("rule", entry.rule(), "due", due.at()));
        return due;
    }

    Due extend(Actor actor, long id, String reason, String authority) {
        calendars.waitForLoading();
        var entry = hold(id);
        if (entry.state() == KeptClock.State.STOPPED) {
            throw new NotRunning(entry.state());
        }
        var rule = rules.version(entry.rule(), entry.ruleVersion());
        if (rule.extension() == null) {
            throw new NotExtendable(rule.name());
        }
        if (entry.isExtended()) {
            throw new ExtendedAlready(rule.name());
        }
        if (entry.state() == KeptClock.State.RUNNING && clock.instant().isAfter(entry.due())) {
            throw new Overdue(rule.name());
        }
        book.extend(id, checked(reason), checked(authority));
        var due = settle(id);
        journal.record(
                actor,
                "clocks.extend",
                entry.subject(),
                Map.of("rule", entry.rule(), "reason", reason, "authority", authority, "due", due.at()));
        return due;
    }

    void stop(long id) {
        var entry = hold(id);
        if (entry.state() == KeptClock.State.STOPPED) {
            return;
        }
        var now = clock.instant();
        if (entry.state() == KeptClock.State.PAUSED) {
            book.endPause(id, now);
            settle(id);
        }
        book.stop(id, now);
    }

    void hand(long id, Collection<Long> handlers) {
        hold(id);
        book.hand(id, handlers);
    }

    List<KeptClock> of(RecordId subject, Instant now) {
        var calendar = calendars.current();
        return book.of(subject).stream()
                .map(entry -> kept(calendar, entry, now))
                .toList();
    }

    private ClockBook.Entry hold(long id) {
        return book.hold(id).orElseThrow(() -> new UnknownClock(id));
    }

    private Due settle(long id) {
        var entry = hold(id);
        var due = due(calendars.fresh(), entry);
        book.move(List.of(new ClockBook.Moved(id, due.at(), due.provisional())));
        return due;
    }

    private KeptClock kept(WorkingCalendar calendar, ClockBook.Entry entry, Instant now) {
        var rule = rules.version(entry.rule(), entry.ruleVersion());
        var ended = entry.stoppedAt();
        Light light = switch (entry.state()) {
            case RUNNING -> Reckoned.light(calendar, entry.start(), entry.due(), now);
            case PAUSED -> null;
            case STOPPED -> ended != null && ended.isAfter(entry.due()) ? Light.RED : null;
        };
        return new KeptClock(
                entry.id(),
                entry.rule(),
                entry.ruleVersion(),
                rule.name(),
                entry.start(),
                entry.due(),
                entry.provisional(),
                entry.state(),
                light,
                entry.pauses(),
                entry.extensionReason(),
                entry.extensionAuthority(),
                ended,
                due(calendar, entry).explanation());
    }

    private Due due(WorkingCalendar calendar, ClockBook.Entry entry) {
        var rule = rules.version(entry.rule(), entry.ruleVersion());
        var extension = rule.extension();
        var extra = entry.isExtended() && extension != null
                ? "其中含延长" + new Period(extension, rule.unit()).term() + "（理由：" + entry.extensionReason() + "；批准："
                        + entry.extensionAuthority() + "）"
                : null;
        return Reckoned.due(calendar, rule, entry.period(rule), entry.start(), entry.endedPauses(), extra);
    }

    private static String checked(@Nullable String reason) {
        if (reason == null || reason.isBlank() || reason.length() > REASON_MAX) {
            throw new ReasonNeeded();
        }
        return reason.strip();
    }

    static final class UnknownClock extends Refusal {
        UnknownClock(long id) {
            super(Kind.NOT_FOUND, "clocks.unknown-clock", id);
        }
    }

    static final class NotRunning extends Refusal {
        NotRunning(KeptClock.State state) {
            super(Kind.CONFLICT, "clocks.not-running", state.term());
        }
    }

    static final class NotPaused extends Refusal {
        NotPaused(KeptClock.State state) {
            super(Kind.CONFLICT, "clocks.not-paused", state.term());
        }
    }

    static final class NotExtendable extends Refusal {
        NotExtendable(String rule) {
            super(Kind.CONFLICT, "clocks.not-extendable", rule);
        }
    }

    static final class ExtendedAlready extends Refusal {
        ExtendedAlready(String rule) {
            super(Kind.CONFLICT, "clocks.extended-already", rule);
        }
    }

    static final class Overdue extends Refusal {
        Overdue(String rule) {
            super(Kind.CONFLICT, "clocks.overdue", rule);
        }
    }

    static final class ReasonNeeded extends Refusal {
        ReasonNeeded() {
            super(Kind.INVALID, "clocks.reason-needed", REASON_MAX);
        }
    }
}
