package jinye.safeguard.identity.outside;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import jinye.kernel.Actor;
import jinye.safeguard.access.Entrances;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The trip to a provider and back: the workspace's page at the return address hands the answer over. */
@RestController
@RequestMapping("/api/identity")
class OutsideEntranceController {

    /** Never sent from other sites, and only to where it is looked at. */
    private static final String COOKIE = "jinye-outside";

    private final ProviderRegister register;
    private final OutsideEntrance entrance;

    OutsideEntranceController(ProviderRegister register, OutsideEntrance entrance) {
        this.register = register;
        this.entrance = entrance;
    }

    record ProviderChoice(String code, String name) {}

    /** @param binding whether the signed-in person binds an outside account, instead of somebody signing in */
    record TripBegin(
            boolean binding, @NotNull @Size(max = 6_000) String onward) {}

    record TripAddress(String address) {}

    /** As it stands in the address the provider sent the browser back to. */
    record TripAnswer(
            @NotBlank @Size(max = 200) String state,
            @Nullable @Size(max = 4_000) String code,
            @Nullable @Size(max = 300) String issuer) {}

    /** @param bound an account was bound; the rest is that of a sign-in */
    record TripEnd(boolean bound, boolean entered, Set<String> factors, Set<String> duties, String onward) {}

    record ProviderExit(@Nullable String address) {}

    @GetMapping("/entrance/providers")
    List<ProviderChoice> listProviderChoices() {
        return register.confirmed().stream()
                .map(one -> new ProviderChoice(one.code(), one.name()))
                .toList();
    }

    @PostMapping("/entrance/providers/{code}")
    TripAddress beginTrip(
            @PathVariable String code,
            @Valid @RequestBody TripBegin asked,
            HttpServletRequest request,
            HttpServletResponse response) {
        var departure = entrance.begin(code, asked.binding(), asked.onward(), request);
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(COOKIE, departure.browser())
                        .path("/api/identity")
                        .httpOnly(true)
                        .secure(request.isSecure())
                        .sameSite("Strict")
                        .build()
                        .toString());
        return new TripAddress(departure.address());
    }

    @PostMapping("/entrance/providers/{code}/answer")
    TripEnd endTrip(
            @PathVariable String code,
            @Valid @RequestBody TripAnswer answer,
            @CookieValue(name = COOKIE, defaultValue = "") String browser,
            HttpServletRequest request) {
        var arrival = entrance.arrive(code, answer.state(), answer.code(), answer.issuer(), browser, request);
        var entered = arrival.entrance().orElse(new Entrances.Entrance(false, Set.of(), Set.of(), 0));
        return new TripEnd(
                arrival.entrance().isEmpty(), entered.entered(), entered.factors(), entered.duties(), arrival.onward());
    }

    /** Asked before signing out: where to sign out at the provider as well. */
    @GetMapping("/own/provider-exit")
    ProviderExit providerExit(
            Actor actor, @CookieValue(name = COOKIE, defaultValue = "") String browser, HttpServletRequest request) {
        return new ProviderExit(entrance.exit(actor, browser, request).orElse(null));
    }
}
