package jinye.safeguard.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import jinye.kernel.Actor;
import jinye.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
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

@RestController
@RequestMapping("/api/access")
class SessionController {

    private final SignIn signIn;
    private final SignInQueue queue;
    private final Entrances entrances;
    private final Presences presences;
    private final Posts posts;
    private final ObjectProvider<DemoAccounts> demo;

    SessionController(
            SignIn signIn,
            SignInQueue queue,
            Entrances entrances,
            Presences presences,
            Posts posts,
            ObjectProvider<DemoAccounts> demo) {
        this.signIn = signIn;
        this.queue = queue;
        this.entrances = entrances;
        this.presences = presences;
        this.posts = posts;
        this.demo = demo;
    }

    record Credentials(
            @NotNull @Size(max = 100) String loginName,
            @NotNull @Size(max = 200) String password) {}

    record ChosenPost(long post) {}

    record PasswordChange(
            @NotNull @Size(max = 200) String oldPassword,
            @NotNull @Size(max = 200) String newPassword) {}

    /**
     * @param idleSeconds how long without a request until the session ends
     * @param duties      what must be done before anything else: {@code password}, {@code factor}
     */
    record Session(
            long person,
            String name,
            long post,
            String postTitle,
            long department,
            String departmentName,
            long unit,
            String unitName,
            List<Posts.HeldPost> posts,
            Set<String> permissions,
            boolean mustChangePassword,
            long idleSeconds,
            Set<String> duties,
            @Nullable Instant lastSignInAt,
            @Nullable String lastSignInAddress) {}

    record EndedPresences(int ended) {}

    record Demo(boolean demo, List<DemoAccounts.DemoAccount> accounts) {}

    @GetMapping("/session")
    Session currentSession(Actor actor, HttpServletRequest request) {
        return session(actor, request.getSession());
    }

    /** Whoever has a second factor is not in yet: they show it under {@code /api/identity/entrance}. */
    @PostMapping("/session")
    Entrances.Entrance openSession(@Valid @RequestBody Credentials credentials, HttpServletRequest request) {
        long person = queue.pass(
                () -> signIn.check(credentials.loginName(), credentials.password(), request.getRemoteAddr()));
        return entrances.enter(person, List.of("password"), request);
    }

    @DeleteMapping("/session")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void closeSession(HttpServletRequest request) {
        entrances.leave(request);
    }

    @GetMapping("/presences")
    List<Presences.PresenceRow> listOwnPresences(Actor actor, HttpServletRequest request) {
        return presences.of(actor, request.getSession().getId());
    }

    @DeleteMapping("/presences/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endOwnPresence(Actor actor, @PathVariable long id) {
        presences.endOwn(actor, id);
    }

    @DeleteMapping("/presences")
    EndedPresences endOtherPresences(Actor actor, HttpServletRequest request) {
        return new EndedPresences(
                presences.endOthers(actor, request.getSession().getId()));
    }

    @PutMapping("/session/post")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void choosePost(Actor actor, @RequestBody ChosenPost chosen, HttpServletRequest request) {
        if (posts.held(actor.person()).stream().noneMatch(held -> held.id() == chosen.post())) {
            throw new NotHeld();
        }
        request.getSession().setAttribute(SignedIn.ATTRIBUTE, new SignedIn(actor.person(), chosen.post()).text());
    }

    @PutMapping("/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changePassword(Actor actor, @Valid @RequestBody PasswordChange change, HttpServletRequest request) {
        signIn.changePassword(actor, change.oldPassword(), change.newPassword());
        entrances.fulfil(request, SessionMarks.DUTY_PASSWORD);
    }

    @GetMapping("/demo")
    Demo demonstration() {
        var accounts = demo.getIfAvailable();
        return accounts == null || !accounts.demo() ? new Demo(false, List.of()) : new Demo(true, accounts.accounts());
    }

    private Session session(Actor actor, HttpSession session) {
        var duties = SessionMarks.duties(session);
        var last = session.getAttribute(SessionMarks.LAST_SIGN_IN) instanceof String text ? text.split("@", 2) : null;
        return new Session(
                actor.person(),
                actor.name(),
                actor.post(),
                actor.postTitle(),
                actor.department(),
                actor.departmentName(),
                actor.unit(),
                actor.unitName(),
                posts.held(actor.person()),
                actor.permissions(),
                duties.contains(SessionMarks.DUTY_PASSWORD),
                session.getMaxInactiveInterval(),
                duties,
                last == null ? null : Instant.ofEpochMilli(Long.parseLong(last[0])),
                last == null ? null : last[1]);
    }

    static final class NotHeld extends Refusal {
        NotHeld() {
            super(Kind.NOT_FOUND, "access.post-not-held");
        }
    }
}
