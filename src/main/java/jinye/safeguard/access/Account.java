package jinye.safeguard.access;

import java.time.Duration;
import java.time.Instant;
import jinye.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.PersistenceCreator;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Table;

/** The name and password by which one person signs in. Locks itself after too many wrong passwords. */
@Table(schema = "access", name = "account")
class Account {

    /** 等保 2.0 level 3, 身份鉴别: failed sign-ins end in a lock; five and a quarter of an hour are the platform's defaults. */
    static final int FAILURES_ALLOWED = 5;

    static final Duration LOCK = Duration.ofMinutes(15);

    @Id
    private final @Nullable Long id;

    @Version
    private final @Nullable Long version;

    private final long person;
    private final String loginName;
    private String passwordHash;
    private Instant passwordChangedAt;
    private boolean mustChange;
    private int failures;
    private @Nullable Instant lockedUntil;
    private @Nullable Instant lastSignInAt;

    @PersistenceCreator
    private Account(
            @Nullable Long id,
            @Nullable Long version,
            long person,
            String loginName,
            String passwordHash,
            Instant passwordChangedAt,
            boolean mustChange,
            int failures,
            @Nullable Instant lockedUntil,
            @Nullable Instant lastSignInAt) {
        this.id = id;
        this.version = version;
        this.person = person;
        this.loginName = loginName;
        this.passwordHash = passwordHash;
        this.passwordChangedAt = passwordChangedAt;
        this.mustChange = mustChange;
        this.failures = failures;
        this.lockedUntil = lockedUntil;
        this.lastSignInAt = lastSignInAt;
    }

    static Account open(long person, String loginName, String passwordHash, boolean mustChange, Instant now) {
        return new Account(null, null, person, loginName, passwordHash, now, mustChange, 0, null, null);
    }

    long person() {
        return person;
    }

    String loginName() {
        return loginName;
    }

    String passwordHash() {
        return passwordHash;
    }

    boolean mustChange() {
        return mustChange;
    }

    void refuseIfLocked(Instant now) {
        if (lockedUntil != null && now.isBefore(lockedUntil)) {
            long minutes = Math.max(
                    1, Duration.between(now, lockedUntil).plusSeconds(59).toMinutes());
            throw new Locked(minutes);
        }
    }

    void fail(Instant now) {
        failures++;
        if (failures >= FAILURES_ALLOWED) {
            lockedUntil = now.plus(LOCK);
            failures = 0;
        }
    }

    void enter(Instant now) {
        failures = 0;
        lockedUntil = null;
        lastSignInAt = now;
    }

    void change(String newHash, Instant now) {
        passwordHash = newHash;
        passwordChangedAt = now;
        mustChange = false;
    }

    static final class Locked extends Refusal {
        Locked(long minutes) {
            super(Kind.TOO_OFTEN, "access.locked", FAILURES_ALLOWED, minutes);
        }
    }
}
