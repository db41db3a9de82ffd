package jinye.safeguard.identity.outside;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import jinye.kernel.Actor;
import jinye.platform.directory.Directory;
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

/** The register of outside providers, and the bindings of one person. */
@RestController
@RequestMapping("/api/identity")
class ProviderController {

    private final ProviderRegister register;
    private final ProviderClient client;
    private final Bindings bindings;
    private final OutsideEntrance entrance;
    private final Directory directory;

    ProviderController(
            ProviderRegister register,
            ProviderClient client,
            Bindings bindings,
            OutsideEntrance entrance,
            Directory directory) {
        this.register = register;
        this.client = client;
        this.bindings = bindings;
        this.entrance = entrance;
        this.directory = directory;
    }

    record ProviderProposal(
            @NotNull @Pattern(regexp = "[a-z][a-z0-9-]{1,29}")
            String code,

            @NotBlank @Size(max = 60) String name,
            @NotBlank @Size(max = 300) String issuer,
            @NotBlank @Size(max = 200) String clientId,
            @NotBlank @Size(max = 500) String clientSecret,
            @NotBlank @Size(max = 200) String scopes,
            @NotBlank @Size(max = 60) String personClaim,
            @NotNull OutsideProvider.Matching matching,
            @NotBlank @Size(max = 500) String reason) {}

    record ProviderOpinion(@NotNull @Size(max = 500) String opinion) {}

    record ProposedProvider(long id) {}

    /** @param returnAddress what must be entered at the provider */
    record RegisteredProvider(OutsideProvider provider, String returnAddress) {}

    record IssuerAddress(@NotBlank @Size(max = 300) String issuer) {}

    /** What the provider says about itself. */
    record ProviderOffer(
            String authorizationEndpoint, String tokenEndpoint, String keys, boolean logout, List<String> scopes) {}

    record BoundPerson(Bindings.Binding binding, String personName) {}

    record OwnOutside(List<OutsideEntranceController.ProviderChoice> providers, List<OwnBinding> bindings) {}

    record OwnBinding(Bindings.Binding binding, String providerName) {}

    @GetMapping("/providers")
    List<RegisteredProvider> listProviders(Actor actor, HttpServletRequest request) {
        see(actor);
        return register.all().stream()
                .map(one -> new RegisteredProvider(one, entrance.returnAddress(request, one.code())))
                .toList();
    }

    @PostMapping("/providers")
    @ResponseStatus(HttpStatus.CREATED)
    ProposedProvider proposeProvider(Actor actor, @Valid @RequestBody ProviderProposal one) {
        return new ProposedProvider(register.propose(
                actor,
                new ProviderRegister.Proposed(
                        one.code(),
                        one.name(),
                        one.issuer(),
                        one.clientId(),
                        one.clientSecret(),
                        one.scopes(),
                        one.personClaim(),
                        one.matching(),
                        one.reason())));
    }

    /** Asks the provider before anything is registered, or once more later. */
    @PostMapping("/providers/trial")
    ProviderOffer tryProvider(Actor actor, @Valid @RequestBody IssuerAddress asked) {
        see(actor);
        var issuer = asked.issuer().strip();
        ProviderAddress.checkIssuer(issuer);
        var offer = client.discover(issuer);
        return new ProviderOffer(
                offer.getAuthorizationEndpointURI().toString(),
                offer.getTokenEndpointURI().toString(),
                offer.getJWKSetURI().toString(),
                offer.getEndSessionEndpointURI() != null,
                offer.getScopes() == null ? List.of() : offer.getScopes().toStringList());
    }

    @PutMapping("/providers/{id}/confirmation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void confirmProvider(Actor actor, @PathVariable long id, @Valid @RequestBody ProviderOpinion given) {
        register.decide(actor, id, OutsideProvider.State.CONFIRMED, given.opinion());
    }

    @PutMapping("/providers/{id}/refusal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void refuseProvider(Actor actor, @PathVariable long id, @Valid @RequestBody ProviderOpinion given) {
        register.decide(actor, id, OutsideProvider.State.REFUSED, given.opinion());
    }

    @PutMapping("/providers/{id}/ending")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endProvider(Actor actor, @PathVariable long id, @Valid @RequestBody ProviderOpinion given) {
        register.decide(actor, id, OutsideProvider.State.ENDED, given.opinion());
    }

    @GetMapping("/providers/bindings")
    List<BoundPerson> listBindings(Actor actor, @RequestParam String issuer) {
        var found = bindings.of(actor, issuer);
        var people =
                directory.people(found.stream().map(Bindings.Binding::person).toList());
        return found.stream()
                .map(one -> new BoundPerson(
                        one,
                        people.containsKey(one.person())
                                ? people.get(one.person()).name()
                                : ""))
                .toList();
    }

    @GetMapping("/own/outside")
    OwnOutside ownOutside(Actor actor) {
        var providers = register.all();
        return new OwnOutside(
                register.confirmed().stream()
                        .map(one -> new OutsideEntranceController.ProviderChoice(one.code(), one.name()))
                        .toList(),
                bindings.of(actor.person()).stream()
                        .map(one -> new OwnBinding(
                                one,
                                providers.stream()
                                        .filter(provider -> provider.issuer().equals(one.issuer()))
                                        .map(OutsideProvider::name)
                                        .findFirst()
                                        .orElse(one.issuer())))
                        .toList());
    }

    @DeleteMapping("/own/outside/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endBinding(Actor actor, @PathVariable long id) {
        bindings.end(actor, id);
    }

    private static void see(Actor actor) {
        if (!actor.may(ProviderRegister.PROPOSE)) {
            actor.require(ProviderRegister.CONFIRM);
        }
    }
}
