package jinye.platform.numbering;

import java.time.Clock;
import java.time.Year;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.kernel.SecrecyWords;
import jinye.platform.journal.Journal;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The front door of numbering. */
@Service
@Transactional
public class Numbering {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final int FIRST_YEAR = 2000;
    private static final int REASON_MAX = 200;
    private static final int SKIPPED_MAX = 500;

    private final SeriesRegister series;
    private final Ledger ledger;
    private final Journal journal;
    private final Clock clock;

    Numbering(SeriesRegister series, Ledger ledger, Journal journal, Clock clock) {
        this.series = series;
        this.ledger = ledger;
        this.journal = journal;
        this.clock = clock;
    }

    /** The series of a unit: its document numbers first, the usual one at the top, then its registers. */
    public List<Series> seriesOf(long unit) {
        return series.of(unit).stream().map(SeriesRegister.Known::series).toList();
    }

    /** Every number ever given in a unit's document series of a year, in order: for the check at the end of the year. */
    public List<NumberFact> documentNumbers(long unit, int year) {
        return series.of(unit).stream()
                .filter(known -> known.series().kind() == Series.Kind.DOCUMENT)
                .flatMap(known -> ledger.all(known, year).stream())
                .toList();
    }

    /** Opens a register of a unit that it does not keep yet, numbered with four digits; one it keeps is left as it is. */
    public void openRegister(long unit, String code, String name) {
        series.open(unit, code, name);
    }

    /**
     * Takes the next number of a series for a record, in the caller's transaction. Asking again for the same record and series
     * gives the same number.
     *
     * @param unit   the unit that owns the series
     * @param series 机关代字 such as 湘烟办, or a register such as 收, 签; unknown series are refused
     */
    public TakenNumber take(Actor actor, long unit, String series, int year, RecordId record) {
        var known = known(unit, series);
        checkYear(year);
        var last = ledger.hold(known.id(), year);
        // asked only now that nobody else can be at it: a repeated request waits above and then finds the first one's
        // number
        var held = ledger.heldBy(known, record);
        if (held.isPresent()) {
            return held.get();
        }
        var number = ledger.nextFree(known.id(), year, last);
        ledger.advance(known.id(), year, number);
        ledger.write(known.id(), year, number, NumberState.TAKEN, record, actor, null, clock.instant());
        var taken = Ledger.taken(known.series(), year, number);
        journal.record(actor, "numbering.take", record, Map.of("number", taken.text()));
        return taken;
    }

    /** Gives a reserved number to the record it was reserved for. */
    public TakenNumber takeReserved(Actor actor, long unit, String series, int year, int number, RecordId record) {
        var known = known(unit, series);
        ledger.hold(known.id(), year);
        var row = row(known, year, number);
        if (row.state() != NumberState.RESERVED) {
            throw new NotFree(row);
        }
        ledger.give(row.id(), record);
        journal.record(actor, "numbering.take", record, Map.of("number", row.text()));
        return Ledger.taken(known.series(), year, number);
    }

    /** Keeps a particular number for something that comes later; {@link #take} passes over it. */
    public TakenNumber reserve(Actor actor, long unit, String series, int year, int number, String reason) {
        var known = known(unit, series);
        checkYear(year);
        ledger.hold(known.id(), year);
        free(known, year, number);
        ledger.write(known.id(), year, number, NumberState.RESERVED, null, actor, checked(reason), clock.instant());
        var reserved = Ledger.taken(known.series(), year, number);
        journal.record(
                actor,
                "numbering.reserve",
                new RecordId("numbering", known.id()),
                Map.of("number", reserved.text(), "reason", reason));
        return reserved;
    }

    /** Says why numbers were left out (跳号): those ahead are passed over, those missing behind are explained. */
    public void skip(Actor actor, long unit, String series, int year, int from, int until, String reason) {
        var known = known(unit, series);
        checkYear(year);
        if (from < 1 || until < from || until - from >= SKIPPED_MAX) {
            throw new TooFar();
        }
        ledger.hold(known.id(), year);
        for (int number = from; number <= until; number++) {
            free(known, year, number);
            ledger.write(known.id(), year, number, NumberState.SKIPPED, null, actor, checked(reason), clock.instant());
        }
        journal.record(
                actor,
                "numbering.skip",
                new RecordId("numbering", known.id()),
                Map.of(
                        "from", known.series().text(year, from),
                        "until", known.series().text(year, until),
                        "reason", reason));
    }

    /** Gives a number back for good (作废): it is never used again, and the reason stays in the register. */
    public void cancel(Actor actor, long unit, String series, int year, int number, String reason) {
        var known = known(unit, series);
        ledger.hold(known.id(), year);
        var row = row(known, year, number);
        if (row.state() == NumberState.CANCELLED || row.state() == NumberState.SKIPPED) {
            throw new NotCancellable(row);
        }
        ledger.end(row.id(), NumberState.CANCELLED, checked(reason), actor, clock.instant());
        var record = row.module() == null || row.record() == null
                ? new RecordId("numbering", known.id())
                : new RecordId(row.module(), row.record());
        journal.record(actor, "numbering.cancel", record, Map.of("number", row.text(), "reason", reason));
    }

    /** The record is issued: its numbers stand for good (使用). Saying it twice changes nothing. */
    public void use(RecordId record) {
        ledger.used(record, clock.instant());
    }

    private SeriesRegister.Known known(long unit, String code) {
        return series.find(unit, code).orElseThrow(() -> new UnknownSeries(code));
    }

    private LedgerRow row(SeriesRegister.Known known, int year, int number) {
        return ledger.row(known, year, number)
                .orElseThrow(() -> new UnknownNumber(known.series().text(year, number)));
    }

    private void free(SeriesRegister.Known known, int year, int number) {
        ledger.row(known, year, number).ifPresent(row -> {
            throw new NotFree(row);
        });
    }

    private void checkYear(int year) {
        var present = Year.now(clock.withZone(ZONE)).getValue();
        if (year < FIRST_YEAR || year > present) {
            throw new WrongYear(year, present);
        }
    }

    private static String checked(String reason) {
        if (reason.isBlank() || reason.length() > REASON_MAX) {
            throw new ReasonNeeded();
        }
        SecrecyWords.refuseIn(reason);
        return reason.strip();
    }

    static final class UnknownSeries extends Refusal {
        UnknownSeries(String code) {
            super(Kind.INVALID, "numbering.unknown-series", code);
        }
    }

    static final class UnknownNumber extends Refusal {
        UnknownNumber(String text) {
            super(Kind.NOT_FOUND, "numbering.unknown-number", text);
        }
    }

    static final class WrongYear extends Refusal {
        WrongYear(int year, int present) {
            super(Kind.INVALID, "numbering.wrong-year", year, present);
        }
    }

    static final class NotFree extends Refusal {
        NotFree(LedgerRow row) {
            super(Kind.CONFLICT, "numbering.not-free", row.text(), row.stateTerm());
        }
    }

    static final class NotCancellable extends Refusal {
        NotCancellable(LedgerRow row) {
            super(Kind.CONFLICT, "numbering.not-cancellable", row.text(), row.stateTerm());
        }
    }

    static final class ReasonNeeded extends Refusal {
        ReasonNeeded() {
            super(Kind.INVALID, "numbering.reason-needed", REASON_MAX);
        }
    }

    static final class TooFar extends Refusal {
        TooFar() {
            super(Kind.INVALID, "numbering.too-far", SKIPPED_MAX);
        }
    }
}
