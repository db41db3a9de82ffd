package jinye.platform.directory;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import jinye.kernel.Actor;
import jinye.kernel.Cursor;
import jinye.kernel.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who proposes, approves, refuses and withdraws changes of rights, and what was decided. */
@RestController
@RequestMapping("/api/directory")
class ProposalController {

    private final RightsProposals proposals;
    private final ProposalList list;
    private final ScopeRegister scopes;
    private final Directory directory;

    ProposalController(RightsProposals proposals, ProposalList list, ScopeRegister scopes, Directory directory) {
        this.proposals = proposals;
        this.list = list;
        this.scopes = scopes;
        this.directory = directory;
    }

    /** @param unit of a scope over one department it may be left out */
    record ProposalForm(
            @NotNull RightsChange.Sort change,
            long person,
            @Nullable @Size(max = 40) String role,
            @Nullable Long unit,
            @Nullable Long department,
            @Nullable LocalDate lastDay,
            @NotBlank @Size(max = 500) String reason) {

        RightsChange rights(Directory directory) {
            var scope = change.ofRole() ? null : department;
            long at = scope != null ? directory.department(scope).unit() : unit == null ? 0 : unit;
            return new RightsChange(
                    change, person, change.ofRole() ? role : null, at, scope, change.gives() ? lastDay : null);
        }
    }

    record ProposalNote(@NotBlank @Size(max = 500) String note) {}

    record ProposalCount(long waiting) {}

    @GetMapping("/proposals")
    Page<ProposalList.ProposalRow> listProposals(
            Actor actor,
            @RequestParam(defaultValue = "true") boolean open,
            @RequestParam(required = false) @Nullable Long person,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "30") @Min(1) @Max(200) int size) {
        return list.page(actor, open, person, Cursor.read(after, 1), size);
    }

    @GetMapping("/proposals/count")
    ProposalCount countProposals(Actor actor) {
        return new ProposalCount(list.waiting(actor));
    }

    @PostMapping("/proposals")
    @ResponseStatus(HttpStatus.CREATED)
    UnitController.Opened proposeRights(Actor actor, @Valid @RequestBody ProposalForm form) {
        return new UnitController.Opened(proposals.propose(actor, form.rights(directory), form.reason()));
    }

    @PutMapping("/proposals/{id}/approval")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void approveRights(Actor actor, @PathVariable long id) {
        proposals.approve(actor, id);
    }

    @PutMapping("/proposals/{id}/refusal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void refuseRights(Actor actor, @PathVariable long id, @Valid @RequestBody ProposalNote note) {
        proposals.refuse(actor, id, note.note());
    }

    @PutMapping("/proposals/{id}/withdrawal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdrawRights(Actor actor, @PathVariable long id) {
        proposals.withdraw(actor, id);
    }

    /** Data scopes of a person: one's own, and everybody's for administrators. */
    @GetMapping("/people/{id}/scopes")
    List<ScopeRegister.Scope> listScopes(Actor actor, @PathVariable long id) {
        if (actor.person() != id) {
            actor.require(ProposalList.READ);
        }
        return scopes.of(id);
    }
}
