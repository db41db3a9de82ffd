package jinye.platform.numbering;

import java.util.List;
import jinye.kernel.Actor;
import jinye.kernel.Cursor;
import jinye.kernel.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the screens show of the numbers of one's own unit. */
@Component
@Transactional
class NumberingList {

    private final SeriesRegister register;
    private final Ledger ledger;

    NumberingList(SeriesRegister register, Ledger ledger) {
        this.register = register;
        this.ledger = ledger;
    }

    public List<SeriesRow> series(Actor actor, int year) {
        requireReading(actor);
        return register.of(actor.unit()).stream()
                .map(known -> {
                    var series = known.series();
                    var standing = ledger.standing(known.id(), year);
                    return new SeriesRow(
                            series.code(),
                            series.name(),
                            series.kind(),
                            series.kind().term(),
                            series.text(year, standing.last() + 1),
                            standing.last(),
                            standing.used(),
                            standing.last() - standing.used(),
                            known.source(),
                            known.tag());
                })
                .toList();
    }

    public Page<LedgerRow> ledger(
            Actor actor, String series, int year, @Nullable NumberState state, @Nullable Cursor after, int size) {
        requireReading(actor);
        var known = register.find(actor.unit(), series).orElseThrow(() -> new Numbering.UnknownSeries(series));
        return ledger.page(known, year, state, after, size);
    }

    public List<NumberGap> gaps(Actor actor, @Nullable String series, int year) {
        requireReading(actor);
        return register.of(actor.unit()).stream()
                .filter(known -> series == null || known.series().code().equals(series))
                .flatMap(known -> ledger.gaps(known, year).stream())
                .toList();
    }

    private static void requireReading(Actor actor) {
        if (!actor.may("numbering.manage")) {
            actor.require("numbering.read");
        }
    }
}
