package jinye.safeguard.access;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import java.time.Clock;
import java.time.Duration;
import jinye.kernel.Actor;
import jinye.kernel.Refusal;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Checks names and passwords. Wrong name and wrong password answer alike and take as long, so that names cannot be guessed. */
@Service
class SignIn {

    private final AccountRepository accounts;
    private final Actors actors;
    private final PasswordEncoder encoder;
    private final Clock clock;
    private final String someHash;
    private final LoadingCache<String, Bucket> addresses;

    /** @param perMinute sign-ins from one address; a whole office may sit behind one */
    SignIn(
            AccountRepository accounts,
            Actors actors,
            PasswordEncoder encoder,
            Clock clock,
            @Value("${jinye.access.sign-ins-per-minute}") int perMinute) {
        this.accounts = accounts;
        this.actors = actors;
        this.encoder = encoder;
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

    record Entered(Actor actor, boolean mustChange) {}

    /** A wrong password is counted although the sign-in is refused: the refusal must not undo the count. */
    @Transactional(noRollbackFor = Refusal.class)
    Entered enter(String loginName, String password, String address) {
        if (!addresses.get(address).tryConsume(1)) {
            throw new TooOften();
        }
        var found = accounts.findByLoginName(Accounts.clean(loginName));
        if (found.isEmpty()) {
            encoder.matches(password, someHash);
            throw new Wrong();
        }
        var account = found.get();
        var now = clock.instant();
        account.refuseIfLocked(now);
        if (!encoder.matches(password, account.passwordHash())) {
            account.fail(now);
            accounts.save(account);
            throw new Wrong();
        }
        var actor = actors.actor(account.person(), null).orElseThrow(Wrong::new);
        account.enter(now);
        accounts.save(account);
        return new Entered(actor, account.mustChange());
    }

    @Transactional(noRollbackFor = Refusal.class)
    void changePassword(Actor actor, String oldPassword, String newPassword) {
        var account = accounts.findByPerson(actor.person()).orElseThrow(Wrong::new);
        var now = clock.instant();
        account.refuseIfLocked(now);
        if (!encoder.matches(oldPassword, account.passwordHash())) {
            account.fail(now);
            accounts.save(account);
            throw new OldPasswordWrong();
        }
        PasswordRule.check(account.loginName(), newPassword);
        if (oldPassword.equals(newPassword)) {
            throw new PasswordRule.Weak("access.password-same");
        }
        account.change(encoder.encode(newPassword), now);
        accounts.save(account);
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
