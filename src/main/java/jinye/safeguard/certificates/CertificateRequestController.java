package jinye.safeguard.certificates;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import jinye.kernel.Actor;
import jinye.kernel.Page;
import jinye.safeguard.cryptography.Family;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Asking for certificates, for oneself and for others, and deciding about it. */
@RestController
@RequestMapping("/api/certificates")
class CertificateRequestController {

    private final RequestDesk desk;
    private final RequestRegister requests;
    private final CertificateList list;
    private final CertificateDesk certificates;

    CertificateRequestController(
            RequestDesk desk, RequestRegister requests, CertificateList list, CertificateDesk certificates) {
        this.desk = desk;
        this.requests = requests;
        this.list = list;
        this.certificates = certificates;
    }

    /** @param file PKCS#10 in PEM or Base64, null when the server shall hold the key */
    record OwnCertificateAsking(
            @NotNull Family family,
            boolean dual,
            @Min(1) @Max(5) int years,
            @Nullable @Size(max = 50_000) String file,
            @NotBlank @Size(max = 500) String reason) {}

    record CertificateAsking(
            @NotNull Holder.Kind kind,
            @NotBlank @Size(max = 200) String key,
            @NotNull Family family,
            boolean dual,
            @Min(1) @Max(5) int years,
            @Nullable @Size(max = 50_000) String file,
            @NotBlank @Size(max = 500) String reason) {}

    record RequestOpinion(@NotNull @Size(max = 500) String opinion) {}

    record CertificateLoss(@NotBlank @Size(max = 500) String note) {}

    record AskedRequest(long id) {}

    record IssuedTo(List<Long> certificates) {}

    /** @param decidable the reader may approve or refuse it: not one's own, nor for oneself */
    record CertificateRequestRow(
            long id,
            Holder.Kind kind,
            String kindTerm,
            String holderName,
            Family family,
            boolean dual,
            int years,
            boolean ownKey,
            boolean renewal,
            String reason,
            RequestState state,
            String stateTerm,
            String askedByName,
            Instant askedAt,
            @Nullable String decidedByName,
            @Nullable Instant decidedAt,
            @Nullable String opinion,
            boolean decidable,
            boolean withdrawable) {}

    record OwnCertificates(List<CertificateList.CertificateRow> certificates, List<CertificateRequestRow> requests) {}

    record WaitingRequests(long pending) {}

    @GetMapping("/own")
    OwnCertificates viewOwnCertificates(Actor actor) {
        return new OwnCertificates(
                list.of(Holder.person(actor.person())),
                requests.around(actor.person()).stream()
                        .map(request -> row(actor, request))
                        .toList());
    }

    @PostMapping("/own/requests")
    @ResponseStatus(HttpStatus.CREATED)
    AskedRequest askForOwnCertificate(Actor actor, @Valid @RequestBody OwnCertificateAsking asking) {
        return new AskedRequest(desk.ask(
                actor,
                new RequestDesk.Asked(
                        Holder.person(actor.person()),
                        asking.family(),
                        asking.dual(),
                        asking.years(),
                        file(asking.file()),
                        asking.reason())));
    }

    @PutMapping("/own/issued/{id}/loss")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reportLossOfCertificate(Actor actor, @PathVariable long id, @Valid @RequestBody CertificateLoss loss) {
        certificates.reportLoss(actor, id, loss.note());
    }

    @GetMapping("/requests")
    Page<CertificateRequestRow> listCertificateRequests(
            Actor actor,
            @RequestParam(required = false) @Nullable RequestState state,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int size) {
        actor.require("certificates.read");
        var page = requests.page(state, after, size);
        return new Page<>(
                page.items().stream().map(request -> row(actor, request)).toList(), page.next());
    }

    @GetMapping("/requests/counts")
    WaitingRequests countCertificateRequests(Actor actor) {
        return new WaitingRequests(actor.may("certificates.manage") ? requests.pending() : 0);
    }

    @PostMapping("/requests")
    @ResponseStatus(HttpStatus.CREATED)
    AskedRequest askForCertificate(Actor actor, @Valid @RequestBody CertificateAsking asking) {
        if (asking.kind() == Holder.Kind.SERVICE || asking.kind() == Holder.Kind.SEAL) {
            throw new RequestDesk.NotAskable("certificates.not-at-this-desk");
        }
        if (asking.kind().inDirectory() && !asking.key().matches("[0-9]{1,18}")) {
            throw new RequestDesk.NotAskable("certificates.no-such-holder");
        }
        return new AskedRequest(desk.ask(
                actor,
                new RequestDesk.Asked(
                        new Holder(asking.kind(), asking.key().strip()),
                        asking.family(),
                        asking.dual(),
                        asking.years(),
                        file(asking.file()),
                        asking.reason())));
    }

    @PutMapping("/requests/{id}/approval")
    IssuedTo approveCertificateRequest(Actor actor, @PathVariable long id, @Valid @RequestBody RequestOpinion opinion) {
        return new IssuedTo(desk.approve(actor, id, opinion.opinion()));
    }

    @PutMapping("/requests/{id}/refusal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void refuseCertificateRequest(Actor actor, @PathVariable long id, @Valid @RequestBody RequestOpinion opinion) {
        desk.refuse(actor, id, opinion.opinion());
    }

    @PutMapping("/requests/{id}/withdrawal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdrawCertificateRequest(Actor actor, @PathVariable long id) {
        desk.withdraw(actor, id);
    }

    private static byte @Nullable [] file(@Nullable String text) {
        return text == null || text.isBlank() ? null : Sent.bytes(text);
    }

    private static CertificateRequestRow row(Actor actor, CertificateRequest request) {
        boolean pending = request.state() == RequestState.PENDING;
        boolean own = request.askedBy() == actor.person();
        return new CertificateRequestRow(
                request.id(),
                request.holder().kind(),
                request.holder().kind().term(),
                request.holderName(),
                request.family(),
                request.dual(),
                request.years(),
                request.file() != null,
                request.renews() != null,
                request.reason(),
                request.state(),
                request.state().term(),
                request.askedByName(),
                request.askedAt(),
                request.decidedByName(),
                request.decidedAt(),
                request.opinion(),
                pending
                        && !own
                        && actor.may("certificates.manage")
                        && !request.holder().equals(Holder.person(actor.person())),
                pending && own);
    }
}
