package jinye.platform.workflow;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import jinye.kernel.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What people arrange for themselves: who stands in for them, and the phrases they use. */
@RestController
@RequestMapping("/api/workflow")
class PersonalController {

    /** @param kinds null or empty means all kinds. @param from null means at once */
    record Delegation(
            long substitute,
            @Size(max = 50) @Nullable List<@NotNull @Size(max = 100) String> kinds,
            @Nullable Instant from,
            @NotNull Instant until,
            @Size(max = 200) @Nullable String reason) {}

    record DelegationMade(long id) {}

    record NewPhrase(@NotBlank @Size(max = 200) String text) {}

    private final Delegations delegations;
    private final Phrases phrases;
    private final java.time.Clock clock;

    PersonalController(Delegations delegations, Phrases phrases, java.time.Clock clock) {
        this.delegations = delegations;
        this.phrases = phrases;
        this.clock = clock;
    }

    /** Those one gave and those one received, of the last year. */
    @GetMapping("/delegations")
    List<Delegations.DelegationRow> listDelegations(Actor actor) {
        return delegations.of(actor);
    }

    @PostMapping("/delegations")
    @ResponseStatus(HttpStatus.CREATED)
    DelegationMade delegate(Actor actor, @Valid @RequestBody Delegation d) {
        var kinds = d.kinds();
        var from = d.from();
        var reason = d.reason();
        return new DelegationMade(delegations.delegate(
                actor,
                d.substitute(),
                kinds == null ? List.of() : kinds,
                from == null ? clock.instant() : from,
                d.until(),
                reason == null ? "" : reason.strip()));
    }

    @DeleteMapping("/delegations/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endDelegation(Actor actor, @PathVariable long id) {
        delegations.end(actor, id);
    }

    @GetMapping("/phrases")
    List<Phrases.Phrase> listPhrases(Actor actor) {
        return phrases.of(actor);
    }

    @PostMapping("/phrases")
    @ResponseStatus(HttpStatus.CREATED)
    Phrases.Phrase addPhrase(Actor actor, @Valid @RequestBody NewPhrase phrase) {
        return phrases.add(actor, phrase.text().strip());
    }

    @DeleteMapping("/phrases/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removePhrase(Actor actor, @PathVariable long id) {
        phrases.remove(actor, id);
    }
}
