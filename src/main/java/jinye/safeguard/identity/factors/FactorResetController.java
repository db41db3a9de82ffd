package jinye.safeguard.identity.factors;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import jinye.kernel.Actor;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/identity/factor-resets")
class FactorResetController {

    private final FactorResets resets;

    FactorResetController(FactorResets resets) {
        this.resets = resets;
    }

    record FactorResetAsking(
            long person, @NotBlank @Size(max = 500) String reason) {}

    record FactorResetOpinion(@NotNull @Size(max = 500) String opinion) {}

    record AskedFactorReset(long id) {}

    @GetMapping
    List<FactorResets.FactorReset> listFactorResets(Actor actor) {
        return resets.list(actor);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    AskedFactorReset askFactorReset(Actor actor, @Valid @RequestBody FactorResetAsking asking) {
        return new AskedFactorReset(resets.ask(actor, asking.person(), asking.reason()));
    }

    @PutMapping("/{id}/approval")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void approveFactorReset(Actor actor, @PathVariable long id, @Valid @RequestBody FactorResetOpinion given) {
        resets.approve(actor, id, given.opinion());
    }

    @PutMapping("/{id}/refusal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void refuseFactorReset(Actor actor, @PathVariable long id, @Valid @RequestBody FactorResetOpinion given) {
        resets.refuse(actor, id, given.opinion());
    }
}
