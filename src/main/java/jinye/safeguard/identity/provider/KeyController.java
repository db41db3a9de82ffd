package jinye.safeguard.identity.provider;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import jinye.kernel.Actor;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The keys that sign what we say of people. */
@RestController
@RequestMapping("/api/identity/signing-keys")
class KeyController {

    private final KeyDesk desk;

    KeyController(KeyDesk desk) {
        this.desk = desk;
    }

    record KeyReplacement(@NotBlank @Size(max = 500) String reason) {}

    @GetMapping
    List<KeyDesk.SigningKeyRow> listSigningKeys(Actor actor) {
        return desk.all(actor);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void replaceSigningKey(Actor actor, @Valid @RequestBody KeyReplacement asked) {
        desk.replace(actor, asked.reason());
    }
}
