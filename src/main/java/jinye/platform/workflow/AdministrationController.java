package jinye.platform.workflow;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jinye.kernel.Actor;
import jinye.kernel.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What an administrator of handling sees of the whole unit, and the one verb that concerns another person's work. */
@RestController
@RequestMapping("/api/workflow")
class AdministrationController {

    record NewHandler(
            long person, @NotNull @Size(max = 2000) String reason) {}

    private final OpenMatters open;
    private final Sharing sharing;
    private final Administration administration;

    AdministrationController(OpenMatters open, Sharing sharing, Administration administration) {
        this.open = open;
        this.sharing = sharing;
        this.administration = administration;
    }

    @GetMapping("/open-matters")
    Page<OpenMatters.OpenMatter> listOpenMatters(
            Actor actor,
            @RequestParam(required = false) OpenMatters.@Nullable Show show,
            @RequestParam(required = false) @Size(max = 100) @Nullable String kind,
            @RequestParam(required = false) @Size(max = 100) @Nullable String text,
            @RequestParam(required = false) @Nullable Long unit,
            @RequestParam(required = false) @Nullable Long handler,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int size) {
        return open.page(actor, new OpenMatters.Question(show, kind, text, unit, handler), after, size);
    }

    @GetMapping("/open-matters/counts")
    OpenMatters.OpenCounts countOpenMatters(Actor actor, @RequestParam(required = false) @Nullable Long unit) {
        return open.counts(actor, unit);
    }

    @PutMapping("/assignments/{id}/handler")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void handOverAssignment(Actor actor, @PathVariable long id, @Valid @RequestBody NewHandler to) {
        administration.requireOfAssignment(actor, id);
        sharing.handOver(actor, id, to.person(), to.reason().strip());
    }
}
