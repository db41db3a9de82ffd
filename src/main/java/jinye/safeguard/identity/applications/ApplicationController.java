package jinye.safeguard.identity.applications;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import jinye.kernel.Actor;
import jinye.safeguard.access.Roles;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The register of applications for administrators, and the catalogue of those one may enter for everybody. */
@RestController
@RequestMapping("/api/identity")
class ApplicationController {

    private static final String READ = "identity.read-applications";

    private final ApplicationRegister register;
    private final ApplicationList list;
    private final Applications applications;
    private final ApplicationSecrets secrets;
    private final Roles roles;

    ApplicationController(
            ApplicationRegister register,
            ApplicationList list,
            Applications applications,
            ApplicationSecrets secrets,
            Roles roles) {
        this.register = register;
        this.list = list;
        this.applications = applications;
        this.secrets = secrets;
        this.roles = roles;
    }

    record TermsForm(
            @NotBlank @Size(max = 60) String name,
            @NotNull @Size(max = 200) String description,
            @Nullable @Size(max = 500) String homeAddress,
            boolean trusted,
            @NotNull @Size(max = 20) Set<@NotBlank @Size(max = 40) String> scopes,
            @NotNull @Size(max = 20) List<@NotBlank @Size(max = 500) String> redirectAddresses,
            @NotNull @Size(max = 20) List<@NotBlank @Size(max = 500) String> logoutAddresses,
            @Nullable @Size(max = 500) String backChannelAddress,
            @NotNull @Size(max = 20) Set<@NotBlank @Size(max = 40) String> roles,
            @NotNull @Size(max = 200) Set<@NotNull Long> units,
            @NotBlank @Size(max = 500) String reason) {

        Terms terms() {
            return new Terms(
                    name.strip(),
                    description.strip(),
                    homeAddress,
                    trusted,
                    scopes,
                    redirectAddresses,
                    logoutAddresses,
                    backChannelAddress,
                    roles,
                    units);
        }
    }

    record ApplicationForm(
            @NotNull @Pattern(regexp = "[a-z0-9][a-z0-9-]{2,39}")
            String clientId,

            @NotNull ApplicationKind kind,
            @NotNull @Valid TermsForm terms) {}

    record TermsOpinion(@NotNull @Size(max = 500) String opinion) {}

    record StopReason(@NotBlank @Size(max = 500) String reason) {}

    record RegisteredApplication(long id) {}

    record MadeSecret(long id) {}

    record SecretValue(String value) {}

    record WaitingTerms(int waiting) {}

    record ApplicationDetail(
            ApplicationList.ApplicationFacts facts,
            List<ApplicationList.TermsRow> terms,
            List<ApplicationSecrets.SecretRow> secrets,
            boolean decidable) {}

    /** @param host where the tile leads, so that people see it before they go */
    record Tile(long id, String name, String description, String homeAddress, String host) {}

    record EntryRole(String code, String name) {}

    @GetMapping("/catalogue")
    List<Tile> listCatalogue(Actor actor) {
        return applications.enterableBy(actor).stream()
                .filter(application -> application.terms().homeAddress() != null)
                .map(application -> {
                    var home = String.valueOf(application.terms().homeAddress());
                    return new Tile(
                            application.id(),
                            application.terms().name(),
                            application.terms().description(),
                            home,
                            java.net.URI.create(home).getAuthority());
                })
                .toList();
    }

    @GetMapping("/applications")
    List<ApplicationList.ApplicationRow> listApplications(Actor actor) {
        actor.require(READ);
        return list.all();
    }

    @GetMapping("/applications/counts")
    WaitingTerms countWaitingTerms(Actor actor) {
        actor.require(READ);
        return new WaitingTerms(list.waiting());
    }

    @GetMapping("/entry-roles")
    List<EntryRole> listEntryRoles(Actor actor) {
        actor.require(READ);
        return roles.all().stream()
                .map(role -> new EntryRole(role.code(), role.name()))
                .toList();
    }

    @GetMapping("/applications/{id}")
    ApplicationDetail readApplication(Actor actor, @PathVariable long id) {
        actor.require(READ);
        var terms = list.terms(id);
        boolean decidable = actor.may(ApplicationRegister.CONFIRM)
                && terms.stream()
                        .anyMatch(row -> row.state() == ApplicationList.TermsState.PENDING
                                && row.proposedBy() != actor.person());
        return new ApplicationDetail(list.facts(id), terms, secrets.of(id), decidable);
    }

    @PostMapping("/applications")
    @ResponseStatus(HttpStatus.CREATED)
    RegisteredApplication registerApplication(Actor actor, @Valid @RequestBody ApplicationForm form) {
        return new RegisteredApplication(register.register(
                actor,
                form.clientId(),
                form.kind(),
                form.terms().terms(),
                form.terms().reason()));
    }

    @PostMapping("/applications/{id}/terms")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void proposeTerms(Actor actor, @PathVariable long id, @Valid @RequestBody TermsForm form) {
        register.propose(actor, id, form.terms(), form.reason());
    }

    @DeleteMapping("/applications/{id}/terms")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdrawTerms(Actor actor, @PathVariable long id) {
        register.withdraw(actor, id);
    }

    @PutMapping("/applications/{id}/confirmation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void confirmTerms(Actor actor, @PathVariable long id, @Valid @RequestBody TermsOpinion opinion) {
        register.confirm(actor, id, opinion.opinion());
    }

    @PutMapping("/applications/{id}/refusal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void refuseTerms(Actor actor, @PathVariable long id, @Valid @RequestBody TermsOpinion opinion) {
        register.refuse(actor, id, opinion.opinion());
    }

    @PutMapping("/applications/{id}/stop")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void stopApplication(Actor actor, @PathVariable long id, @Valid @RequestBody StopReason reason) {
        register.stop(actor, id, reason.reason());
    }

    @PostMapping("/applications/{id}/secrets")
    @ResponseStatus(HttpStatus.CREATED)
    MadeSecret makeSecret(Actor actor, @PathVariable long id) {
        return new MadeSecret(secrets.make(actor, id));
    }

    /** Once. */
    @GetMapping("/secrets/{id}/value")
    SecretValue showSecret(Actor actor, @PathVariable long id) {
        return new SecretValue(secrets.show(actor, id));
    }

    @DeleteMapping("/applications/{id}/secrets/{secret}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endSecret(Actor actor, @PathVariable long id, @PathVariable long secret) {
        secrets.end(actor, id, secret);
    }
}
