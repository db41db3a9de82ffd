package jinye.safeguard.certificates;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.Page;
import jinye.safeguard.cryptography.CertificateFiles;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Certificates for those who keep them in order, and the authorities behind them. */
@RestController
@RequestMapping("/api/certificates")
class CertificateController {

    private final CertificateList list;
    private final CertificateRegister register;
    private final CertificateDesk desk;
    private final Authorities authorities;
    private final RevocationLists lists;
    private final RequestRegister requests;
    private final PublicAddresses addresses;

    CertificateController(
            CertificateList list,
            CertificateRegister register,
            CertificateDesk desk,
            Authorities authorities,
            RevocationLists lists,
            RequestRegister requests,
            PublicAddresses addresses) {
        this.list = list;
        this.register = register;
        this.desk = desk;
        this.authorities = authorities;
        this.lists = lists;
        this.requests = requests;
        this.addresses = addresses;
    }

    /** @param listNumber null while nobody has asked for its list */
    record AuthorityView(
            long id,
            String slug,
            String name,
            String rankTerm,
            String familyTerm,
            String fingerprint,
            Instant from,
            Instant until,
            @Nullable Long listNumber,
            @Nullable Instant listMadeAt,
            @Nullable Instant listNextAt) {}

    record CertificateOverview(
            List<AuthorityView> authorities,
            String keyPlace,
            String address,
            Map<CertificateList.Standing, Long> standing,
            long pendingRequests) {}

    /** @param keyPlace where the private key lies: at the server, elsewhere, or nowhere any more */
    record CertificateView(
            CertificateList.CertificateRow row,
            String subject,
            String issuer,
            String fingerprint,
            String keyPlace,
            List<CertificateList.LifeLine> life,
            List<CertificateList.CertificateRow> others) {}

    record CertificateNote(@NotBlank @Size(max = 500) String note) {}

    record CertificateRevocation(
            @NotNull RevocationReason reason,
            @NotBlank @Size(max = 500) String note) {}

    @GetMapping("/overview")
    CertificateOverview viewCertificateOverview(Actor actor) {
        actor.require("certificates.read");
        return new CertificateOverview(
                authorities.all().stream().map(this::view).toList(),
                authorities.keyPlace(),
                addresses.base() + PublicAddresses.ROOT,
                list.counts(new CertificateList.Chosen("", "", "", "", "")),
                requests.pending());
    }

    @GetMapping("/issued")
    Page<CertificateList.CertificateRow> listCertificates(
            Actor actor,
            @RequestParam(defaultValue = "") @Size(max = 100) String text,
            @RequestParam(defaultValue = "") @Size(max = 20) String kind,
            @RequestParam(defaultValue = "") @Size(max = 20) String use,
            @RequestParam(defaultValue = "") @Size(max = 20) String family,
            @RequestParam(defaultValue = "") @Size(max = 20) String standing,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int size) {
        actor.require("certificates.read");
        return list.page(new CertificateList.Chosen(text, kind, use, family, standing), after, size);
    }

    @GetMapping("/issued/counts")
    Map<CertificateList.Standing, Long> countCertificates(
            Actor actor,
            @RequestParam(defaultValue = "") @Size(max = 100) String text,
            @RequestParam(defaultValue = "") @Size(max = 20) String kind,
            @RequestParam(defaultValue = "") @Size(max = 20) String use,
            @RequestParam(defaultValue = "") @Size(max = 20) String family) {
        actor.require("certificates.read");
        return list.counts(new CertificateList.Chosen(text, kind, use, family, ""));
    }

    @GetMapping("/issued/{id}")
    CertificateView viewCertificate(Actor actor, @PathVariable long id) {
        var certificate = readable(actor, id);
        return new CertificateView(
                list.one(id),
                Names.text(certificate.certificate()),
                authorities.authority(certificate.authority()).name(),
                CertificateFiles.fingerprint(certificate.certificate()),
                keyPlace(certificate),
                list.life(id),
                list.of(certificate.holder()).stream()
                        .filter(other -> other.id() != id)
                        .toList());
    }

    /** The certificate with those above it, for other programs. A certificate is public; keys are never given out. */
    @GetMapping("/issued/{id}/file")
    ResponseEntity<byte[]> downloadCertificate(Actor actor, @PathVariable long id) {
        var certificate = readable(actor, id);
        var chain = new java.util.ArrayList<>(List.of(certificate.certificate()));
        chain.addAll(authorities.chain(authorities.authority(certificate.authority())));
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, "application/x-pem-file")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + certificate.serial() + ".pem\"")
                .body(CertificateFiles.pem(chain).getBytes(StandardCharsets.US_ASCII));
    }

    @PutMapping("/issued/{id}/suspension")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void suspendCertificate(Actor actor, @PathVariable long id, @Valid @RequestBody CertificateNote note) {
        desk.suspend(actor, id, note.note());
    }

    @PutMapping("/issued/{id}/resumption")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void resumeCertificate(Actor actor, @PathVariable long id, @Valid @RequestBody CertificateNote note) {
        desk.resume(actor, id, note.note());
    }

    @PutMapping("/issued/{id}/revocation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revokeCertificate(Actor actor, @PathVariable long id, @Valid @RequestBody CertificateRevocation revocation) {
        desk.revoke(actor, id, revocation.reason(), revocation.note());
    }

    /** People see their own; for others one must be allowed to. What one may not see does not exist. */
    private IssuedCertificate readable(Actor actor, long id) {
        var certificate = register.certificate(id);
        if (!actor.may("certificates.read") && !certificate.holder().equals(Holder.person(actor.person()))) {
            throw new CertificateRegister.NoSuchCertificate();
        }
        return certificate;
    }

    private static String keyPlace(IssuedCertificate certificate) {
        if (certificate.heldKey() == null) {
            return "自行保管";
        }
        return certificate.state() == CertificateState.REVOKED && certificate.use() != CertificateUse.ENCRYPTION
                ? "已销毁"
                : "服务器保管";
    }

    private AuthorityView view(Authority authority) {
        var newest = lists.newest(authority);
        return new AuthorityView(
                authority.id(),
                authority.slug(),
                authority.name(),
                authority.rank().term(),
                authority.family().term(),
                CertificateFiles.fingerprint(authority.certificate()),
                authority.certificate().getNotBefore().toInstant(),
                authority.certificate().getNotAfter().toInstant(),
                newest.map(RevocationLists.Published::number).orElse(null),
                newest.map(RevocationLists.Published::made).orElse(null),
                newest.map(RevocationLists.Published::next).orElse(null));
    }
}
