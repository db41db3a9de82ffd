package jinye.safeguard.audit;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import jinye.kernel.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 程序完整性: seen by the auditor and the security administrator; a new version is accepted by the latter. */
@RestController
@RequestMapping("/api/audit/integrity")
class IntegrityController {

    private final Integrity integrity;

    IntegrityController(Integrity integrity) {
        this.integrity = integrity;
    }

    record IntegrityState(Integrity.@Nullable IntegrityBaseline baseline, List<Integrity.IntegrityCheck> checks) {}

    record IntegrityReason(@NotBlank @Size(max = 500) String reason) {}

    @GetMapping
    IntegrityState showIntegrity(Actor actor) {
        if (!actor.may(Integrity.ACCEPT)) {
            actor.require("audit.read");
        }
        return new IntegrityState(integrity.inForce().orElse(null), integrity.checks());
    }

    @PostMapping("/checks")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void checkIntegrity(Actor actor) {
        integrity.check(actor);
    }

    @PutMapping("/baseline")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void acceptBaseline(Actor actor, @Valid @RequestBody IntegrityReason reason) {
        integrity.accept(actor, reason.reason());
    }
}
