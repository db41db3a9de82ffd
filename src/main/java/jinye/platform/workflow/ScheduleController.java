package jinye.platform.workflow;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
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

/** Sending at another moment, or in another hand: appointed sendings, and what a secretary types for a leader. */
@RestController
@RequestMapping("/api/workflow")
class ScheduleController {

    private static final int WORDS = 2000;

    record ScheduledSending(
            @NotNull Instant at,
            @Size(max = 60) @Nullable String decision,
            @Size(max = WORDS) @Nullable String opinion,
            @Size(max = 20) @Nullable Map<String, @Size(max = 200) List<Long>> choices) {}

    record DictatedSending(
            @Size(max = 60) @Nullable String decision,
            @NotNull @Size(max = WORDS) String opinion,
            @Size(max = 20) @Nullable Map<String, @Size(max = 200) List<Long>> choices) {}

    record NewSecretary(long secretary) {}

    record SecretaryAppointed(long id) {}

    record DisputeReason(@NotNull @Size(max = 500) String reason) {}

    /** @param secretaries those the person appointed and those who appointed the person */
    record DictationPage(
            List<Secretaries.SecretaryRow> secretaries,
            List<Dictation.DictationRow> waiting,
            List<Dictation.DictatedRow> toConfirm) {}

    private final Scheduling scheduling;
    private final Dictation dictation;
    private final Secretaries secretaries;
    private final HandlerPreview preview;

    ScheduleController(Scheduling scheduling, Dictation dictation, Secretaries secretaries, HandlerPreview preview) {
        this.scheduling = scheduling;
        this.dictation = dictation;
        this.secretaries = secretaries;
        this.preview = preview;
    }

    @PutMapping("/assignments/{id}/scheduled-sending")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void scheduleSending(Actor actor, @PathVariable long id, @Valid @RequestBody ScheduledSending sent) {
        scheduling.schedule(
                actor, id, Said.of(text(sent.decision()), text(sent.opinion())), choices(sent.choices()), sent.at());
    }

    @DeleteMapping("/assignments/{id}/scheduled-sending")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancelScheduledSending(Actor actor, @PathVariable long id) {
        scheduling.cancel(actor, id);
    }

    @GetMapping("/dictation")
    DictationPage showDictation(Actor actor) {
        return new DictationPage(secretaries.of(actor), dictation.waiting(actor), dictation.toConfirm(actor));
    }

    @PostMapping("/secretaries")
    @ResponseStatus(HttpStatus.CREATED)
    SecretaryAppointed appointSecretary(Actor actor, @Valid @RequestBody NewSecretary appointed) {
        return new SecretaryAppointed(secretaries.appoint(actor, appointed.secretary()));
    }

    @DeleteMapping("/secretaries/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void dismissSecretary(Actor actor, @PathVariable long id) {
        secretaries.dismiss(actor, id);
    }

    @GetMapping("/assignments/{id}/dictation/next")
    HandlerPreview.Next previewDictation(
            Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") @Size(max = 60) String decision) {
        return dictation.preview(actor, id, decision, preview);
    }

    @PostMapping("/assignments/{id}/dictation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void dictateSending(Actor actor, @PathVariable long id, @Valid @RequestBody DictatedSending sent) {
        dictation.send(actor, id, text(sent.decision()), text(sent.opinion()), choices(sent.choices()));
    }

    @PutMapping("/opinions/{id}/confirmation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void confirmDictation(Actor actor, @PathVariable long id) {
        dictation.confirm(actor, id);
    }

    @PutMapping("/opinions/{id}/dispute")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void disputeDictation(Actor actor, @PathVariable long id, @Valid @RequestBody DisputeReason why) {
        dictation.dispute(actor, id, text(why.reason()));
    }

    private static Choices choices(@Nullable Map<String, List<Long>> chosen) {
        return chosen == null ? Choices.NONE : new Choices(chosen);
    }

    private static String text(@Nullable String written) {
        return written == null ? "" : written.strip();
    }
}
