package jinye.safeguard.access;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.Refusal;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Checks names and passwords. Wrong name and wrong password answer alike and take as long, so that names cannot be guessed. */
@Service
class SignIn {

    private final AccountRepository accounts;
    private final Actors actors;
    private final PasswordEncoder encoder;
    private final PasswordRule passwords;
    private final SecurityRules rules;
    private final Roles roles;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final String someHash;
    private final LoadingCache<String, Bucket> addresses;

    /** @param perMinute sign-ins from one address; a whole office may sit behind one */
    SignIn(
            AccountRepository accounts,
            Actors actors,
            PasswordEncoder encoder,
            PasswordRule passwords,
            SecurityRules rules,
            Roles roles,
            ApplicationEventPublisher events,
            Clock clock,
            @Value("${jinye.access.sign-ins-per-minute}") int perMinute) {
        this.accounts = accounts;
        this.actors = actors;
        this.encoder = encoder;
        this.passwords = passwords;
        this.rules = rules;
        this.roles = roles;
        this.events = events;
        this.clock = clock;
        this.someHash = encoder.encode("somebody");
        var limit = Bandwidth.builder()
                .capacity(perMinute)
                .refillGreedy(perMinute, Duration.ofMinutes(1))
                .build();
        this.addresses = Caffeine.newBuilder()
                .maximumSize(100_000)
                .expireAfterAccess(Duration.ofMinutes(10))
                .build(address -> Bucket.builder().addLimit(limit).build());
    }

    /**
     * A wrong password is counted although the sign-in is refused: the refusal must not undo the count.
     *
     * @return the person whose password it was; whether they may come in is for {@link Entrances}
     */
    @Transactional(noRollbackFor = Refusal.class)
    long check(String loginName, String password, String address) {
        if (!addresses.get(address).tryConsume(1)) {
            throw new TooOften();
        }
        var name = Accounts.clean(loginName);
        var found = accounts.findByLoginName(name);
        if (found.isEmpty()) {
            encoder.matches(password, someHash);
            events.publishEvent(SecurityAct.bySystem(
                    "access.refuse-sign-in", 0, Map.of("name", name, "why", "access.wrong-name-or-password")));
            throw new Wrong();
        }
        var account = found.get();
        var now = clock.instant();
        account.refuseIfLocked(now);
        if (!encoder.matches(password, account.passwordHash())) {
            fail(account, now);
            throw new Wrong();
        }
        return account.person();
    }

    @Transactional(noRollbackFor = Refusal.class)
    void changePassword(Actor actor, String oldPassword, String newPassword) {
        var account = accounts.findByPerson(actor.person()).orElseThrow(Wrong::new);
        var now = clock.instant();
        account.refuseIfLocked(now);
        if (!encoder.matches(oldPassword, account.passwordHash())) {
            fail(account, now);
            throw new OldPasswordWrong();
        }
        boolean administrator = roles.administrator(actor);
        passwords.check(actor.person(), account.loginName(), newPassword, administrator);
        passwords.refuseFormer(account.id(), account.passwordHash(), newPassword, administrator);
        passwords.keepFormer(account, now);
        account.change(encoder.encode(newPassword), now);
        accounts.save(account);
        events.publishEvent(SecurityAct.by(actor, "access.change-password", actor.person(), Map.of()));
    }

    private void fail(Account account, java.time.Instant now) {
        boolean administrator = actors.actor(account.person(), null)
                .filter(roles::administrator)
                .isPresent();
        boolean locked = account.fail(
                now,
                rules.of(SecurityRule.LOCK_FAILURES, administrator),
                Duration.ofMinutes(rules.of(SecurityRule.LOCK_MINUTES, administrator)));
        accounts.save(account);
        events.publishEvent(SecurityAct.bySystem(
                "access.refuse-sign-in",
                account.person(),
                Map.of(
                        "name",
                        account.loginName(),
                        "why",
                        locked ? "access.locked" : "access.wrong-name-or-password")));
    }

    static final class Wrong extends Refusal {
        Wrong() {
            super(Kind.INVALID, "access.wrong-name-or-password");
        }
    }

    static final class OldPasswordWrong extends Refusal {
        OldPasswordWrong() {
            super(Kind.INVALID, "access.old-password-wrong");
        }
    }

    static final class TooOften extends Refusal {
        TooOften() {
            super(Kind.TOO_OFTEN, "access.too-often");
        }
    }
}
