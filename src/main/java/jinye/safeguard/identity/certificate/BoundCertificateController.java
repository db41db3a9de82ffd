package jinye.safeguard.identity.certificate;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
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
@RequestMapping("/api/identity/bound-certificates")
class BoundCertificateController {

    private final BoundCertificates bound;

    BoundCertificateController(BoundCertificates bound) {
        this.bound = bound;
    }

    /** @param file PEM */
    record BindingProposal(
            long person,
            @NotBlank @Size(max = 60_000) String file,
            @NotBlank @Size(max = 500) String reason) {}

    record BindingOpinion(@NotNull @Size(max = 500) String opinion) {}

    record ProposedBinding(long id) {}

    @GetMapping
    List<BoundCertificates.BoundCertificate> listBoundCertificates(Actor actor) {
        return bound.list(actor);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ProposedBinding proposeBinding(Actor actor, @Valid @RequestBody BindingProposal proposal) {
        return new ProposedBinding(bound.propose(
                actor,
                proposal.person(),
                proposal.file().strip().getBytes(StandardCharsets.ISO_8859_1),
                proposal.reason()));
    }

    @PutMapping("/{id}/confirmation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void confirmBinding(Actor actor, @PathVariable long id, @Valid @RequestBody BindingOpinion given) {
        bound.bind(actor, id, given.opinion());
    }

    @PutMapping("/{id}/refusal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void refuseBinding(Actor actor, @PathVariable long id, @Valid @RequestBody BindingOpinion given) {
        bound.refuse(actor, id, given.opinion());
    }

    @PutMapping("/{id}/ending")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endBinding(Actor actor, @PathVariable long id, @Valid @RequestBody BindingOpinion given) {
        bound.end(actor, id, given.opinion());
    }
}
