package jinye.platform.workflow;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
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

/** One matter: its page, telling others about it, and steering it. */
@RestController
@RequestMapping("/api/workflow")
class MatterController {

    private static final int WORDS = 2000;

    record Circulation(
            @NotEmpty @Size(max = 200) List<@NotNull Long> readers,
            @Size(max = WORDS) @Nullable String note) {}

    record Reading(@Size(max = WORDS) @Nullable String opinion) {}

    record Urging(@Size(max = 200) @Nullable String note) {}

    record MatterUrged(List<String> people) {}

    record MatterReason(@NotNull @Size(max = WORDS) String reason) {}

    /** @param choices people for the node when it is one that leaves it to the sender */
    record Move(
            @NotNull @Size(max = 100) String node,
            @NotNull @Size(max = WORDS) String reason,
            @Size(max = 20) @Nullable Map<String, @Size(max = 200) List<Long>> choices) {

        Choices people() {
            return choices == null ? Choices.NONE : new Choices(choices);
        }
    }

    private final MatterPages pages;
    private final Circulating circulating;
    private final Steering steering;
    private final Administration administration;

    MatterController(MatterPages pages, Circulating circulating, Steering steering, Administration administration) {
        this.pages = pages;
        this.circulating = circulating;
        this.steering = steering;
        this.administration = administration;
    }

    @GetMapping("/matters/{id}")
    MatterPage showMatter(Actor actor, @PathVariable long id) {
        return pages.of(actor, id);
    }

    @GetMapping("/matters")
    MatterPage findMatter(Actor actor, @RequestParam @Size(max = 100) String kind, @RequestParam long record) {
        return pages.of(actor, kind, record);
    }

    @GetMapping("/matters/{id}/diagram")
    MatterPages.Diagram drawMatter(Actor actor, @PathVariable long id) {
        return pages.diagram(actor, id);
    }

    @PostMapping("/matters/{id}/circulations")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void circulateMatter(Actor actor, @PathVariable long id, @Valid @RequestBody Circulation circulation) {
        circulating.circulate(actor, id, circulation.readers(), text(circulation.note()));
    }

    @PutMapping("/circulations/{id}/reading")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void readCirculation(Actor actor, @PathVariable long id, @Valid @RequestBody Reading reading) {
        circulating.read(actor, id, text(reading.opinion()));
    }

    @PostMapping("/matters/{id}/urging")
    MatterUrged urgeMatter(Actor actor, @PathVariable long id, @Valid @RequestBody Urging urging) {
        return new MatterUrged(circulating.urge(actor, id, text(urging.note())));
    }

    @PutMapping("/matters/{id}/suspension")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void suspendMatter(Actor actor, @PathVariable long id, @Valid @RequestBody MatterReason reason) {
        administration.require(actor, id);
        steering.suspend(actor, id, text(reason.reason()));
    }

    @DeleteMapping("/matters/{id}/suspension")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void resumeMatter(Actor actor, @PathVariable long id) {
        administration.require(actor, id);
        steering.resume(actor, id);
    }

    @PostMapping("/matters/{id}/jump")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void jumpMatter(Actor actor, @PathVariable long id, @Valid @RequestBody Move move) {
        administration.require(actor, id);
        steering.jump(actor, id, move.node(), text(move.reason()), move.people());
    }

    @PostMapping("/matters/{id}/termination")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void terminateMatter(Actor actor, @PathVariable long id, @Valid @RequestBody MatterReason reason) {
        administration.require(actor, id);
        steering.terminate(actor, id, text(reason.reason()));
    }

    @PostMapping("/matters/{id}/reopening")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reopenMatter(Actor actor, @PathVariable long id, @Valid @RequestBody Move move) {
        administration.require(actor, id);
        steering.reopen(actor, id, move.node(), text(move.reason()), move.people());
    }

    private static String text(@Nullable String written) {
        return written == null ? "" : written.strip();
    }
}
