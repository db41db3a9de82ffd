package jinye.office.documents.seals;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 印章台账. */
@RestController
@RequestMapping("/api/documents/seals")
class SealController {

    record AskNewSeal(
            @NotBlank String kind,
            @NotBlank @Size(max = 60) String name,
            double diameterMillimetres,
            @Nullable Long picture,
            @NotNull Long approvalPaper,
            @NotBlank @Size(max = 500) String purpose,
            @Nullable Long replaces) {}

    record DecideOnSeal(
            boolean approved, @Nullable @Size(max = 500) String opinion) {}

    record EnableSeal(@NotNull LocalDate from, @Nullable LocalDate until) {}

    record NameSealKeepers(
            @NotNull Long keeper,
            @Nullable @Size(max = 10) List<Long> deputies,
            @NotNull LocalDate from,
            @Nullable LocalDate until) {}

    record SealReason(@NotBlank @Size(max = 500) String reason) {}

    record EnterPaperUse(
            @NotBlank @Size(max = 200) String title,
            @Nullable @Size(max = 60) String number,
            @Min(1) @Max(9999) int copies,
            @Min(1) @Max(9999) int pages,
            @NotBlank @Size(max = 60) String askedBy,
            @NotBlank @Size(max = 60) String approvedBy) {}

    record NewSealId(long id) {}

    private final SealDesk desk;
    private final SealViews views;

    SealController(SealDesk desk, SealViews views) {
        this.desk = desk;
        this.views = views;
    }

    @GetMapping
    List<SealViews.SealRow> listSeals(Actor actor) {
        return views.list(actor);
    }

    @GetMapping("/{id}")
    SealViews.SealView showSeal(Actor actor, @PathVariable long id) {
        return views.view(actor, id);
    }

    @GetMapping("/{id}/picture")
    ResponseEntity<byte[]> showSealPicture(Actor actor, @PathVariable long id) {
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_PNG)
                .header("X-Content-Type-Options", "nosniff")
                .body(views.picture(actor, id));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    NewSealId askForSeal(Actor actor, @RequestBody @Valid AskNewSeal asked) {
        return new NewSealId(desk.ask(
                actor,
                new SealDesk.AskSeal(
                        asked.kind(),
                        asked.name(),
                        asked.diameterMillimetres(),
                        asked.picture(),
                        asked.approvalPaper(),
                        asked.purpose(),
                        asked.replaces())));
    }

    @PutMapping("/{id}/decision")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void decideOnSeal(Actor actor, @PathVariable long id, @RequestBody @Valid DecideOnSeal decision) {
        desk.decide(actor, id, decision.approved(), decision.opinion());
    }

    @PutMapping("/{id}/enabling")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void enableSeal(Actor actor, @PathVariable long id, @RequestBody @Valid EnableSeal period) {
        desk.enable(actor, id, period.from(), period.until());
    }

    @PutMapping("/{id}/keepers")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void nameSealKeepers(Actor actor, @PathVariable long id, @RequestBody @Valid NameSealKeepers named) {
        var deputies = named.deputies() == null ? List.<Long>of() : named.deputies();
        desk.nameKeepers(actor, id, named.keeper(), deputies, named.from(), named.until());
    }

    @PutMapping("/{id}/suspension")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void suspendSeal(Actor actor, @PathVariable long id, @RequestBody @Valid SealReason why) {
        desk.suspend(actor, id, why.reason());
    }

    @PutMapping("/{id}/loss")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reportSealLost(Actor actor, @PathVariable long id, @RequestBody @Valid SealReason why) {
        desk.reportLoss(actor, id, why.reason());
    }

    @PutMapping("/{id}/resumption")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void askToResumeSeal(Actor actor, @PathVariable long id, @RequestBody @Valid SealReason why) {
        desk.askFor(actor, id, Pending.RESUMPTION, why.reason());
    }

    @PutMapping("/{id}/destruction")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void askToDestroySeal(Actor actor, @PathVariable long id, @RequestBody @Valid SealReason why) {
        desk.askFor(actor, id, Pending.DESTRUCTION, why.reason());
    }

    @PostMapping("/{id}/uses")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void enterPaperUse(Actor actor, @PathVariable long id, @RequestBody @Valid EnterPaperUse use) {
        desk.enterPaperUse(
                actor, id, use.title(), use.number(), use.copies(), use.pages(), use.askedBy(), use.approvedBy());
    }
}
