package jinye.safeguard.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import jinye.kernel.Actor;
import org.springframework.stereotype.Component;

/** What was true at the sign-in must stay true: not too long ago, within the hours, from the networks. */
@Component
class SessionCheck {

    private final Actors actors;
    private final Roles roles;
    private final SecurityRules rules;
    private final Admissions admissions;
    private final Presences presences;
    private final Clock clock;

    SessionCheck(
            Actors actors, Roles roles, SecurityRules rules, Admissions admissions, Presences presences, Clock clock) {
        this.actors = actors;
        this.roles = roles;
        this.rules = rules;
        this.admissions = admissions;
        this.presences = presences;
        this.clock = clock;
    }

    /** Whom the session names, if they have not left. */
    Optional<Actor> actor(HttpSession session) {
        if (!(session.getAttribute(SignedIn.ATTRIBUTE) instanceof String text)) {
            return Optional.empty();
        }
        var signedIn = SignedIn.parse(text);
        return actors.actor(signedIn.person(), signedIn.post());
    }

    /** @throws SignedOut when it has lasted long enough, which ends it */
    void refuseWhenTooOld(Actor actor, HttpSession session) {
        var most = Duration.ofHours(rules.of(SecurityRule.ABSOLUTE_HOURS, roles.administrator(actor)));
        if (clock.millis() - session.getCreationTime() > most.toMillis()) {
            presences.endSession(session.getId(), Presences.End.ABSOLUTE);
            throw new SignedOut("access.signed-out-absolute");
        }
    }

    /** @throws Admissions.NotAdmitted outside the hours and networks */
    void refuseUnlessAdmitted(Actor actor, HttpServletRequest request) {
        admissions.refuseUnlessAdmitted(actor, request.getRemoteAddr());
    }
}
