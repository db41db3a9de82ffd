package jinye.bench;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import jinye.kernel.Actor;
import jinye.platform.journal.Journal;
import jinye.platform.workflow.Matters;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController("benchRequests")
@Profile("bench")
@RequestMapping("/api/bench/requests")
class RequestController {

    record NewRequest(@NotNull @Size(min = 1, max = 200) String title, long handler) {}

    record NewParallelRequest(
            @NotNull @Size(min = 1, max = 200) String title,
            @NotNull @Size(min = 8, max = 8) List<@NotNull Long> handlers) {}

    record Started(long matter) {}

    private final RequestDesk desk;
    private final Matters matters;
    private final Journal journal;

    RequestController(RequestDesk desk, Matters matters, Journal journal) {
        this.desk = desk;
        this.matters = matters;
        this.journal = journal;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Started startRequest(Actor actor, @Valid @RequestBody NewRequest request) {
        return new Started(desk.start(actor, matters, journal, request.title(), request.handler()));
    }

    @PostMapping("/parallel")
    @ResponseStatus(HttpStatus.CREATED)
    Started startParallelRequest(Actor actor, @Valid @RequestBody NewParallelRequest request) {
        return new Started(desk.startParallel(actor, matters, journal, request.title(), request.handlers()));
    }
}
