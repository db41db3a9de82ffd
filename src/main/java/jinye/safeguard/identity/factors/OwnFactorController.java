package jinye.safeguard.identity.factors;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.util.Set;
import jinye.kernel.Actor;
import jinye.safeguard.access.Entrances;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 登录保护 of the person who is signed in, and their renewed proof. */
@RestController
@RequestMapping("/api/identity/own")
class OwnFactorController {

    private final OwnFactors own;
    private final Factors factors;
    private final Proofs proofs;
    private final Entrances entrances;

    OwnFactorController(OwnFactors own, Factors factors, Proofs proofs, Entrances entrances) {
        this.own = own;
        this.factors = factors;
        this.proofs = proofs;
        this.entrances = entrances;
    }

    record ProvableFactors(Set<String> factors) {}

    @GetMapping("/factors")
    OwnFactors.FactorOverview showOwnFactors(Actor actor) {
        return own.overview(actor);
    }

    @PostMapping("/factors/totp")
    OwnFactors.BegunTotp beginTotp(Actor actor) {
        return own.beginTotp(actor);
    }

    @PutMapping("/factors/totp/confirmation")
    OwnFactors.SetUpFactor confirmTotp(
            Actor actor, @Valid @RequestBody EntranceController.FactorCode shown, HttpServletRequest request) {
        var done = own.confirmTotp(actor, shown.code());
        entrances.fulfilFactor(request);
        return done;
    }

    @DeleteMapping("/factors/totp")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeTotp(Actor actor) {
        own.removeTotp(actor);
    }

    @PostMapping("/factors/recovery-codes")
    OwnFactors.SetUpFactor renewRecoveryCodes(Actor actor) {
        return own.renewRecoveryCodes(actor);
    }

    @GetMapping("/proof")
    ProvableFactors provableFactors(Actor actor) {
        return new ProvableFactors(factors.of(actor.person()));
    }

    @PostMapping("/proof/totp")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void proveByTotp(Actor actor, @Valid @RequestBody EntranceController.FactorCode shown, HttpServletRequest request) {
        proofs.proveAgain(actor, Factors.TOTP, shown.code(), request);
    }

    @PostMapping("/proof/recovery-code")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void proveByRecoveryCode(
            Actor actor, @Valid @RequestBody EntranceController.FactorCode shown, HttpServletRequest request) {
        proofs.proveAgain(actor, Factors.RECOVERY_CODE, shown.code(), request);
    }
}
