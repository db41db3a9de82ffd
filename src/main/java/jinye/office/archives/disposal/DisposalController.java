package jinye.office.archives.disposal;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import jinye.kernel.Actor;
import org.jspecify.annotations.Nullable;
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

/** 鉴定、销毁 and 冻结 on the web. */
@RestController
@RequestMapping("/api/archives")
class DisposalController {

    private final Appraisals appraisals;
    private final Disposals disposals;
    private final DisposalPapers papers;
    private final Holds holds;

    DisposalController(Appraisals appraisals, Disposals disposals, DisposalPapers papers, Holds holds) {
        this.appraisals = appraisals;
        this.disposals = disposals;
        this.papers = papers;
        this.holds = holds;
    }

    record NewAppraisal(
            @NotBlank @Size(max = 100) String name,
            @NotEmpty @Size(max = 500) List<@NotNull Long> items,
            @NotEmpty @Size(max = 20) List<@NotNull Long> members) {}

    record GivenOpinion(
            long item,
            @NotNull @Pattern(regexp = "EXTEND|DESTROY") String outcome,
            @Nullable @Pattern(regexp = "Y|D30|D10") String retention,
            @NotBlank @Size(max = 300) String reason) {}

    record GivenOpinions(@NotEmpty @Size(max = 500) List<@Valid @NotNull GivenOpinion> opinions) {}

    record OpenedAppraisal(long id) {}

    record AppraisalConclusion(@Nullable Long disposal) {}

    record DisposalDecision(
            boolean approved, @NotNull @Size(max = 500) String opinion) {}

    record Supervision(@NotEmpty @Size(max = 10) List<@NotNull Long> people) {}

    record KeptItem(long item, @NotBlank @Size(max = 300) String reason) {}

    record Destruction(boolean destroyed) {}

    record HoldReason(@NotBlank @Size(max = 500) String reason) {}

    record NewHold(long id) {}

    @GetMapping("/due")
    List<AppraisalRegister.DueItem> listDue(Actor actor) {
        return appraisals.due(actor);
    }

    @PostMapping("/appraisals")
    @ResponseStatus(HttpStatus.CREATED)
    OpenedAppraisal openAppraisal(Actor actor, @Valid @RequestBody NewAppraisal asked) {
        return new OpenedAppraisal(appraisals.open(actor, asked.name(), asked.items(), asked.members()));
    }

    @GetMapping("/appraisals")
    List<AppraisalRegister.Appraisal> listAppraisals(Actor actor) {
        return appraisals.list(actor);
    }

    @GetMapping("/appraisals/{id}")
    Appraisals.AppraisalView viewAppraisal(Actor actor, @PathVariable long id) {
        return appraisals.view(actor, id);
    }

    @PutMapping("/appraisals/{id}/opinions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void giveOpinions(Actor actor, @PathVariable long id, @Valid @RequestBody GivenOpinions given) {
        appraisals.opine(
                actor,
                id,
                given.opinions().stream()
                        .map(one ->
                                new Appraisals.ItemOpinion(one.item(), one.outcome(), one.retention(), one.reason()))
                        .toList());
    }

    @PutMapping("/appraisals/{id}/conclusion")
    AppraisalConclusion concludeAppraisal(Actor actor, @PathVariable long id) {
        return new AppraisalConclusion(appraisals.conclude(actor, id));
    }

    @GetMapping("/appraisals/{id}/report")
    ResponseEntity<byte[]> printAppraisal(Actor actor, @PathVariable long id) {
        appraisals.view(actor, id);
        return pdf(papers.report(id));
    }

    @GetMapping("/disposals")
    List<DisposalRegister.DisposalRow> listDisposals(Actor actor) {
        return disposals.list(actor);
    }

    @GetMapping("/disposals/{id}")
    Disposals.DisposalView viewDisposal(Actor actor, @PathVariable long id) {
        return disposals.view(actor, id);
    }

    @PutMapping("/disposals/{id}/decision")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void decideDisposal(Actor actor, @PathVariable long id, @Valid @RequestBody DisposalDecision decision) {
        disposals.decide(actor, id, decision.approved(), decision.opinion());
    }

    @PutMapping("/disposals/{id}/supervisors")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void nameSupervisors(Actor actor, @PathVariable long id, @Valid @RequestBody Supervision supervision) {
        disposals.supervise(actor, id, supervision.people());
    }

    @PutMapping("/disposals/{id}/kept-items")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void keepFromDisposal(Actor actor, @PathVariable long id, @Valid @RequestBody KeptItem kept) {
        disposals.remove(actor, id, kept.item(), kept.reason());
    }

    @PutMapping("/disposals/{id}/confirmation")
    Destruction confirmDestruction(Actor actor, @PathVariable long id) {
        return new Destruction(disposals.confirm(actor, id));
    }

    @GetMapping("/disposals/{id}/register")
    ResponseEntity<byte[]> printDisposal(Actor actor, @PathVariable long id) {
        disposals.view(actor, id);
        return pdf(papers.register(id));
    }

    @GetMapping("/holds")
    List<Holds.HoldRow> listHolds(Actor actor, @RequestParam(required = false) @Nullable Long item) {
        return holds.list(actor, item);
    }

    @PostMapping("/items/{id}/holds")
    @ResponseStatus(HttpStatus.CREATED)
    NewHold holdItem(Actor actor, @PathVariable long id, @Valid @RequestBody HoldReason reason) {
        return new NewHold(holds.hold(actor, id, reason.reason()));
    }

    @PutMapping("/holds/{id}/lifting")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void liftHold(Actor actor, @PathVariable long id, @Valid @RequestBody HoldReason reason) {
        holds.lift(actor, id, reason.reason());
    }

    private static ResponseEntity<byte[]> pdf(byte[] pdf) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_PDF).body(pdf);
    }
}
