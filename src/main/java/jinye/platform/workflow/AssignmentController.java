package jinye.platform.workflow;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What a handler does with one assignment. */
@RestController
@RequestMapping("/api/workflow/assignments/{id}")
class AssignmentController {

    private static final int WORDS = 2000;

    /**
     * @param choices people chosen for coming nodes that leave it to the sender, in order
     * @param ink     the opinion written by hand, with the hash of the page it was written on
     */
    record Sending(
            @Size(max = 60) @Nullable String decision,
            @Size(max = WORDS) @Nullable String opinion,
            @Size(max = 20) @Nullable Map<String, @Size(max = 200) List<Long>> choices,
            @Nullable Ink ink) {}

    record Draft(
            @Size(max = 60) @Nullable String decision,
            @Size(max = WORDS) @Nullable String opinion) {}

    record ReturnStep(
            @NotNull @Size(max = 100) String node,
            boolean straightBack,
            @NotNull @Size(max = WORDS) String reason) {}

    record Transfer(
            long person, @Size(max = WORDS) @Nullable String reason) {}

    record AddedSigner(
            long person,
            boolean before,
            @Size(max = WORDS) @Nullable String reason) {}

    record SignerAdded(long assignment) {}

    private final jinye.platform.workflow.Sending sending;
    private final Returning returning;
    private final Withdrawing withdrawing;
    private final Sharing sharing;
    private final OpinionDrafts drafts;
    private final HandlerPreview preview;

    AssignmentController(
            jinye.platform.workflow.Sending sending,
            Returning returning,
            Withdrawing withdrawing,
            Sharing sharing,
            OpinionDrafts drafts,
            HandlerPreview preview) {
        this.sending = sending;
        this.returning = returning;
        this.withdrawing = withdrawing;
        this.sharing = sharing;
        this.drafts = drafts;
        this.preview = preview;
    }

    @GetMapping("/next")
    HandlerPreview.Next previewNext(
            Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") @Size(max = 60) String decision) {
        return sending.preview(actor, id, decision, preview);
    }

    @PutMapping("/opening")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void openAssignment(Actor actor, @PathVariable long id) {
        sending.open(actor, id);
    }

    @PutMapping("/opinion-draft")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void saveOpinionDraft(Actor actor, @PathVariable long id, @Valid @RequestBody Draft draft) {
        drafts.save(actor, id, draft.decision(), draft.opinion());
    }

    @PostMapping("/sending")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void sendAssignment(Actor actor, @PathVariable long id, @Valid @RequestBody Sending sent) {
        var choices = sent.choices();
        sending.send(
                actor,
                id,
                new Said(text(sent.decision()), text(sent.opinion()), sent.ink(), null),
                choices == null ? Choices.NONE : new Choices(choices));
    }

    @PostMapping("/return")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void returnAssignment(Actor actor, @PathVariable long id, @Valid @RequestBody ReturnStep back) {
        returning.returnTo(actor, id, back.node(), back.straightBack(), text(back.reason()));
    }

    @PostMapping("/withdrawal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdrawAssignment(Actor actor, @PathVariable long id) {
        withdrawing.withdraw(actor, id);
    }

    @PostMapping("/transfer")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void transferAssignment(Actor actor, @PathVariable long id, @Valid @RequestBody Transfer transfer) {
        sharing.transfer(actor, id, transfer.person(), text(transfer.reason()));
    }

    @PostMapping("/added-signers")
    @ResponseStatus(HttpStatus.CREATED)
    SignerAdded addSigner(Actor actor, @PathVariable long id, @Valid @RequestBody AddedSigner added) {
        return new SignerAdded(sharing.addSigner(actor, id, added.person(), added.before(), text(added.reason())));
    }

    @DeleteMapping("/added-signers/{added}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeSigner(Actor actor, @PathVariable long id, @PathVariable long added) {
        sharing.removeSigner(actor, added);
    }

    @PostMapping("/claim")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void claimAssignment(Actor actor, @PathVariable long id) {
        sharing.claim(actor, id);
    }

    @DeleteMapping("/claim")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void releaseAssignment(Actor actor, @PathVariable long id) {
        sharing.release(actor, id);
    }

    private static String text(@Nullable String written) {
        return written == null ? "" : written.strip();
    }
}
