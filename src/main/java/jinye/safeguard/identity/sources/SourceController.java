package jinye.safeguard.identity.sources;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import jinye.kernel.Actor;
import jinye.safeguard.access.Entrances;
import org.jspecify.annotations.Nullable;
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
@RequestMapping("/api/identity")
class SourceController {

    private static final String ATTRIBUTE = "[A-Za-z][A-Za-z0-9-]{0,60}";

    private final SourceRegister register;
    private final Comparisons comparisons;
    private final DirectoryEntrance entrance;

    SourceController(SourceRegister register, Comparisons comparisons, DirectoryEntrance entrance) {
        this.register = register;
        this.comparisons = comparisons;
        this.entrance = entrance;
    }

    record SourceProposal(
            @NotBlank @Size(max = 60) String name,

            @NotBlank @Pattern(regexp = "[A-Za-z0-9.:-]{1,200}")
            String host,

            @Min(1) @Max(65535) int port,
            DirectorySource.@NotNull Security security,
            @Nullable @Size(max = 60_000) String authority,
            @NotBlank @Size(max = 300) String base,
            @NotBlank @Pattern(regexp = ATTRIBUTE) String loginAttribute,
            @NotBlank @Pattern(regexp = ATTRIBUTE) String nameAttribute,
            @NotBlank @Pattern(regexp = ATTRIBUTE) String keyAttribute,
            @NotBlank @Size(max = 300) String bindDn,
            @NotBlank @Size(max = 200) String bindPassword,
            @NotBlank @Size(max = 500) String reason) {}

    record SourceOpinion(@NotNull @Size(max = 500) String opinion) {}

    record ProposedSource(long id) {}

    record ChosenDifferences(@NotNull @Size(max = 2000) List<Long> lines) {}

    record AppliedDifferences(int applied) {}

    record DirectoryChoice(long id, String name) {}

    record DirectoryCredentials(
            @NotBlank @Size(max = 100) String loginName,
            @NotNull @Size(max = 200) String password) {}

    @GetMapping("/sources")
    List<DirectorySource> listSources(Actor actor) {
        if (!actor.may(SourceRegister.PROPOSE)) {
            actor.require(SourceRegister.CONFIRM);
        }
        return register.all();
    }

    @PostMapping("/sources")
    @ResponseStatus(HttpStatus.CREATED)
    ProposedSource proposeSource(Actor actor, @Valid @RequestBody SourceProposal one) {
        return new ProposedSource(register.propose(
                actor,
                new SourceRegister.Proposed(
                        one.name(),
                        one.host(),
                        one.port(),
                        one.security(),
                        one.authority(),
                        one.base(),
                        one.loginAttribute(),
                        one.nameAttribute(),
                        one.keyAttribute(),
                        one.bindDn(),
                        one.bindPassword(),
                        one.reason())));
    }

    @PutMapping("/sources/{id}/confirmation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void confirmSource(Actor actor, @PathVariable long id, @Valid @RequestBody SourceOpinion given) {
        register.decide(actor, id, DirectorySource.State.CONFIRMED, given.opinion());
    }

    @PutMapping("/sources/{id}/refusal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void refuseSource(Actor actor, @PathVariable long id, @Valid @RequestBody SourceOpinion given) {
        register.decide(actor, id, DirectorySource.State.REFUSED, given.opinion());
    }

    @PutMapping("/sources/{id}/ending")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endSource(Actor actor, @PathVariable long id, @Valid @RequestBody SourceOpinion given) {
        register.decide(actor, id, DirectorySource.State.ENDED, given.opinion());
    }

    @GetMapping("/sources/{id}/differences")
    Comparisons.DirectoryReport showDifferences(Actor actor, @PathVariable long id) {
        return comparisons.report(actor, id);
    }

    @PostMapping("/sources/{id}/comparison")
    Comparisons.DirectoryReport compareSource(Actor actor, @PathVariable long id) {
        comparisons.compare(actor, id);
        return comparisons.report(actor, id);
    }

    @PutMapping("/sources/{id}/differences")
    AppliedDifferences applyDifferences(
            Actor actor, @PathVariable long id, @Valid @RequestBody ChosenDifferences chosen) {
        return new AppliedDifferences(comparisons.apply(actor, id, chosen.lines()));
    }

    @GetMapping("/entrance/directories")
    List<DirectoryChoice> listDirectories() {
        return register.confirmed().stream()
                .map(one -> new DirectoryChoice(one.id(), one.name()))
                .toList();
    }

    @PostMapping("/entrance/directories/{id}")
    Entrances.Entrance enterByDirectory(
            @PathVariable long id, @Valid @RequestBody DirectoryCredentials shown, HttpServletRequest request) {
        return entrance.enter(id, shown.loginName(), shown.password(), request);
    }
}
