package jinye.safeguard.identity.factors;

import java.nio.charset.StandardCharsets;
import jinye.kernel.Actor;
import jinye.kernel.Refusal;
import jinye.safeguard.access.StepUp;
import jinye.safeguard.certificates.Secrets;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A person's passkeys: made, named and removed under the same rules as the other factors. */
@Service
@Transactional
class OwnPasskeys {

    private final Passkeys passkeys;
    private final OwnFactors own;
    private final StepUp stepUp;
    private final Secrets secrets;

    OwnPasskeys(Passkeys passkeys, OwnFactors own, StepUp stepUp, Secrets secrets) {
        this.passkeys = passkeys;
        this.own = own;
        this.stepUp = stepUp;
        this.secrets = secrets;
    }

    /** Tells the device which person it is without telling it who (Web Authentication, 14.6.1). */
    byte[] handle(Actor actor) {
        return secrets.fingerprint(
                "identity passkey handles",
                "person",
                Long.toString(actor.person()).getBytes(StandardCharsets.US_ASCII));
    }

    void refuseUnlessAllowed(Actor actor) {
        stepUp.requireForFactors(actor);
        if (passkeys.of(actor.person()).size() >= Passkeys.PER_PERSON_MAX) {
            throw new TooMany(Passkeys.PER_PERSON_MAX);
        }
    }

    OwnFactors.SetUpFactor make(
            Actor actor, String name, Challenges.Challenge challenge, String host, String response) {
        refuseUnlessAllowed(actor);
        if (challenge.person() == null || challenge.person() != actor.person()) {
            throw new Passkeys.NotAccepted();
        }
        passkeys.register(actor.person(), name, challenge.content(), host, response);
        return own.setUp(actor, Factors.PASSKEY);
    }

    void rename(Actor actor, long id, String name) {
        if (!passkeys.rename(actor.person(), id, name)) {
            throw new OwnFactors.NoSuchFactor();
        }
    }

    void remove(Actor actor, long id) {
        stepUp.requireForFactors(actor);
        if (passkeys.of(actor.person()).size() == 1) {
            own.refuseIfLast(actor, Factors.PASSKEY);
        }
        if (!passkeys.remove(actor.person(), id)) {
            throw new OwnFactors.NoSuchFactor();
        }
        own.removed(actor, Factors.PASSKEY);
    }

    static final class TooMany extends Refusal {
        TooMany(int most) {
            super(Kind.CONFLICT, "identity.passkeys-many", most);
        }
    }
}
