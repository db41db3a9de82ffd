package jinye.office.approvals.kinds;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
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

/** Whose packages are trusted. */
@RestController
@RequestMapping("/api/approvals/trusted-keys")
class TrustedKeyController {

    record KeyText(@NotNull @Size(min = 1, max = 5_000) String key) {}

    record NewTrustedKey(
            @NotNull @Size(min = 1, max = 5_000) String key,
            @NotBlank @Size(max = 100) String name,
            @NotBlank @Size(max = 500) String reason) {}

    record KeyWithdrawal(@NotBlank @Size(max = 500) String reason) {}

    /** @param own the key of this installation, for those who shall trust its packages */
    record TrustedKeyPage(TrustedKeys.OwnKey own, List<TrustedKeys.TrustedKey> keys) {}

    private final TrustedKeys keys;

    TrustedKeyController(TrustedKeys keys) {
        this.keys = keys;
    }

    @GetMapping
    TrustedKeyPage listTrustedKeys(Actor actor) {
        return new TrustedKeyPage(keys.own(actor), keys.all(actor));
    }

    @PostMapping("/readings")
    TrustedKeys.KeyReading readSigningKey(Actor actor, @RequestBody @Valid KeyText text) {
        return keys.read(actor, text.key());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    TrustedKeys.TrustedKey trustKey(Actor actor, @RequestBody @Valid NewTrustedKey command) {
        return keys.add(
                actor, command.key(), command.name().strip(), command.reason().strip());
    }

    @PutMapping("/{fingerprint}/withdrawal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdrawTrustedKey(
            Actor actor,
            @PathVariable @Size(max = 100) String fingerprint,
            @RequestBody @Valid KeyWithdrawal withdrawal) {
        keys.withdraw(actor, fingerprint, withdrawal.reason().strip());
    }
}
