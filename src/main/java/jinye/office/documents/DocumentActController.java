package jinye.office.documents;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import jinye.kernel.Actor;
import jinye.kernel.Urgency;
import jinye.office.documents.elements.StateSecret;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The acts that change what a document is; each is a sub-resource that is put once. */
@RestController
@RequestMapping("/api/documents")
class DocumentActController {

    record PutSignature(@Nullable @Size(max = 1000) String opinion) {}

    record PutNumber(@Nullable @Size(max = 20) String series) {}

    record PutNote(@Nullable @Size(max = 1000) String note) {}

    record PutTypesetting(@Nullable Boolean complete) {}

    record PutVoiding(@NotBlank @Size(max = 500) String reason) {}

    /** @param withoutAnswer a 请示 is closed without a 批复; the result says why */
    record PutClosure(
            @NotBlank @Size(max = 1000) String result,
            @Nullable Boolean withoutAnswer) {}

    record PutResult(@NotBlank @Size(max = 1000) String result) {}

    record TypesetPaper(long paper, List<String> missing) {}

    record RegisteredDocument(long id) {}

    /** 纸质收文登记. @param sourceClass 上级, 同级, 下级 or 其他. @param handling READ 阅件 or ACT 办件 */
    record RegisterPaper(
            @NotBlank @Size(max = 100) String fromUnitName,
            @NotNull @Size(max = 60) String number,
            @NotBlank @Size(max = 200) String title,
            @NotBlank String kindCode,
            @NotNull Urgency urgency,
            @NotBlank String sourceClass,
            @NotBlank String handling,
            @Nullable LocalDate issueDate,
            @Nullable Instant receivedAt,
            @Nullable @Size(max = 300_000) String bodyText,
            @Nullable Long paper,
            @Nullable @Size(max = 50) List<Long> attachments,
            @Nullable String secrecy) {}

    private final DocumentIssuing issuing;
    private final DocumentPrinting printing;
    private final IncomingHandling incoming;
    private final Documents documents;
    private final DocumentRecords records;

    DocumentActController(
            DocumentIssuing issuing,
            DocumentPrinting printing,
            IncomingHandling incoming,
            Documents documents,
            DocumentRecords records) {
        this.issuing = issuing;
        this.printing = printing;
        this.incoming = incoming;
        this.documents = documents;
        this.records = records;
    }

    @PutMapping("/{id}/signature")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signDocument(Actor actor, @PathVariable long id, @RequestBody @Valid PutSignature command) {
        issuing.sign(actor, id, command.opinion());
    }

    @PutMapping("/{id}/number")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void numberDocument(Actor actor, @PathVariable long id, @RequestBody @Valid PutNumber command) {
        issuing.number(actor, id, command.series());
    }

    @PutMapping("/{id}/recheck")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void recheckDocument(Actor actor, @PathVariable long id, @RequestBody @Valid PutNote command) {
        issuing.recheck(actor, id, command.note());
    }

    @PutMapping("/{id}/typesetting")
    TypesetPaper typesetDocument(Actor actor, @PathVariable long id, @RequestBody @Valid PutTypesetting command) {
        var printed = printing.typeset(actor, id, command.complete() == null || command.complete());
        return new TypesetPaper(printed.paper(), printed.missing());
    }

    @PutMapping("/{id}/seal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void sealDocument(Actor actor, @PathVariable long id) {
        printing.seal(actor, id);
    }

    @PutMapping("/{id}/distribution")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void distributeDocumentOnPaper(Actor actor, @PathVariable long id, @RequestBody @Valid PutNote command) {
        issuing.distributeOnPaper(actor, id, command.note());
    }

    @PutMapping("/{id}/voiding")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void voidDocument(Actor actor, @PathVariable long id, @RequestBody @Valid PutVoiding command) {
        issuing.makeVoid(actor, id, command.reason());
    }

    @PostMapping("/registrations")
    @ResponseStatus(HttpStatus.CREATED)
    RegisteredDocument registerPaperDocument(Actor actor, @RequestBody @Valid RegisterPaper command) {
        StateSecret.refuseLevel(command.secrecy());
        return new RegisteredDocument(documents.register(
                actor,
                new RegisterIncoming(
                        null,
                        command.fromUnitName(),
                        command.number(),
                        command.title(),
                        command.kindCode(),
                        command.urgency(),
                        command.sourceClass(),
                        command.handling(),
                        command.issueDate(),
                        command.receivedAt() == null ? records.now() : command.receivedAt(),
                        command.bodyText() == null ? "" : command.bodyText(),
                        command.paper(),
                        command.attachments() == null ? List.of() : command.attachments())));
    }

    @PutMapping("/{id}/proposal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void proposeHandling(Actor actor, @PathVariable long id, @RequestBody IncomingHandling.ProposeHandling command) {
        incoming.propose(actor, id, command);
    }

    @PutMapping("/{id}/closure")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void closeIncomingDocument(Actor actor, @PathVariable long id, @RequestBody @Valid PutClosure command) {
        incoming.close(actor, id, command.result(), Boolean.TRUE.equals(command.withoutAnswer()));
    }

    @PutMapping("/{id}/result")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reportMemoResult(Actor actor, @PathVariable long id, @RequestBody @Valid PutResult command) {
        incoming.report(actor, id, command.result());
    }
}
