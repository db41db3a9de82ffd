package jinye.office.transmission;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import jinye.kernel.Actor;
import jinye.kernel.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The sender's side. */
@RestController
@RequestMapping("/api/transmission/dispatches")
class DispatchController {

    private final Transmissions transmissions;
    private final DispatchList list;
    private final ReceiptSheet sheet;

    DispatchController(Transmissions transmissions, DispatchList list, ReceiptSheet sheet) {
        this.transmissions = transmissions;
        this.list = list;
        this.sheet = sheet;
    }

    record NewDispatch(
            long document,
            @NotNull @Size(max = 2000) List<@NotNull Long> mainTo,
            @NotNull @Size(max = 2000) List<@NotNull Long> copyTo,
            @Nullable @Size(max = 500) String skipReason) {}

    record DispatchSent(long id) {}

    record RecallReason(@NotNull @Size(min = 1, max = 500) String reason) {}

    record Notice(
            @NotNull NoticeKind kind,
            @NotNull @Size(min = 1, max = 500) String reason) {}

    /** @param envelopes empty for all that are unsigned */
    record Chosen(@NotNull @Size(max = 2000) List<@NotNull Long> envelopes) {}

    record ReceiversUrged(int units) {}

    @GetMapping
    Page<DispatchList.DispatchRow> listDispatches(
            Actor actor,
            @RequestParam(defaultValue = "") @Size(max = 100) String text,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int size) {
        return list.dispatches(actor, text, after, size);
    }

    @GetMapping("/of-document/{document}")
    List<DispatchList.DispatchRow> dispatchesOfDocument(Actor actor, @PathVariable long document) {
        return list.ofDocument(actor, document);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    DispatchSent sendDocument(Actor actor, @Valid @RequestBody NewDispatch dispatch) {
        return new DispatchSent(transmissions.send(
                actor,
                new SendDocument(dispatch.document(), dispatch.mainTo(), dispatch.copyTo(), dispatch.skipReason())));
    }

    @GetMapping("/{id}/board")
    DispatchList.Board receiptBoard(Actor actor, @PathVariable long id) {
        return list.board(actor, id);
    }

    @GetMapping("/{id}/receipts.pdf")
    ResponseEntity<byte[]> printReceipts(Actor actor, @PathVariable long id) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .cacheControl(CacheControl.noStore())
                .body(sheet.print(list.board(actor, id)));
    }

    @PostMapping("/{id}/urgings")
    ReceiversUrged urgeReceivers(Actor actor, @PathVariable long id, @Valid @RequestBody Chosen chosen) {
        return new ReceiversUrged(transmissions.urge(actor, id, chosen.envelopes()));
    }

    @PutMapping("/{id}/recall")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void recallDispatch(Actor actor, @PathVariable long id, @Valid @RequestBody RecallReason reason) {
        transmissions.recall(actor, id, reason.reason());
    }

    @PostMapping("/{id}/notices")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void giveNotice(Actor actor, @PathVariable long id, @Valid @RequestBody Notice notice) {
        transmissions.giveNotice(actor, id, notice.kind(), notice.reason());
    }
}
