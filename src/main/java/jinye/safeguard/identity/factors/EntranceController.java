package jinye.safeguard.identity.factors;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Set;
import jinye.safeguard.access.Entrances;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The second step of signing in. */
@RestController
@RequestMapping("/api/identity/entrance")
class EntranceController {

    private final Proofs proofs;

    EntranceController(Proofs proofs) {
        this.proofs = proofs;
    }

    record AwaitedFactors(Set<String> factors) {}

    record FactorCode(@NotBlank @Size(max = 40) String code) {}

    @GetMapping("/factors")
    AwaitedFactors awaitedFactors(HttpServletRequest request) {
        return new AwaitedFactors(proofs.awaited(request));
    }

    @PostMapping("/totp")
    Entrances.Entrance enterByTotp(@Valid @RequestBody FactorCode shown, HttpServletRequest request) {
        return proofs.enter(Factors.TOTP, shown.code(), request);
    }

    @PostMapping("/recovery-code")
    Entrances.Entrance enterByRecoveryCode(@Valid @RequestBody FactorCode shown, HttpServletRequest request) {
        return proofs.enter(Factors.RECOVERY_CODE, shown.code(), request);
    }
}
