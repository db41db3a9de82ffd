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
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 自动办理: what could not be done without people, for administrators of handling. */
@RestController
@RequestMapping("/api/workflow/triggers")
class WaitingController {

    record SkipReason(@NotNull @Size(max = 2000) String reason) {}

    record FailedCount(long failed) {}

    private final WaitingDesk desk;

    WaitingController(WaitingDesk desk) {
        this.desk = desk;
    }

    @GetMapping
    Page<WaitingDesk.FailedRow> listFailedTriggers(
            Actor actor,
            @RequestParam(required = false) @Size(max = 200) @Nullable String after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        return desk.list(actor, after, size);
    }

    @GetMapping("/count")
    FailedCount countFailedTriggers(Actor actor) {
        return new FailedCount(desk.count(actor));
    }

    /** Failure is taken away: it is tried again at once. */
    @DeleteMapping("/{id}/failure")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void retryTrigger(Actor actor, @PathVariable long id) {
        desk.retry(actor, id);
    }

    @PutMapping("/{id}/skip")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void skipTrigger(Actor actor, @PathVariable long id, @Valid @RequestBody SkipReason reason) {
        desk.skip(actor, id, reason.reason().strip());
    }
}
