package jinye.platform.workflow;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.Urgency;
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

/** Who looks after the work of others: handing it over, and how the system urges. */
@RestController
@RequestMapping("/api/workflow")
class StewardController {

    /** @param kinds null or empty for all */
    record NewHandOver(
            long from,
            long to,
            @Size(max = 50) @Nullable List<@NotNull @Size(max = 100) String> kinds,
            @NotNull @Size(max = 500) String reason) {}

    record UrgingPage(UrgingPolicy.Policy current, List<UrgingPolicy.Policy> earlier, boolean mayChange) {}

    record NewUrgingPolicy(
            @NotNull LocalTime quietFrom,
            @NotNull LocalTime quietUntil,
            @NotNull @Size(max = 300) String source,
            @NotNull @Size(max = 3) Map<Urgency, @Size(max = 20) List<UrgingPolicy.Stage>> stages) {}

    private final HandOvers handOvers;
    private final UrgingPolicy urging;
    private final Clock clock;

    StewardController(HandOvers handOvers, UrgingPolicy urging, Clock clock) {
        this.handOvers = handOvers;
        this.urging = urging;
        this.clock = clock;
    }

    @GetMapping("/hand-overs")
    List<HandOvers.HandOverRow> listHandOvers(Actor actor) {
        return handOvers.list(actor);
    }

    @GetMapping("/hand-overs/preview")
    HandOvers.HandOverPreview previewHandOver(
            Actor actor,
            @RequestParam long from,
            @RequestParam long to,
            @RequestParam(required = false) @Size(max = 50) @Nullable List<String> kinds) {
        return handOvers.preview(actor, from, to, kinds == null ? List.of() : kinds);
    }

    @PostMapping("/hand-overs")
    @ResponseStatus(HttpStatus.CREATED)
    HandOvers.HandOverAnswer handOverAll(Actor actor, @Valid @RequestBody NewHandOver h) {
        var kinds = h.kinds();
        return handOvers.handOver(
                actor,
                h.from(),
                h.to(),
                kinds == null ? List.of() : kinds,
                h.reason().strip());
    }

    @PutMapping("/hand-overs/{id}/undoing")
    HandOvers.UndoAnswer undoHandOver(Actor actor, @PathVariable long id) {
        return handOvers.undo(actor, id);
    }

    @GetMapping("/urging-policy")
    UrgingPage showUrgingPolicy(Actor actor) {
        var all = urging.all();
        return new UrgingPage(all.getFirst(), all.subList(1, all.size()), Administration.oversees(actor));
    }

    /** What would happen to something that arrives at the moment and is not touched. */
    @GetMapping("/urging-policy/preview")
    List<UrgingPolicy.Foreseen> foreseeUrging(
            Actor actor,
            @RequestParam Urgency urgency,
            @RequestParam(required = false) @Nullable Instant start,
            @RequestParam(defaultValue = "8") @Min(1) @Max(30) int number) {
        return urging.foresee(urging.current(), urgency, start == null ? clock.instant() : start, number);
    }

    @PutMapping("/urging-policy")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changeUrgingPolicy(Actor actor, @Valid @RequestBody NewUrgingPolicy wanted) {
        urging.change(
                actor, wanted.quietFrom(), wanted.quietUntil(), wanted.source().strip(), wanted.stages());
    }
}
