package jinye.safeguard.access;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.Refusal;
import jinye.kernel.SecrecyWords;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 账号开通、重置、启用: asked by the system administrator, in force when a security administrator confirms (三员分立). The first password
 * has two halves, one for each of the two to hand over: neither of them alone can come in as the person. For the only security
 * administrator the audit administrator confirms, see {@link LoneSecurity}.
 */
@Service
@Transactional
class AccountDesk {

    static final String OPEN = "access.open-accounts";
    static final String CONFIRM = "access.confirm-accounts";
    static final String CONFIRM_LONE = "access.confirm-lone-security";

    /** Without those that look alike when copied from a screen; eight of 55 are about 46 bits for each half. */
    private static final String ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789";

    private static final int HALF = 8;
    private static final String LOGIN_NAME = "[a-z][a-z0-9._-]{2,39}";

    enum Change {
        OPEN,
        RESET,
        WAKE
    }

    private record Waiting(
            long id,
            long account,
            long person,
            Change change,
            @Nullable String passwordHash,
            @Nullable String secondHalf,
            long askedBy,
            boolean lone) {}

    private final AccountRepository accounts;
    private final Actors actors;
    private final Roles roles;
    private final People people;
    private final Presences presences;
    private final LoneSecurity lone;
    private final StepUp stepUp;
    private final JdbcClient jdbc;
    private final PasswordEncoder encoder;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    AccountDesk(
            AccountRepository accounts,
            Actors actors,
            Roles roles,
            People people,
            Presences presences,
            LoneSecurity lone,
            StepUp stepUp,
            JdbcClient jdbc,
            PasswordEncoder encoder,
            ApplicationEventPublisher events,
            Clock clock) {
        this.accounts = accounts;
        this.actors = actors;
        this.roles = roles;
        this.people = people;
        this.presences = presences;
        this.lone = lone;
        this.stepUp = stepUp;
        this.jdbc = jdbc;
        this.encoder = encoder;
        this.events = events;
        this.clock = clock;
    }

    /** @return the first half of the first password */
    String open(Actor actor, long person, String loginName, String reason) {
        actor.require(OPEN);
        SecrecyWords.refuseIn(reason);
        actors.actor(person, null).orElseThrow(() -> new Refused(Refusal.Kind.INVALID, "access.no-such-person"));
        var name = Accounts.clean(loginName);
        if (!name.matches(LOGIN_NAME)) {
            throw new Refused(Refusal.Kind.INVALID, "access.login-name-shape");
        }
        if (accounts.findByPerson(person).isPresent()) {
            throw new Refused(Refusal.Kind.CONFLICT, "access.account-there");
        }
        if (accounts.findByLoginName(name).isPresent()) {
            throw new Refused(Refusal.Kind.CONFLICT, "access.login-name-taken", name);
        }
        // nobody knows this one: until it is confirmed the account has no password at all
        accounts.save(Account.open(person, name, encoder.encode(half() + half() + half()), false, clock.instant()));
        return ask(actor, person, Change.OPEN, reason);
    }

    /** The old password holds until the new one is confirmed: asking alone shuts nobody out. */
    String reset(Actor actor, long person, String reason) {
        actor.require(OPEN);
        SecrecyWords.refuseIn(reason);
        return ask(actor, person, Change.RESET, reason);
    }

    /** A sleeping or closed account; the password stays. */
    void wake(Actor actor, long person, String reason) {
        actor.require(OPEN);
        SecrecyWords.refuseIn(reason);
        ask(actor, person, Change.WAKE, reason);
    }

    /** At once, since it takes something away; an administrator must lose the role first, which two people decide. */
    void close(Actor actor, long person, String reason) {
        actor.require(OPEN);
        SecrecyWords.refuseIn(reason);
        var account = account(person);
        boolean administrator =
                actors.actor(person, null).filter(roles::administrator).isPresent();
        if (administrator) {
            throw new Refused(Refusal.Kind.CONFLICT, "access.administrator-not-closed");
        }
        account.close(reason.strip(), clock.instant());
        accounts.save(account);
        presences.endAllOf(person, Presences.End.ADMINISTRATOR);
        tell(actor, "access.close-account", person, reason);
    }

