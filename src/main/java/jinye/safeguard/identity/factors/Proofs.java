package jinye.safeguard.identity.factors;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import jinye.kernel.Actor;
import jinye.kernel.Refusal;
import jinye.safeguard.access.Entrances;
import jinye.safeguard.access.SecurityAct;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * A factor is shown: at the entrance by somebody half-way, or by a person who is in and wants to do something of weight. Wrong ones
 * count like wrong passwords. Not one transaction: the count must stay when the refusal goes out.
 */
@Service
class Proofs {

    private final Entrances entrances;
    private final Factors factors;
    private final ApplicationEventPublisher events;

    Proofs(Entrances entrances, Factors factors, ApplicationEventPublisher events) {
        this.entrances = entrances;
        this.factors = factors;
        this.events = events;
    }

    /** What the person who stands half-way in this browser may show. */
    Set<String> awaited(HttpServletRequest request) {
        return entrances.halfWay(request).map(half -> factors.of(half.person())).orElseThrow(NotHalfWay::new);
    }

    Entrances.Entrance enter(String factor, String typed, HttpServletRequest request) {
        var half = entrances.halfWay(request).orElseThrow(NotHalfWay::new);
        check(half.person(), factor, typed);
        return goOn(half, factor, request);
    }

    /** The factor was shown and is right. */
    Entrances.Entrance goOn(Entrances.HalfWay half, String factor, HttpServletRequest request) {
        var ways = new ArrayList<>(half.ways());
        ways.add(factor);
        return entrances.enter(half.person(), ways, request);
    }

    void proveAgain(Actor actor, String factor, String typed, HttpServletRequest request) {
        check(actor.person(), factor, typed);
        proved(actor, factor, request);
    }

    void proved(Actor actor, String factor, HttpServletRequest request) {
        entrances.renewProof(request);
        events.publishEvent(SecurityAct.by(
                actor, "identity.prove-again", actor.person(), Map.of("factor", OwnFactors.term(factor))));
    }

    private void check(long person, String factor, String typed) {
        entrances.refuseIfLocked(person);
        if (!factors.take(person, factor, typed)) {
            entrances.countFailure(person);
            throw new OwnFactors.CodeWrong();
        }
    }

    static final class NotHalfWay extends Refusal {
        NotHalfWay() {
            super(Kind.CONFLICT, "identity.not-half-way");
        }
    }
}
