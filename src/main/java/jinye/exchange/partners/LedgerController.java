package jinye.exchange.partners;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import jinye.kernel.Actor;
import jinye.kernel.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
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
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** The ledger of what changed hands with other bureaux, its dead letters, and the files that travel by carrier. */
@RestController
@RequestMapping("/api/partners")
class LedgerController {

    private static final String DIRECTIONS = "|OUT|IN";
    private static final String WAYS = "|LINE|CARRIER|PAPER";

    private final ExchangeLedger ledger;
    private final DeadLetters deadLetters;
    private final CarrierFiles carrierFiles;
    private final MessageLogExport logExport;
    private final Partners partners;
    private final Carrier carrier;

    LedgerController(
            ExchangeLedger ledger,
            DeadLetters deadLetters,
            CarrierFiles carrierFiles,
            MessageLogExport logExport,
            Partners partners,
            Carrier carrier) {
        this.ledger = ledger;
        this.deadLetters = deadLetters;
        this.carrierFiles = carrierFiles;
        this.logExport = logExport;
        this.partners = partners;
        this.carrier = carrier;
    }

    record PaperExchange(
            @NotNull @Pattern(regexp = "OUT|IN") String direction,
            @NotBlank @Size(max = 100) String counterpart,
            @NotBlank @Size(max = 200) String title,
            @NotNull @Size(max = 60) String number,
            @NotNull LocalDate passedOn,
            @NotNull @Size(max = 50) String signedBy,
            @NotNull @Size(max = 500) String note) {}

    record PaperEntered(long id) {}

    /** @param file uploaded before by the same person */
    record CarrierFile(long file) {}

    record AbandonReason(@NotNull @Size(max = 500) String reason) {}

    @GetMapping("/ledger")
    Page<ExchangeLedger.ExchangeLedgerRow> listLedger(
            Actor actor,
            @RequestParam(defaultValue = "") @Size(max = 100) String text,
            @RequestParam(defaultValue = "") @Pattern(regexp = DIRECTIONS) String direction,
            @RequestParam(defaultValue = "") @Pattern(regexp = WAYS) String way,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate until,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "30") @Min(1) @Max(100) int size) {
        return ledger.page(actor, new ExchangeLedger.LedgerQuestion(text, direction, way, from, until), after, size);
    }

    @GetMapping("/ledger/export")
    ResponseEntity<byte[]> exportLedger(
            Actor actor,
            @RequestParam(defaultValue = "") @Size(max = 100) String text,
            @RequestParam(defaultValue = "") @Pattern(regexp = DIRECTIONS) String direction,
            @RequestParam(defaultValue = "") @Pattern(regexp = WAYS) String way,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate until) {
        var lines = new StringBuilder();
        ledger.export(
                actor,
                new ExchangeLedger.LedgerQuestion(text, direction, way, from, until),
                line -> lines.append(line).append("\r\n"));
        return answer("收发台账.csv", "text/csv;charset=UTF-8")
                .body(lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    @PostMapping("/ledger/paper")
    @ResponseStatus(HttpStatus.CREATED)
    PaperEntered enterPaper(Actor actor, @Valid @RequestBody PaperExchange entry) {
        return new PaperEntered(ledger.enter(
                actor,
                new ExchangeLedger.PaperEntry(
                        entry.direction(),
                        entry.counterpart(),
                        entry.title(),
                        entry.number(),
                        entry.passedOn(),
                        entry.signedBy(),
                        entry.note())));
    }

    @GetMapping("/dead-letters")
    List<DeadLetters.DeadLetter> listDeadLetters(Actor actor) {
        return deadLetters.all(actor);
    }

    @PutMapping("/dead-letters/{id}/resending")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void resendDeadLetter(Actor actor, @PathVariable long id) {
        carrier.wake(deadLetters.resend(actor, id));
    }

    @PutMapping("/dead-letters/{id}/abandonment")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void abandonDeadLetter(Actor actor, @PathVariable long id, @Valid @RequestBody AbandonReason reason) {
        deadLetters.abandon(actor, id, reason.reason());
    }

    @GetMapping("/{id}/carrier-file")
    ResponseEntity<StreamingResponseBody> exportCarrierFile(Actor actor, @PathVariable long id) {
        return zip(actor, id, "交换载体", out -> carrierFiles.write(actor, id, out));
    }

    @PostMapping("/carrier-files")
    List<CarrierFiles.Brought> importCarrierFile(Actor actor, @Valid @RequestBody CarrierFile file) {
        return carrierFiles.read(actor, file.file());
    }

    @GetMapping("/{id}/log")
    ResponseEntity<StreamingResponseBody> exportMessageLog(Actor actor, @PathVariable long id) {
        return zip(actor, id, "报文日志", out -> logExport.write(actor, id, out));
    }

    private interface Writing {
        void to(OutputStream out) throws IOException;
    }

    private ResponseEntity<StreamingResponseBody> zip(Actor actor, long id, String name, Writing writing) {
        ledger.require(actor);
        return answer(name + "-" + partners.partner(id).name() + ".zip", "application/zip")
                .body(writing::to);
    }

    private static ResponseEntity.BodyBuilder answer(String name, String type) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(type))
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name, StandardCharsets.UTF_8)
                                .build()
                                .toString());
    }
}
