package jinye.safeguard.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import jinye.kernel.Actor;
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

/** The parameters of security, hours and networks, and words no password may hold: for the security administrator. */
@RestController
@RequestMapping("/api/access")
class SecurityRuleController {

    private final SecurityRules rules;
    private final Admissions admissions;
    private final BlockedWords words;
    private final Roles roles;

    SecurityRuleController(SecurityRules rules, Admissions admissions, BlockedWords words, Roles roles) {
        this.rules = rules;
        this.admissions = admissions;
        this.words = words;
        this.roles = roles;
    }

    /** @param replaces the row that was looked at */
    record RuleChange(int value, @NotBlank @Size(max = 500) String reason, long replaces) {}

    record AdmissionForm(
            @Nullable @Size(max = 40) String role,
            @Nullable Long person,
            @NotEmpty @Size(max = 7) Set<@Min(1) @Max(7) Integer> weekdays,
            @NotNull LocalTime fromTime,
            @NotNull LocalTime toTime,
            @NotNull @Size(max = 20) List<@NotBlank @Size(max = 50) String> networks,
            @NotBlank @Size(max = 500) String reason) {}

    record Admitted(long id) {}

    record WordForm(@NotBlank @Size(min = 3, max = 64) String word) {}

    record RoleChoice(String code, String name, boolean administrator) {}

    @GetMapping("/rules")
    List<SecurityRules.RuleRow> listSecurityRules(Actor actor) {
        actor.require(SecurityRules.PERMISSION);
        return rules.list();
    }

    @PutMapping("/rules/{name}/{audience}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void setSecurityRule(
            Actor actor,
            @PathVariable String name,
            @PathVariable String audience,
            @Valid @RequestBody RuleChange change) {
        rules.set(actor, name, audience.equals("administrators"), change.value(), change.reason(), change.replaces());
    }

    @GetMapping("/admissions")
    List<Admissions.Admission> listAdmissions(Actor actor) {
        actor.require(SecurityRules.PERMISSION);
        return admissions.list();
    }

    @PostMapping("/admissions")
    @ResponseStatus(HttpStatus.CREATED)
    Admitted admit(Actor actor, @Valid @RequestBody AdmissionForm form, HttpServletRequest request) {
        return new Admitted(admissions.admit(
                actor,
                form.role(),
                form.person(),
                form.weekdays(),
                form.fromTime(),
                form.toTime(),
                form.networks(),
                form.reason(),
                request.getRemoteAddr()));
    }

    @DeleteMapping("/admissions/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdrawAdmission(Actor actor, @PathVariable long id) {
        admissions.withdraw(actor, id);
    }

    @GetMapping("/role-choices")
    List<RoleChoice> listRoleChoices(Actor actor) {
        actor.require(SecurityRules.PERMISSION);
        return roles.all().stream()
                .map(role -> new RoleChoice(role.code(), role.name(), role.administrator()))
                .toList();
    }

    @GetMapping("/blocked-words")
    List<BlockedWords.BlockedWord> listBlockedWords(Actor actor) {
        actor.require(SecurityRules.PERMISSION);
        return words.list();
    }

    @PostMapping("/blocked-words")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void blockWord(Actor actor, @Valid @RequestBody WordForm form) {
        words.add(actor, form.word());
    }

    @DeleteMapping("/blocked-words/{word}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void allowWord(Actor actor, @PathVariable String word) {
        words.remove(actor, word);
    }
}
