package jinye.safeguard.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import jinye.kernel.Actor;
import jinye.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The one door into the workspace. By whatever way somebody has proved who they are, the account, its hours and its networks are
 * looked at here, a second factor is asked for here, and here the session begins.
 */
@Service
public class Entrances {

    /** Each of them proves two things at once: that one has the key, and that one may use it. */
    private static final Set<String> STRONG = Set.of("passkey", "certificate");

    /** @param factors what the person may show next; empty when they are in */
    public record Entrance(boolean entered, Set<String> factors, Set<String> duties, int displaced) {}

    /**
     * Somebody who is wholly in.
     *
     * @param provedAt when they last showed who they are: at the sign-in, or since then for something that matters
     * @param ways     by which they came in
     */
    public record Standing(Actor actor, long presence, Instant provedAt, Set<String> ways) {}

    /** Somebody with one proof who owes another. */
    public record HalfWay(long person, Set<String> ways) {}

    private final AccountRepository accounts;
    private final Actors actors;
    private final Admissions admissions;
    private final Roles roles;
    private final SecurityRules rules;
    private final Presences presences;
    private final SessionCheck check;
    private final ObjectProvider<SecondFactors> secondFactors;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Entrances(
            AccountRepository accounts,
            Actors actors,
            Admissions admissions,
            Roles roles,
            SecurityRules rules,
            Presences presences,
            SessionCheck check,
            ObjectProvider<SecondFactors> secondFactors,
            ApplicationEventPublisher events,
            Clock clock) {
        this.accounts = accounts;
        this.actors = actors;
        this.admissions = admissions;
        this.roles = roles;
        this.rules = rules;
        this.presences = presences;
        this.check = check;
        this.secondFactors = secondFactors;
        this.events = events;
        this.clock = clock;
    }

    /** @param ways how the person has proved to be the person: password, totp, passkey, certificate, provider, directory … */
    @Transactional(noRollbackFor = Refusal.class)
    public Entrance enter(long person, Collection<String> ways, HttpServletRequest request) {
        var account = accounts.findByPerson(person).orElseThrow(NoAccount::new);
        var now = clock.instant();
        var actor = actors.actor(person, null).orElseThrow(NoAccount::new);
        boolean administrator = roles.administrator(actor);
        account.refuseIfLocked(now);
        try {
            account.refuseUnlessUsable(now, rules.of(SecurityRule.UNUSED_DAYS, administrator));
            admissions.refuseUnlessAdmitted(actor, request.getRemoteAddr());
        } catch (Refusal refused) {
            refuse(person, account.loginName(), refused.code());
            throw refused;
        }
        var factors = factorsOf(person);
        boolean twoProofs = ways.size() > 1 || ways.stream().anyMatch(STRONG::contains);
        if (!twoProofs && !factors.isEmpty()) {
            var session = anew(request);
            session.setMaxInactiveInterval((int) SessionMarks.HALF_WAY_FOR.toSeconds());
            session.setAttribute(SessionMarks.HALF_WAY, person + ":" + String.join(",", ways));
            return new Entrance(false, factors, Set.of(), 0);
        }
        var duties = new TreeSet<String>();
        if (ways.contains("password") && account.mustChange(now, rules.of(SecurityRule.PASSWORD_DAYS, administrator))) {
            duties.add(SessionMarks.DUTY_PASSWORD);
        }
        if (!twoProofs && rules.of(SecurityRule.SECOND_FACTOR, administrator) > 0) {
            duties.add(SessionMarks.DUTY_FACTOR);
        }
        int displaced = begin(account, actor, administrator, ways, duties, twoProofs, request);
        return new Entrance(true, Set.of(), duties, displaced);
    }

