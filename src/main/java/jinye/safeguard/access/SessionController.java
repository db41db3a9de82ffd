package jinye.safeguard.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import jinye.kernel.Actor;
import jinye.kernel.Refusal;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/access")
class SessionController {

    /** Idle time after which a session ends; 等保 asks for an end, 30 minutes is the platform's default for users. */
    static final Duration IDLE = Duration.ofMinutes(30);

    private final SignIn signIn;
    private final Posts posts;
    private final ObjectProvider<DemoAccounts> demo;

    SessionController(SignIn signIn, Posts posts, ObjectProvider<DemoAccounts> demo) {
        this.signIn = signIn;
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

    /** @param idleSeconds how long without a request until the session ends */
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
            long idleSeconds) {}

    record Demo(boolean demo, List<DemoAccounts.DemoAccount> accounts) {}

    @GetMapping("/session")
    Session currentSession(Actor actor, HttpServletRequest request) {
        var mustChange = Boolean.TRUE.equals(request.getSession().getAttribute("jinye.must-change"));
        return session(actor, mustChange);
    }

    @PostMapping("/session")
    Session openSession(@Valid @RequestBody Credentials credentials, HttpServletRequest request) {
        var entered = signIn.enter(credentials.loginName(), credentials.password(), request.getRemoteAddr());
        // a new session every time: a session id planted before the sign-in is worth nothing after it
        var old = request.getSession(false);
        if (old != null) {
            old.invalidate();
        }
        var session = request.getSession(true);
        session.setMaxInactiveInterval((int) IDLE.toSeconds());
        session.setAttribute(
                SignedIn.ATTRIBUTE,
                new SignedIn(entered.actor().person(), entered.actor().post()).text());
        session.setAttribute("jinye.must-change", entered.mustChange());
        return session(entered.actor(), entered.mustChange());
    }

    @DeleteMapping("/session")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void closeSession(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
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
        request.getSession().setAttribute("jinye.must-change", false);
    }

    @GetMapping("/demo")
    Demo demonstration() {
        var accounts = demo.getIfAvailable();
        return accounts == null || !accounts.demo() ? new Demo(false, List.of()) : new Demo(true, accounts.accounts());
    }

    private Session session(Actor actor, boolean mustChange) {
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
                mustChange,
                IDLE.toSeconds());
    }

    static final class NotHeld extends Refusal {
        NotHeld() {
            super(Kind.NOT_FOUND, "access.post-not-held");
        }
    }
}
