package jinye.safeguard.access;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import jinye.kernel.Actor;
import jinye.kernel.Refusal;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * 重要操作前的身份验证: the front door of modules whose acts carry weight (signing and sealing documents, roles, destroying
 * archives, taking out lists of people or of rights). Whoever has a
 * second factor must have shown it within the minutes of the rule; the workspace asks for it at the refusal and repeats the
 * request. Nobody without a factor is asked: who must have one is another rule.
 */
@Service
public class StepUp {

    /** Within this a change of the factors themselves needs a proof, whatever the rule says. */
    private static final int FACTOR_MINUTES = 5;

    private final Entrances entrances;
    private final SecurityRules rules;
    private final Roles roles;
    private final ObjectProvider<SecondFactors> factors;
    private final Clock clock;

    StepUp(Entrances entrances, SecurityRules rules, Roles roles, ObjectProvider<SecondFactors> factors, Clock clock) {
        this.entrances = entrances;
        this.rules = rules;
        this.roles = roles;
        this.factors = factors;
        this.clock = clock;
    }

    /** @throws Demanded unless the person has just proved again who they are, or the rule asks for nothing */
    public void require(Actor actor) {
        int minutes = rules.of(SecurityRule.STEP_UP_MINUTES, roles.administrator(actor));
        if (minutes > 0) {
            demand(actor, minutes);
        }
    }

    /** For changes of the factors themselves: a session left open must not be enough to take the account over. */
    public void requireForFactors(Actor actor) {
        demand(actor, Math.max(FACTOR_MINUTES, rules.of(SecurityRule.STEP_UP_MINUTES, roles.administrator(actor))));
    }

    private void demand(Actor actor, int minutes) {
        // jobs act without a request, and nobody sits there who could prove anything
        if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)) {
            return;
        }
        var known = factors.getIfAvailable();
        if (known == null || known.of(actor.person()).isEmpty()) {
            return;
        }
        HttpServletRequest request = attributes.getRequest();
        var since = clock.instant().minus(Duration.ofMinutes(minutes));
        if (entrances.provedAt(request).filter(since::isBefore).isEmpty()) {
            throw new Demanded();
        }
    }

    /** The workspace knows this code. */
    static final class Demanded extends Refusal {
        Demanded() {
            super(Kind.FORBIDDEN, "access.step-up");
        }
    }
}