    /** Who stands half-way in this browser. */
    public Optional<HalfWay> halfWay(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session == null || !(session.getAttribute(SessionMarks.HALF_WAY) instanceof String text)) {
            return Optional.empty();
        }
        int colon = text.indexOf(':');
        return Optional.of(new HalfWay(
                Long.parseLong(text.substring(0, colon)),
                new LinkedHashSet<>(List.of(text.substring(colon + 1).split(",")))));
    }

    /**
     * Who sits at this browser, for other systems: nobody who is half-way, owes a duty or has been in for too long.
     *
     * @throws Refusal outside the hours and networks of the person
     */
    public Optional<Standing> standing(HttpServletRequest request) {
        var session = request.getSession(false);
        var actor = session == null ? Optional.<Actor>empty() : check.actor(session);
        if (session == null || actor.isEmpty() || owesDuties(request)) {
            return Optional.empty();
        }
        try {
            check.refuseWhenTooOld(actor.get(), session);
        } catch (SignedOut tooOld) {
            return Optional.empty();
        }
        check.refuseUnlessAdmitted(actor.get(), request);
        var began = Instant.ofEpochMilli(session.getCreationTime());
        var proved = provedAt(request).filter(began::isBefore).orElse(began);
        return presences
                .openOf(session.getId())
                .map(open -> new Standing(actor.get(), open.id(), proved, Set.copyOf(open.ways())));
    }

    /** Signed in, but something must be done before anything else. */
    public boolean owesDuties(HttpServletRequest request) {
        var session = request.getSession(false);
        return session != null && !SessionMarks.duties(session).isEmpty();
    }

    /** A wrong second factor counts like a wrong password: otherwise six digits could be tried one after the other. */
    @Transactional(noRollbackFor = Refusal.class)
    public void countFailure(long person) {
        accounts.findByPerson(person).ifPresent(account -> {
            var now = clock.instant();
            boolean administrator =
                    actors.actor(person, null).filter(roles::administrator).isPresent();
            account.refuseIfLocked(now);
            boolean locked = account.fail(
                    now,
                    rules.of(SecurityRule.LOCK_FAILURES, administrator),
                    Duration.ofMinutes(rules.of(SecurityRule.LOCK_MINUTES, administrator)));
            accounts.save(account);
            refuse(person, account.loginName(), locked ? "access.locked" : "access.second-factor-wrong");
        });
    }

    /** A right code must not help while the account is locked. */
    @Transactional(readOnly = true)
    public void refuseIfLocked(long person) {
        accounts.findByPerson(person).ifPresent(account -> account.refuseIfLocked(clock.instant()));
    }

    /** Ends every session of a person, as when their factors were taken away. */
    @Transactional
    public void endAllOf(long person) {
        presences.endAllOf(person, Presences.End.ADMINISTRATOR);
    }

    /** The duty is done: the session is an ordinary one from now on. */
    public void fulfil(HttpServletRequest request, String duty) {
        var session = request.getSession(false);
        if (session != null) {
            var left = new TreeSet<>(SessionMarks.duties(session));
            left.remove(duty);
            SessionMarks.setDuties(session, left);
        }
    }

    /** A second factor is there: whoever owed one owes it no more. */
    public void fulfilFactor(HttpServletRequest request) {
        fulfil(request, SessionMarks.DUTY_FACTOR);
        renewProof(request);
    }

    /** The person has just proved again who they are. */
    public void renewProof(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session != null) {
            session.setAttribute(SessionMarks.PROVED_AT, Long.toString(clock.millis()));
        }
    }

    public Optional<Instant> provedAt(HttpServletRequest request) {
        var session = request.getSession(false);
        return session != null && session.getAttribute(SessionMarks.PROVED_AT) instanceof String millis
                ? Optional.of(Instant.ofEpochMilli(Long.parseLong(millis)))
                : Optional.empty();
    }

    /** The presence this request belongs to. */
    public Optional<Long> presence(HttpServletRequest request) {
        var session = request.getSession(false);
        return session == null ? Optional.empty() : presences.ofSession(session.getId());
    }

    /** Ends the session of this browser, as signing out does. */
    @Transactional
    public void leave(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session != null) {
            presences.endSession(session.getId(), Presences.End.SIGN_OUT);
            session.invalidate();
        }
    }

    private int begin(
            Account account,
            Actor actor,
            boolean administrator,
            Collection<String> ways,
            Set<String> duties,
            boolean twoProofs,
            HttpServletRequest request) {
        var now = clock.instant();
        var session = anew(request);
        session.setMaxInactiveInterval((int) Duration.ofMinutes(rules.of(SecurityRule.IDLE_MINUTES, administrator))
                .toSeconds());
        session.setAttribute(SignedIn.ATTRIBUTE, new SignedIn(actor.person(), actor.post()).text());
        SessionMarks.setDuties(session, duties);
        if (twoProofs) {
            session.setAttribute(SessionMarks.PROVED_AT, Long.toString(now.toEpochMilli()));
        }
        if (account.lastSignInAt() != null) {
            session.setAttribute(
                    SessionMarks.LAST_SIGN_IN,
                    account.lastSignInAt().toEpochMilli() + "@" + account.lastSignInAddress());
        }
        int displaced = presences.begin(
                actor.person(),
                administrator,
                session.getId(),
                ways,
                request.getRemoteAddr(),
                Device.of(request.getHeader("User-Agent")));
        account.enter(now, request.getRemoteAddr());
        accounts.save(account);
        events.publishEvent(SecurityAct.by(
                actor,
                "access.sign-in",
                actor.person(),
                Map.of("ways", String.join("、", ways), "displaced", displaced)));
        return displaced;
    }

    /** A new session every time: a session id planted before the sign-in is worth nothing after it. */
    private static HttpSession anew(HttpServletRequest request) {
        var old = request.getSession(false);
        if (old != null) {
            old.invalidate();
        }
        return request.getSession(true);
    }

    private Set<String> factorsOf(long person) {
        @Nullable SecondFactors known = secondFactors.getIfAvailable();
        return known == null ? Set.of() : known.of(person);
    }

    private void refuse(long person, String loginName, String why) {
        events.publishEvent(
                SecurityAct.bySystem("access.refuse-sign-in", person, Map.of("name", loginName, "why", why)));
    }

    static final class NoAccount extends Refusal {
        NoAccount() {
            super(Kind.FORBIDDEN, "access.no-account");
        }
    }
}
