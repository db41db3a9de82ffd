package jinye.safeguard.identity.outside;

import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jinye.kernel.Actor;
import jinye.kernel.Outage;
import jinye.kernel.Refusal;
import jinye.safeguard.access.Entrances;
import jinye.safeguard.access.SecurityAct;
import jinye.safeguard.access.StepUp;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * Signs in, or binds an account, by authorization code with PKCE, state and nonce. Not one transaction: what was used up stays so
 * when the answer is refused. The provider says who stands there; whether they come in, {@link Entrances} says.
 */
@Service
class OutsideEntrance {

    /** @param browser for a cookie: the answer counts in this browser only */
    record Departure(String address, String browser) {}

    /** @param entrance empty when an account was bound and nobody signed in */
    record Arrival(Optional<Entrances.Entrance> entrance, String onward) {}

    private final ProviderRegister register;
    private final ProviderClient client;
    private final Attempts attempts;
    private final IdentityTokens tokens;
    private final Bindings bindings;
    private final Entrances entrances;
    private final StepUp stepUp;
    private final ApplicationEventPublisher events;
    private final String own;

    OutsideEntrance(
            ProviderRegister register,
            ProviderClient client,
            Attempts attempts,
            IdentityTokens tokens,
            Bindings bindings,
            Entrances entrances,
            StepUp stepUp,
            ApplicationEventPublisher events,
            @Value("${jinye.identity.issuer:}") String own) {
        this.register = register;
        this.client = client;
        this.attempts = attempts;
        this.tokens = tokens;
        this.bindings = bindings;
        this.entrances = entrances;
        this.stepUp = stepUp;
        this.events = events;
        this.own = own.strip();
    }

    Departure begin(String code, boolean binding, String onward, HttpServletRequest request) {
        var provider = register.confirmed(code);
        @Nullable Long person = binding ? (Long) signedIn(request).person() : null;
        var offer = client.offer(provider.issuer());
        var address = returnAddress(request, code);
        var begun = attempts.begin(provider, person, address, within(onward), request.getRemoteAddr());
        var asked = new AuthenticationRequest.Builder(
                        ResponseType.CODE,
                        Scope.parse(provider.scopes()),
                        new ClientID(provider.clientId()),
                        URI.create(address))
                .endpointURI(offer.getAuthorizationEndpointURI())
                .state(new State(begun.state()))
                .nonce(new Nonce(begun.nonce()))
                .codeChallenge(begun.verifier(), CodeChallengeMethod.S256)
                .build();
        return new Departure(asked.toURI().toString(), begun.browser());
    }

    /**
     * @param answered the code; null when the provider sent the person back without one
     * @param issuer   as the provider named itself on the way back (RFC 9207)
     */
    Arrival arrive(
            String code,
            String state,
            @Nullable String answered,
            @Nullable String issuer,
            String browser,
            HttpServletRequest request) {
        var provider = register.confirmed(code);
        var attempt = attempts.take(state, browser);
        var offer = client.offer(provider.issuer());
        if (attempt.provider() != provider.id() || !named(offer, issuer)) {
            throw refused(provider, "answered by another provider");
        }
        if (answered == null) {
            throw new Declined(provider.name());
        }
        OIDCTokens got;
        IdentityTokens.OutsidePerson outside;
        try {
            got = client.tokens(offer, provider, register.secret(provider), answered, attempt);
            outside = tokens.judge(offer, provider, got, attempt.nonce());
        } catch (ProviderClient.CodeRefused codeRefused) {
            throw refused(provider, "code not taken");
        } catch (IdentityTokens.NotBelieved notBelieved) {
            throw refused(provider, String.valueOf(notBelieved.getMessage()));
        }
        if (attempt.person() != null) {
            var actor = signedIn(request);
            if (actor.person() != attempt.person()) {
                throw new Attempts.NotGood();
            }
            bindings.bind(actor, provider, outside);
            return new Arrival(Optional.empty(), attempt.onward());
        }
        var person = bindings.personOf(provider, outside).orElse(null);
        if (person == null) {
            refused(provider, "not bound: " + outside.name().orElse(outside.subject()));
            throw new Unbound(provider.name());
        }
        var entrance = entrances.enter(person, List.of("provider"), request);
        attempts.entered(attempt, person, got.getIDTokenString());
        return new Arrival(Optional.of(entrance), attempt.onward());
    }

    /** Where the browser goes to sign out at the provider too (RP-Initiated Logout 1.0); empty when there is nothing to end. */
    Optional<String> exit(Actor actor, String browser, HttpServletRequest request) {
        return attempts.entered(browser, actor.person())
                .flatMap(entered -> register.byId(entered.provider())
                        .flatMap(provider -> exit(provider, entered.idToken(), request)));
    }

    private Optional<String> exit(OutsideProvider provider, String idToken, HttpServletRequest request) {
        try {
            var end = client.offer(provider.issuer()).getEndSessionEndpointURI();
            if (end == null || !ProviderAddress.good(end)) {
                return Optional.empty();
            }
            var back = URI.create(base(request) + "/workspace/sign-in");
            return Optional.of(new LogoutRequest(
                            end,
                            com.nimbusds.jwt.JWTParser.parse(idToken),
                            null,
                            new ClientID(provider.clientId()),
                            back,
                            null,
                            null)
                    .toURI()
                    .toString());
        } catch (Outage | java.text.ParseException away) {
            // nobody is kept in here because somebody else is away
            return Optional.empty();
        }
    }

    /** For the register: what has to be entered at the provider. */
    String returnAddress(HttpServletRequest request, String code) {
        return base(request) + "/workspace/sign-in/outside/" + code;
    }

    private String base(HttpServletRequest request) {
        if (!own.isEmpty()) {
            return own;
        }
        int port = request.getServerPort();
        boolean usual = port == (request.isSecure() ? 443 : 80);
        return request.getScheme() + "://" + request.getServerName() + (usual ? "" : ":" + port);
    }

    private Actor signedIn(HttpServletRequest request) {
        var actor =
                entrances.standing(request).orElseThrow(Attempts.NotGood::new).actor();
        stepUp.requireForFactors(actor);
        return actor;
    }

    /** A provider that says it names itself must do so, and nobody may name another. */
    private static boolean named(OIDCProviderMetadata offer, @Nullable String issuer) {
        return issuer == null
                ? !offer.supportsAuthorizationResponseIssuerParam()
                : new Issuer(issuer).equals(offer.getIssuer());
    }

    /** Only into our own pages, and on to other systems by our own authorization page. */
    private static String within(String onward) {
        return onward.matches("/(?![/\\\\])[\\x21-\\x5b\\x5d-\\x7e]*") ? onward : "/";
    }

    private NotBelievedHere refused(OutsideProvider provider, String why) {
        events.publishEvent(SecurityAct.bySystem(
                "identity.refuse-outside",
                0,
                Map.of("provider", provider.name(), "why", why.substring(0, Math.min(200, why.length())))));
        return new NotBelievedHere(provider.name());
    }

    static final class NotBelievedHere extends Refusal {
        NotBelievedHere(String provider) {
            super(Kind.FORBIDDEN, "identity.outside-not-believed", provider);
        }
    }

    static final class Declined extends Refusal {
        Declined(String provider) {
            super(Kind.CONFLICT, "identity.outside-declined", provider);
        }
    }

    static final class Unbound extends Refusal {
        Unbound(String provider) {
            super(Kind.FORBIDDEN, "identity.outside-unbound", provider);
        }
    }
}
