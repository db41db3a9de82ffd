package jinye.safeguard.certificates;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import jinye.kernel.Actor;
import jinye.safeguard.cryptography.CertificateFiles;
import jinye.safeguard.cryptography.Family;
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

/** The trust list, and judging a certificate that somebody sent. */
@RestController
@RequestMapping("/api/certificates")
class TrustController {

    private final TrustDesk desk;
    private final TrustList trust;
    private final Validation validation;
    private final Clock clock;

    TrustController(TrustDesk desk, TrustList trust, Validation validation, Clock clock) {
        this.desk = desk;
        this.trust = trust;
        this.validation = validation;
        this.clock = clock;
    }

    /** @param anchor trust begins here; false for one in between */
    record OutsideProposal(
            @NotBlank @Size(max = Sent.LENGTH_MAX) String file,
            @NotBlank @Size(max = 100) String name,
            boolean anchor,
            @NotNull @Size(max = 8) Set<Purpose> purposes,
            boolean listNeeded,
            @Nullable @Size(max = 500) String listUrl,
            @NotBlank @Size(max = 500) String reason) {}

    record TrustOpinion(@NotNull @Size(max = 500) String opinion) {}

    record OutsideListFile(
            @NotBlank @Size(max = Sent.LENGTH_MAX) String file) {}

    record Proposal(long id) {}

    /** @param listGood null when there is no list */
    record OutsideRow(
            long id,
            String name,
            String subject,
            String fingerprint,
            String familyTerm,
            Instant from,
            Instant until,
            boolean anchor,
            List<Purpose> purposes,
            List<String> purposeTerms,
            boolean listNeeded,
            @Nullable String listUrl,
            @Nullable Instant listMadeAt,
            @Nullable Instant listNextAt,
            @Nullable Boolean listGood,
            OutsideAuthority.State state,
            String stateTerm,
            String reason,
            String proposedBy,
            Instant proposedAt,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            @Nullable String opinion) {}

    record CertificateTrial(
            @NotBlank @Size(max = Sent.LENGTH_MAX) String file,
            @NotNull Purpose purpose,
            @Nullable Instant at) {}

    record CertificateTrialCheck(Verdict.Step step, String stepTerm, boolean passed, String sentence) {}

    /** @param path subjects, the certificate first */
    record CertificateTrialResult(
            boolean valid,
            String subject,
            Instant at,
            List<CertificateTrialCheck> checks,
            List<String> path,
            @Nullable Long issued) {}

    @GetMapping("/outside-authorities")
    List<OutsideRow> listOutsideAuthorities(Actor actor) {
        actor.require("certificates.read");
        return desk.all().stream().map(this::row).toList();
    }

    @PostMapping("/outside-authorities")
    @ResponseStatus(HttpStatus.CREATED)
    Proposal proposeOutsideAuthority(Actor actor, @Valid @RequestBody OutsideProposal proposal) {
        return new Proposal(desk.propose(
                actor,
                new TrustDesk.Proposed(
                        Sent.bytes(proposal.file()),
                        proposal.name(),
                        proposal.anchor(),
                        proposal.purposes(),
                        proposal.listNeeded(),
                        proposal.listUrl(),
                        proposal.reason())));
    }

    @PutMapping("/outside-authorities/{id}/confirmation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void confirmOutsideAuthority(Actor actor, @PathVariable long id, @Valid @RequestBody TrustOpinion opinion) {
        desk.confirm(actor, id, opinion.opinion());
    }

    @PutMapping("/outside-authorities/{id}/refusal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void refuseOutsideAuthority(Actor actor, @PathVariable long id, @Valid @RequestBody TrustOpinion opinion) {
        desk.refuse(actor, id, opinion.opinion());
    }

    @PutMapping("/outside-authorities/{id}/ending")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endOutsideAuthority(Actor actor, @PathVariable long id, @Valid @RequestBody TrustOpinion opinion) {
        desk.end(actor, id, opinion.opinion());
    }

    @PutMapping("/outside-authorities/{id}/list")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void loadOutsideList(Actor actor, @PathVariable long id, @Valid @RequestBody OutsideListFile list) {
        desk.load(actor, id, Sent.bytes(list.file()));
    }

    /** The first certificate of the file is judged, the others are taken as what came along. */
    @PostMapping("/trials")
    CertificateTrialResult judgeCertificate(Actor actor, @Valid @RequestBody CertificateTrial trial) {
        actor.require("certificates.read");
        var sent = CertificateFiles.certificates(Sent.bytes(trial.file()));
        var verdict = validation.judge(
                sent.getFirst(), sent, trial.purpose(), trial.at() == null ? clock.instant() : trial.at());
        return new CertificateTrialResult(
                verdict.valid(),
                Names.text(verdict.certificate()),
                verdict.at(),
                verdict.checks().stream()
                        .map(check -> new CertificateTrialCheck(
                                check.step(), check.step().term(), check.passed(), check.sentence()))
                        .toList(),
                verdict.path().stream().map(CertificateFiles::name).toList(),
                verdict.issued());
    }

    private OutsideRow row(OutsideAuthority one) {
        var list = trust.listOf(one);
        return new OutsideRow(
                one.id(),
                one.name(),
                Names.text(one.certificate()),
                one.fingerprint(),
                Family.of(one.certificate().getPublicKey()).term(),
                one.certificate().getNotBefore().toInstant(),
                one.certificate().getNotAfter().toInstant(),
                one.anchor(),
                one.purposes().stream().sorted().toList(),
                one.purposes().stream().sorted().map(Purpose::term).toList(),
                one.listNeeded(),
                one.listUrl(),
                list.map(OutsideList::made).orElse(null),
                list.map(OutsideList::next).orElse(null),
                list.map(found -> found.goodAt(clock.instant())).orElse(null),
                one.state(),
                one.state().term(),
                one.reason(),
                one.proposedBy(),
                one.proposedAt(),
                one.decidedBy(),
                one.decidedAt(),
                one.opinion());
    }
}
