package jinye.office.archives.transfer;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import jinye.kernel.Actor;
import jinye.platform.directory.Directory;
import jinye.platform.directory.Unit;
import jinye.platform.files.FileDownloads;
import jinye.platform.files.Files;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 移交 on the web, for both sides. */
@RestController
@RequestMapping("/api/archives")
class TransferController {

    private final Transfers transfers;
    private final TransferRegister register;
    private final TransferRules rules;
    private final TransferPapers papers;
    private final OfflineMedia media;
    private final Directory directory;
    private final Files files;
    private final FileDownloads downloads;

    TransferController(
            Transfers transfers,
            TransferRegister register,
            TransferRules rules,
            TransferPapers papers,
            OfflineMedia media,
            Directory directory,
            Files files,
            FileDownloads downloads) {
        this.transfers = transfers;
        this.register = register;
        this.rules = rules;
        this.papers = papers;
        this.media = media;
        this.directory = directory;
        this.files = files;
        this.downloads = downloads;
    }

    record NewTransfer(
            @NotEmpty @Size(max = 200) List<@NotNull Long> items,
            @Nullable Long receiverUnit,
            @NotNull @Size(max = 100) String receiverName,
            @NotNull @Size(max = 300) String earlyBecause) {}

    record OpenedTransfer(long id) {}

    record FetchedTransfer(@Nullable Long reception) {}

    record OutsideReceipt(@NotBlank @Size(max = 40) String receivedBy, long file) {}

    record OutsideFaults(@NotEmpty @Size(max = 100) List<@NotBlank @Size(max = 500) String> faults) {}

    record NewMedium(
            @NotBlank @Size(max = 40) String number,
            OfflineMedia.@NotNull MediumKind kind,
            @NotBlank @Size(max = 40) String capacity,
            OfflineMedia.@NotNull MediumCopy copy,
            @NotBlank @Size(max = 100) String place,
            @NotBlank @Size(max = 64) String digest) {}

    record TransferView(
            TransferRegister.TransferRow transfer,
            List<TransferRegister.TransferItem> items,
            List<TransferRegister.Round> rounds,
            List<OfflineMedia.Medium> media,
            TransferPapers.SignedReceipt receipt,
            boolean ours) {}

    record Receiver(long id, String name) {}

    record TransferDesk(int years, List<Receiver> receivers, List<TransferRules.DueTransfer> due) {}

    /** Where this unit's archives go, after how many years, and what is due. */
    @GetMapping("/transfers/desk")
    TransferDesk viewTransferDesk(Actor actor) {
        actor.require("archives.file");
        var receivers = new java.util.ArrayList<Receiver>();
        for (var above = directory.unit(actor.unit()).parent(); above != null; ) {
            Unit unit = directory.unit(above);
            receivers.add(new Receiver(unit.id(), unit.name()));
            above = unit.parent();
        }
        return new TransferDesk(rules.years(actor.unit()), receivers, rules.due(actor.unit()));
    }

    @GetMapping("/transfers")
    List<TransferRegister.TransferRow> listTransfers(Actor actor) {
        actor.require("archives.file");
        return register.list(actor.unit());
    }

    @GetMapping("/transfers/waiting")
    List<TransferRegister.TransferRow> listWaitingTransfers(Actor actor) {
        actor.require("archives.file");
        return register.waiting(actor.unit());
    }

    @PostMapping("/transfers")
    @ResponseStatus(HttpStatus.CREATED)
    OpenedTransfer sendTransfer(Actor actor, @Valid @RequestBody NewTransfer asked) {
        return new OpenedTransfer(transfers.send(
                actor,
                new Transfers.Sending(
                        asked.items(), asked.receiverUnit(), asked.receiverName(), asked.earlyBecause())));
    }

    @GetMapping("/transfers/{id}")
    TransferView viewTransfer(Actor actor, @PathVariable long id) {
        var transfer = seen(actor, id);
        return new TransferView(
                transfer,
                register.items(id),
                register.rounds(id),
                media.of(id),
                papers.receipt(transfer),
                transfer.unit() == actor.unit());
    }

    private TransferRegister.TransferRow seen(Actor actor, long id) {
        actor.require("archives.file");
        return register.find(actor.unit(), id);
    }

    @GetMapping("/transfers/{id}/receipt")
    ResponseEntity<byte[]> printReceipt(Actor actor, @PathVariable long id) {
        return pdf(papers.printed(seen(actor, id)));
    }

    @GetMapping("/transfers/{id}/list")
    ResponseEntity<byte[]> printTransferList(Actor actor, @PathVariable long id) {
        return pdf(papers.list(seen(actor, id)));
    }

    @GetMapping("/transfers/{id}/receipt-file")
    ResponseEntity<Resource> openReceiptFile(Actor actor, @PathVariable long id) {
        var file = seen(actor, id).receiptFile();
        if (file == null) {
            throw new TransferRegister.NoSuchTransfer();
        }
        return downloads.show(files.file(file));
    }

    @PutMapping("/transfers/{id}/arrival")
    FetchedTransfer fetchTransfer(Actor actor, @PathVariable long id) {
        return new FetchedTransfer(transfers.fetch(actor, id));
    }

    @PutMapping("/transfers/{id}/sending")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void sendTransferAgain(Actor actor, @PathVariable long id) {
        transfers.sendAgain(actor, id);
    }

    @PutMapping("/transfers/{id}/withdrawal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdrawTransfer(Actor actor, @PathVariable long id) {
        transfers.withdraw(actor, id);
    }

    @PutMapping("/transfers/{id}/outside-receipt")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void recordOutsideReceipt(Actor actor, @PathVariable long id, @Valid @RequestBody OutsideReceipt receipt) {
        transfers.receivedOutside(actor, id, receipt.receivedBy(), receipt.file());
    }

    @PutMapping("/transfers/{id}/outside-faults")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void recordOutsideFaults(Actor actor, @PathVariable long id, @Valid @RequestBody OutsideFaults faults) {
        transfers.returnedOutside(actor, id, faults.faults());
    }

    @PostMapping("/transfers/{id}/media")
    @ResponseStatus(HttpStatus.CREATED)
    void registerMedium(Actor actor, @PathVariable long id, @Valid @RequestBody NewMedium medium) {
        media.register(
                actor,
                id,
                medium.number(),
                medium.kind(),
                medium.capacity(),
                medium.copy(),
                medium.place(),
                medium.digest());
    }

    private static ResponseEntity<byte[]> pdf(byte[] content) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_PDF).body(content);
    }
}
