package jinye.safeguard.identity.factors;

import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import jinye.kernel.Actor;
import jinye.safeguard.access.Entrances;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Passkeys: made by a person who is in, shown at the entrance and before acts of weight. All bytes go in Base64 for addresses. */
@RestController
@RequestMapping("/api/identity")
class PasskeyController {

    private final OwnPasskeys own;
    private final Passkeys passkeys;
    private final Challenges challenges;
    private final Proofs proofs;
    private final Entrances entrances;

    PasskeyController(OwnPasskeys own, Passkeys passkeys, Challenges challenges, Proofs proofs, Entrances entrances) {
        this.own = own;
        this.passkeys = passkeys;
        this.challenges = challenges;
        this.proofs = proofs;
        this.entrances = entrances;
    }

    /** @param known those the device must not make again */
    record NewPasskeyChallenge(
            UUID id,
            String challenge,
            String host,
            String userHandle,
            String userName,
            List<Long> algorithms,
            List<String> known) {}

    /** @param allowed none: the device offers what it has for this host */
    record PasskeyChallenge(UUID id, String challenge, String host, List<String> allowed) {}

    /** @param response RegistrationResponseJSON of the browser, as text */
    record NewPasskey(
            @NotNull UUID challenge,
            @NotBlank @Size(max = 60) String name,
            @NotBlank @Size(max = 20_000) String response) {}

    /** @param response AuthenticationResponseJSON of the browser, as text */
    record PasskeyAnswer(
            @NotNull UUID challenge,
            @NotBlank @Size(max = 20_000) String response) {}

    record PasskeyName(@NotBlank @Size(max = 60) String name) {}

    @PostMapping("/own/factors/passkeys/challenge")
    NewPasskeyChallenge challengeNewPasskey(Actor actor, HttpServletRequest request) {
        own.refuseUnlessAllowed(actor);
        var host = request.getServerName();
        var issued = challenges.issue(
                Challenges.Purpose.NEW_PASSKEY, Challenges.random(), actor.person(), request.getRemoteAddr());
        return new NewPasskeyChallenge(
                issued.id(),
                text(issued.content()),
                host,
                text(own.handle(actor)),
                actor.name(),
                Passkeys.ALGORITHMS.stream()
                        .map(COSEAlgorithmIdentifier::getValue)
                        .toList(),
                texts(passkeys.credentialsOf(actor.person(), host)));
    }

    @PostMapping("/own/factors/passkeys")
    OwnFactors.SetUpFactor makePasskey(Actor actor, @Valid @RequestBody NewPasskey made, HttpServletRequest request) {
        var challenge = challenges.take(Challenges.Purpose.NEW_PASSKEY, made.challenge());
        var done = own.make(actor, made.name(), challenge, request.getServerName(), made.response());
        entrances.fulfilFactor(request);
        return done;
    }

    @PutMapping("/own/factors/passkeys/{id}/name")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void namePasskey(Actor actor, @PathVariable long id, @Valid @RequestBody PasskeyName given) {
        own.rename(actor, id, given.name());
    }

    @DeleteMapping("/own/factors/passkeys/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removePasskey(Actor actor, @PathVariable long id) {
        own.remove(actor, id);
    }

    /** With a password shown already, the person's own passkeys; without, whichever the device has. */
    @PostMapping("/entrance/passkey/challenge")
    PasskeyChallenge challengePasskey(HttpServletRequest request) {
        var half = entrances.halfWay(request).map(Entrances.HalfWay::person).orElse(null);
        return challenge(half, request);
    }

    @PostMapping("/entrance/passkey")
    Entrances.Entrance enterByPasskey(@Valid @RequestBody PasskeyAnswer answer, HttpServletRequest request) {
        var challenge = challenges.take(Challenges.Purpose.PASSKEY, answer.challenge());
        long person = passkeys.check(challenge.content(), request.getServerName(), answer.response());
        var half = entrances.halfWay(request);
        return half.isPresent() && half.get().person() == person
                ? proofs.goOn(half.get(), Factors.PASSKEY, request)
                : entrances.enter(person, List.of(Factors.PASSKEY), request);
    }

    @PostMapping("/own/proof/passkey/challenge")
    PasskeyChallenge challengeOwnPasskey(Actor actor, HttpServletRequest request) {
        return challenge(actor.person(), request);
    }

    @PostMapping("/own/proof/passkey")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void proveByPasskey(Actor actor, @Valid @RequestBody PasskeyAnswer answer, HttpServletRequest request) {
        var challenge = challenges.take(Challenges.Purpose.PASSKEY, answer.challenge());
        if (passkeys.check(challenge.content(), request.getServerName(), answer.response()) != actor.person()) {
            throw new Passkeys.NotAccepted();
        }
        proofs.proved(actor, Factors.PASSKEY, request);
    }

    private PasskeyChallenge challenge(@org.jspecify.annotations.Nullable Long person, HttpServletRequest request) {
        var issued = challenges.issue(Challenges.Purpose.PASSKEY, Challenges.random(), person, request.getRemoteAddr());
        var host = request.getServerName();
        return new PasskeyChallenge(
                issued.id(),
                text(issued.content()),
                host,
                person == null ? List.of() : texts(passkeys.credentialsOf(person, host)));
    }

    private static List<String> texts(List<byte[]> all) {
        return all.stream().map(PasskeyController::text).toList();
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
