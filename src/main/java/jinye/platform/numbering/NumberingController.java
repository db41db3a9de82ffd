package jinye.platform.numbering;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import jinye.kernel.Actor;
import jinye.kernel.Cursor;
import jinye.kernel.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The numbers of the reader's own unit. Reading needs {@code numbering.read}, changing {@code numbering.manage}. */
@RestController
@RequestMapping("/api/numbering")
class NumberingController {

    record Cancellation(@NotBlank @Size(max = 200) String reason) {}

    record Reservation(
            @NotBlank @Size(max = 8) String series,
            @Min(2000) @Max(2099) int year,
            @Min(1) @Max(9_999_999) int number,
            @NotBlank @Size(max = 200) String reason) {}

    /** @param until inclusive */
    record Skip(
            @NotBlank @Size(max = 8) String series,
            @Min(2000) @Max(2099) int year,
            @Min(1) @Max(9_999_999) int from,
            @Min(1) @Max(9_999_999) int until,
            @NotBlank @Size(max = 200) String reason) {}

    private final Numbering numbering;
    private final NumberingList list;

    NumberingController(Numbering numbering, NumberingList list) {
        this.numbering = numbering;
        this.list = list;
    }

    @GetMapping("/series")
    List<SeriesRow> listNumberSeries(Actor actor, @RequestParam @Min(2000) @Max(2099) int year) {
        return list.series(actor, year);
    }

    @GetMapping("/ledger")
    Page<LedgerRow> listNumberLedger(
            Actor actor,
            @RequestParam @Size(max = 8) String series,
            @RequestParam @Min(2000) @Max(2099) int year,
            @RequestParam(required = false) @Nullable NumberState state,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        return list.ledger(actor, series, year, state, Cursor.read(after, 1), size);
    }

    @GetMapping("/gaps")
    List<NumberGap> listNumberGaps(
            Actor actor,
            @RequestParam @Min(2000) @Max(2099) int year,
            @RequestParam(required = false) @Nullable @Size(max = 8) String series) {
        return list.gaps(actor, series, year);
    }

    @PostMapping("/ledger/{series}/{year}/{number}/cancellation")
    void cancelNumber(
            Actor actor,
            @PathVariable String series,
            @PathVariable int year,
            @PathVariable int number,
            @RequestBody @Valid Cancellation cancellation) {
        actor.require("numbering.manage");
        numbering.cancel(actor, actor.unit(), series, year, number, cancellation.reason());
    }

    @PostMapping("/reservations")
    TakenNumber reserveNumber(Actor actor, @RequestBody @Valid Reservation reservation) {
        actor.require("numbering.manage");
        return numbering.reserve(
                actor,
                actor.unit(),
                reservation.series(),
                reservation.year(),
                reservation.number(),
                reservation.reason());
    }

    /** Explains numbers that were left out. */
    @PostMapping("/skips")
    void skipNumbers(Actor actor, @RequestBody @Valid Skip skip) {
        actor.require("numbering.manage");
        numbering.skip(actor, actor.unit(), skip.series(), skip.year(), skip.from(), skip.until(), skip.reason());
    }
}