    /** @return the second half of the first password; empty when the password stays */
    String confirm(Actor actor, long change) {
        stepUp.require(actor);
        var waiting = confirmable(actor, change);
        var account = account(waiting.person());
        var now = clock.instant();
        decide(actor, change, "CONFIRMED");
        if (waiting.passwordHash() != null) {
            account.reset(waiting.passwordHash(), now);
            presences.endAllOf(waiting.person(), Presences.End.ADMINISTRATOR);
        }
        account.confirm(now);
        account.wake(now);
        accounts.save(account);
        tell(
                actor,
                actor.may(CONFIRM) ? "access.confirm-account" : "access.confirm-lone-account",
                waiting.person(),
                waiting.change().name());
        return waiting.secondHalf() == null ? "" : waiting.secondHalf();
    }

    void refuse(Actor actor, long change, String reason) {
        SecrecyWords.refuseIn(reason);
        var waiting = confirmable(actor, change);
        decide(actor, change, "REFUSED");
        tell(actor, "access.refuse-account", waiting.person(), reason);
    }

    private Waiting confirmable(Actor actor, long change) {
        if (!actor.may(CONFIRM)) {
            actor.require(CONFIRM_LONE);
        }
        var waiting = waiting(change);
        refuseSame(actor, waiting);
        if (!actor.may(CONFIRM) && !(waiting.lone() && lone.is(waiting.person()))) {
            throw new Refused(Refusal.Kind.FORBIDDEN, "access.confirmed-by-security");
        }
        return waiting;
    }

    private String ask(Actor actor, long person, Change change, String reason) {
        stepUp.require(actor);
        var account = account(person);
        boolean password = change != Change.WAKE;
        var first = half();
        var second = half();
        try {
            jdbc.sql("""
                            insert into access.account_change (account, change, password_hash, second_half, reason, asked_by, asked_at, lone)
                            values ((select id from access.account where person = :person), :change, :hash, :second, :reason, :by, :now, :lone)""")
                    .param("lone", change != Change.OPEN && lone.is(person))
                    .param("person", person)
                    .param("change", change.name())
                    .param("hash", password ? encoder.encode(first + "-" + second) : null, java.sql.Types.VARCHAR)
                    .param("second", password ? second : null, java.sql.Types.VARCHAR)
                    .param("reason", reason.strip())
                    .param("by", actor.person())
                    .param("now", java.sql.Timestamp.from(clock.instant()))
                    .update();
        } catch (DuplicateKeyException twice) {
            throw new Refused(Refusal.Kind.CONFLICT, "access.account-waits", account.loginName());
        }
        tell(
                actor,
                switch (change) {
                    case OPEN -> "access.open-account";
                    case RESET -> "access.reset-account";
                    case WAKE -> "access.wake-account";
                },
                person,
                reason);
        return first;
    }

    private static void refuseSame(Actor actor, Waiting waiting) {
        if (actor.person() == waiting.askedBy() || actor.person() == waiting.person()) {
            throw new Refused(Refusal.Kind.FORBIDDEN, "access.own-confirmation");
        }
    }

    private Account account(long person) {
        return accounts.findByPerson(person)
                .orElseThrow(() -> new Refused(Refusal.Kind.NOT_FOUND, "access.no-such-account"));
    }

    private Waiting waiting(long change) {
        return jdbc.sql("""
                        select c.id, c.account, a.person, c.change, c.password_hash, c.second_half, c.asked_by, c.lone
                        from access.account_change c join access.account a on a.id = c.account
                        where c.id = :id and c.outcome is null for update of c""")
                .param("id", change)
                .query(Waiting.class)
                .optional()
                .orElseThrow(() -> new Refused(Refusal.Kind.NOT_FOUND, "access.no-such-account-change"));
    }

    private void decide(Actor actor, long change, String outcome) {
        jdbc.sql("""
                        update access.account_change set outcome = :outcome, decided_by = :by, decided_at = :now,
                            password_hash = null, second_half = null where id = :id""")
                .param("outcome", outcome)
                .param("by", actor.person())
                .param("now", java.sql.Timestamp.from(clock.instant()))
                .param("id", change)
                .update();
    }

    private void tell(Actor actor, String act, long person, String reason) {
        var name = people.names(java.util.List.of(person)).getOrDefault(person, "");
        events.publishEvent(SecurityAct.by(actor, act, person, Map.of("name", name, "reason", reason.strip())));
    }

    private String half() {
        var half = new StringBuilder();
        for (int n = 0; n < HALF; n++) {
            half.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return half.toString();
    }

    static final class Refused extends Refusal {
        Refused(Kind kind, String code, Object... facts) {
            super(kind, code, facts);
        }
    }
}
