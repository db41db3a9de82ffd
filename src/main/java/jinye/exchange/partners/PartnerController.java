package jinye.exchange.partners;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import jinye.kernel.Actor;
import jinye.safeguard.cryptography.CertificateFiles;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The desk of partners. */
@RestController
@RequestMapping("/api/partners")
class PartnerController {

    private final PartnerDesk desk;
    private final Partners partners;
    private final OurNode node;
    private final Carrier carrier;
    private final Incidents incidents;
    private final AddressBooks books;
    private final Succession succession;

    PartnerController(
            PartnerDesk desk,
            Partners partners,
            OurNode node,
            Carrier carrier,
            Incidents incidents,
            AddressBooks books,
            Succession succession) {
        this.desk = desk;
        this.partners = partners;
        this.node = node;
        this.carrier = carrier;
        this.incidents = incidents;
        this.books = books;
        this.succession = succession;
    }

    /** @param card Base64 of the file */
    record PartnerProposal(
            @NotBlank @Size(max = 2 * NodeCard.SIZE_MAX) String card,
            @Nullable @Size(max = 300) String address,
            boolean direct,
            boolean encrypted,
            @NotBlank @Size(max = 500) String reason) {}

    record PartnerProposed(long id) {}

    /** @param fingerprint the last eight characters at least, as the other side read them out */
    record PartnerConfirmation(@NotBlank @Size(max = 100) String fingerprint) {}

    record PartnerOpinion(@NotNull @Size(max = 500) String opinion) {}

    record DirectPermission(
            boolean direct, @NotBlank @Size(max = 500) String opinion) {}

    record CipherAgreement(
            boolean encrypted, @NotBlank @Size(max = 500) String opinion) {}

    record PartnerUnit(String code, String name, String levelTerm) {}

    /** 通讯录 of a partner as it holds now, and what changed, newest first. */
    record PartnerBook(@Nullable Instant takenAt, List<PartnerUnit> units, List<AddressBooks.BookChange> changes) {}

    record PartnerCertificate(
            String subject,
            String useTerm,
            String fingerprint,
            Instant from,
            Instant until,
            @Nullable Instant acceptedUntil,
            boolean trusted,
            String source) {}

    record PartnerRow(
            long id,
            String code,
            String name,
            String levelTerm,
            String address,
            Partner.State state,
            String stateTerm,
            boolean direct,
            boolean encrypted,
            String reason,
            String proposedBy,
            Instant proposedAt,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            @Nullable String opinion,
            @Nullable Instant reachedAt,
            @Nullable Long skewSeconds,
            @Nullable String trouble,
            @Nullable Instant restoredAt,
            List<PartnerCertificate> certificates) {}

    /** @param card Base64 of the file */
    record NodeCardFile(String name, String card) {}

    record OwnNode(String code, String name, String address, String fingerprint) {}

    @GetMapping
    List<PartnerRow> listPartners(Actor actor) {
        actor.require("partners.read");
        return partners.all().stream().map(this::row).toList();
    }

    @GetMapping("/own")
    OwnNode showOwnNode(Actor actor) {
        actor.require("partners.read");
        return new OwnNode(node.code(), node.unit().name(), node.address(), desk.ownFingerprint());
    }

    @PostMapping("/own/card")
    NodeCardFile makeNodeCard(Actor actor) {
        return new NodeCardFile(
                node.unit().shortName() + "接入卡.jinyecard", Base64.getEncoder().encodeToString(desk.ownCard(actor)));
    }

    /** 更换本节点签名证书: partners hear of it under the old one. */
    @PutMapping("/own/certificate")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void renewNodeCertificate(Actor actor, @Valid @RequestBody PartnerOpinion opinion) {
        succession.renew(actor, opinion.opinion());
        partners.active().forEach(partner -> carrier.wake(partner.id()));
    }

    @GetMapping("/{id}/book")
    PartnerBook showAddressBook(Actor actor, @PathVariable long id) {
        actor.require("partners.read");
        var partner = partners.partner(id);
        return new PartnerBook(
                partner.bookTakenAt(),
                books.units(partner).stream()
                        .map(unit -> new PartnerUnit(
                                unit.code(), unit.name(), unit.level().term()))
                        .toList(),
                books.changes(id));
    }

    @GetMapping("/incidents")
    List<Incidents.Incident> listIncidents(Actor actor) {
        actor.require("partners.read");
        return incidents.newest(200);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    PartnerProposed proposePartner(Actor actor, @Valid @RequestBody PartnerProposal proposal) {
        return new PartnerProposed(desk.propose(
                actor,
                new PartnerDesk.Proposed(
                        bytes(proposal.card()),
                        proposal.address(),
                        proposal.direct(),
                        proposal.encrypted(),
                        proposal.reason())));
    }

    @PutMapping("/{id}/confirmation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void confirmPartner(Actor actor, @PathVariable long id, @Valid @RequestBody PartnerConfirmation confirmation) {
        desk.confirm(actor, id, confirmation.fingerprint());
        carrier.wake(id);
    }

    @PutMapping("/{id}/refusal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void refusePartner(Actor actor, @PathVariable long id, @Valid @RequestBody PartnerOpinion opinion) {
        desk.refuse(actor, id, opinion.opinion());
    }

    @PutMapping("/{id}/suspension")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void suspendPartner(Actor actor, @PathVariable long id, @Valid @RequestBody PartnerOpinion opinion) {
        desk.suspend(actor, id, opinion.opinion());
    }

    @PutMapping("/{id}/resumption")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void resumePartner(Actor actor, @PathVariable long id) {
        desk.resume(actor, id);
        carrier.wake(id);
    }

    @PutMapping("/{id}/direct")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void permitDirectExchange(Actor actor, @PathVariable long id, @Valid @RequestBody DirectPermission permission) {
        desk.permitDirect(actor, id, permission.direct(), permission.opinion());
    }

    @PutMapping("/{id}/encryption")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void agreeOnCipher(Actor actor, @PathVariable long id, @Valid @RequestBody CipherAgreement agreement) {
        desk.encrypt(actor, id, agreement.encrypted(), agreement.opinion());
    }

    /** 立即重试: the line is tried now, whatever pause it is in. */
    @PostMapping("/{id}/attempts")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void tryPartner(Actor actor, @PathVariable long id) {
        actor.require("partners.read");
        carrier.wake(partners.partner(id).id());
    }

    private static byte[] bytes(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException malformed) {
            throw new NodeCard.NoCard();
        }
    }

    private PartnerRow row(Partner partner) {
        return new PartnerRow(
                partner.id(),
                partner.code(),
                partner.name(),
                partner.level().term(),
                partner.address(),
                partner.state(),
                partner.state().term(),
                partner.direct(),
                partner.encrypted(),
                partner.reason(),
                partner.proposedByName(),
                partner.proposedAt(),
                partner.decidedByName(),
                partner.decidedAt(),
                partner.opinion(),
                partner.reachedAt(),
                partner.skewSeconds(),
                partner.trouble(),
                partner.restoredAt(),
                partners.certificates(partner.id()).stream()
                        .map(known -> new PartnerCertificate(
                                CertificateFiles.name(known.certificate()),
                                known.use().equals("SIGNING") ? "签名" : "加密",
                                known.fingerprint(),
                                known.certificate().getNotBefore().toInstant(),
                                known.certificate().getNotAfter().toInstant(),
                                known.acceptedUntil(),
                                known.trusted() && known.endedAt() == null,
                                known.source()))
                        .toList());
    }
}
