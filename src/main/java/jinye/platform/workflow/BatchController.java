package jinye.platform.workflow;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import jinye.kernel.Actor;
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

/** Working through a list: many at once, the next of a queue, what opens afterwards. */
@RestController
@RequestMapping("/api/workflow")
class BatchController {

    /** @param decision null for the first decision of each item's step */
    record BatchSending(
            @NotEmpty @Size(max = 1000) List<@NotNull Long> assignments,
            @Size(max = 60) @Nullable String decision,
            @Size(max = 2000) @Nullable String opinion) {}

    record Assignee(long person) {}

    record Preference(@NotNull Preferences.AfterHandling afterHandling) {}

    private final Batches batches;
    private final Queueing queueing;
    private final Preferences preferences;

    BatchController(Batches batches, Queueing queueing, Preferences preferences) {
        this.batches = batches;
        this.queueing = queueing;
        this.preferences = preferences;
    }

    /** Sends up to 500 items; each is done, skipped or refused by itself. */
    @PutMapping("/todo/sending")
    Batches.BatchAnswer sendTogether(Actor actor, @Valid @RequestBody BatchSending batch) {
        return batches.send(actor, batch.assignments(), text(batch.decision()), text(batch.opinion()));
    }

    /** The same without doing it. */
    @PutMapping("/todo/sending/preview")
    Batches.BatchAnswer previewTogether(Actor actor, @Valid @RequestBody BatchSending batch) {
        return batches.preview(actor, batch.assignments(), text(batch.decision()), text(batch.opinion()));
    }

    /** What nobody has claimed yet, of the pools the person belongs to or whose members the person leads. */
    @GetMapping("/queue")
    List<Queueing.QueueRow> listQueue(Actor actor) {
        return queueing.list(actor);
    }

    @PostMapping("/queue/next")
    Queueing.Taken claimNext(Actor actor) {
        return queueing.next(actor);
    }

    @PutMapping("/matters/{id}/steps/{step}/claimant")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void assignClaimant(
            Actor actor, @PathVariable long id, @PathVariable long step, @Valid @RequestBody Assignee assignee) {
        queueing.assign(actor, id, step, assignee.person());
    }

    @GetMapping("/preference")
    Preference showPreference(Actor actor) {
        return new Preference(preferences.afterHandling(actor));
    }

    @PutMapping("/preference")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changePreference(Actor actor, @Valid @RequestBody Preference preference) {
        preferences.choose(actor, preference.afterHandling());
    }

    private static String text(@Nullable String written) {
        return written == null ? "" : written.strip();
    }
}
