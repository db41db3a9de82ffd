package jinye.safeguard.identity.provider;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import jinye.kernel.Actor;
import jinye.kernel.Refusal;
import jinye.safeguard.identity.applications.Application;
import jinye.safeguard.identity.applications.Applications;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A person agrees that an application learns something about them, and takes it back. */
@RestController
@RequestMapping("/api/identity")
class ConsentController {

    private final Applications applications;
    private final Consents consents;

    ConsentController(Applications applications, Consents consents) {
        this.applications = applications;
        this.consents = consents;
    }

    record ConsentQuestion(String name, String description, List<String> scopes) {}

    record ConsentAnswer(@NotNull @Size(max = 20) Set<@NotBlank @Size(max = 40) String> scopes) {}

    @GetMapping("/consents/{clientId}")
    ConsentQuestion readConsentQuestion(Actor actor, @PathVariable String clientId) {
        var application = application(actor, clientId);
        return new ConsentQuestion(
                application.terms().name(),
                application.terms().description(),
                application.terms().scopes().stream().sorted().toList());
    }

    @PutMapping("/consents/{clientId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void consent(Actor actor, @PathVariable String clientId, @Valid @RequestBody ConsentAnswer answer) {
        var application = application(actor, clientId);
        if (!application.terms().scopes().containsAll(answer.scopes())) {
            throw new NotAsked();
        }
        consents.give(actor, application, answer.scopes());
    }

    @GetMapping("/own/consents")
    List<Consents.OwnConsent> listOwnConsents(Actor actor) {
        return consents.own(actor);
    }

    @DeleteMapping("/own/consents/{application}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdrawConsent(Actor actor, @PathVariable long application) {
        consents.withdraw(actor, application);
    }

    private Application application(Actor actor, String clientId) {
        return applications
                .byClientId(clientId)
                .filter(application -> applications.mayEnter(actor, application))
                .orElseThrow(NotAsked::new);
    }

    static final class NotAsked extends Refusal {
        NotAsked() {
            super(Kind.NOT_FOUND, "identity.consent-not-asked");
        }
    }
}
