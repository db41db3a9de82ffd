package jinye.platform.directory;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import jinye.kernel.Actor;
import jinye.platform.web.IfMatch;
import jinye.safeguard.access.Roles;
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

/** Posts held, names of roles, days away. */
@RestController
@RequestMapping("/api/directory")
class AppointmentController {

    private final Appointments appointments;
    private final PostChanges posts;
    private final RightsProposals proposals;
    private final AbsenceRegister absences;
    private final Roles roles;

    AppointmentController(
            Appointments appointments,
            PostChanges posts,
            RightsProposals proposals,
            AbsenceRegister absences,
            Roles roles) {
        this.appointments = appointments;
        this.posts = posts;
        this.proposals = proposals;
        this.absences = absences;
        this.roles = roles;
    }

    /** @param main whether it becomes the primary post; the former primary one is then given up */
    record Appointment(
            long post,
            boolean main,
            @NotBlank @Size(max = 500) String reason) {}

    /** @param withPost whether it comes with a post and is never given by itself */
    record RoleName(String code, String name, boolean administrator, boolean withPost) {}

    /** Nothing changes until a security administrator approves the proposal. */
    @PostMapping("/people/{id}/appointments")
    @ResponseStatus(HttpStatus.CREATED)
    UnitController.Opened proposeAppointment(
            Actor actor, @PathVariable long id, @Valid @RequestBody Appointment appointment) {
        actor.require("directory.manage");
        var change = posts.appointment(id, appointment.post(), appointment.main());
        return new UnitController.Opened(proposals.propose(actor, change, appointment.reason()));
    }

    @DeleteMapping("/people/{id}/holdings/{post}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void releasePerson(Actor actor, @PathVariable long id, @PathVariable long post, IfMatch version) {
        appointments.release(actor, id, version.version(), post);
    }

    @GetMapping("/roles")
    List<RoleName> listRoles(Actor actor) {
        return roles.all().stream()
                .map(role -> new RoleName(
                        role.code(), role.name(), role.administrator(), RoleRegister.WITH_POSTS.contains(role.code())))
                .toList();
    }

    @PostMapping("/people/{id}/absences")
    @ResponseStatus(HttpStatus.CREATED)
    UnitController.Opened announceAbsence(
            Actor actor, @PathVariable long id, @Valid @RequestBody AbsenceRegister.AbsenceForm form) {
        return new UnitController.Opened(absences.announce(actor, id, form));
    }

    @PutMapping("/absences/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changeAbsence(
            Actor actor, @PathVariable long id, IfMatch version, @Valid @RequestBody AbsenceRegister.AbsenceForm form) {
        absences.change(actor, id, version.version(), form);
    }

    @DeleteMapping("/absences/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdrawAbsence(Actor actor, @PathVariable long id, IfMatch version) {
        absences.withdraw(actor, id, version.version());
    }
}
