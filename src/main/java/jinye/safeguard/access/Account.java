package jinye.safeguard.access;

import java.time.Duration;
import java.time.Instant;
import jinye.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.PersistenceCreator;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Table;

/** The name and password by which one person signs in. Locks itself after too many wrong passwords, sleeps when nobody uses it. */
@Table(schema = "access", name = "account")
class Account {

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
    private final Instant openedAt;
    private @Nullable Instant confirmedAt;
    private @Nullable Instant closedAt;
    private @Nullable String closedReason;
    private @Nullable String lastSignInAddress;
    private Instant awakeSince;

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
            @Nullable Instant lastSignInAt,
            Instant openedAt,
            @Nullable Instant confirmedAt,
            @Nullable Instant closedAt,
            @Nullable String closedReason,
            @Nullable String lastSignInAddress,
            Instant awakeSince) {
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
        this.openedAt = openedAt;
        this.confirmedAt = confirmedAt;
        this.closedAt = closedAt;
        this.closedReason = closedReason;
        this.lastSignInAddress = lastSignInAddress;
        this.awakeSince = awakeSince;
    }

    /** @param confirmed whether it takes effect at once: only the very first administrators' accounts do */
    static Account open(long person, String loginName, String passwordHash, boolean confirmed, Instant now) {
        return new Account(
                null,
                null,
                person,
                loginName,
                passwordHash,
                now,
                true,
                0,
                null,
                null,
                now,
                confirmed ? now : null,
                null,
                null,
                null,
                now);
    }

    long id() {
        return java.util.Objects.requireNonNull(id);
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

    @Nullable
    Instant lastSignInAt() {
        return lastSignInAt;
    }

    @Nullable
    String lastSignInAddress() {
        return lastSignInAddress;
    }

    boolean mustChange(Instant now, int passwordDays) {
        return mustChange || passwordDays > 0 && passwordChangedAt.isBefore(now.minus(Duration.ofDays(passwordDays)));
    }

    boolean sleeps(Instant now, int unusedDays) {
        var used = lastSignInAt != null && lastSignInAt.isAfter(awakeSince) ? lastSignInAt : awakeSince;
        return unusedDays > 0 && used.isBefore(now.minus(Duration.ofDays(unusedDays)));
    }

    /** Whether its person could sign in; a lock passes by itself. */
    boolean usable(Instant now, int unusedDays) {
        return closedAt == null && confirmedAt != null && !sleeps(now, unusedDays);
    }

    void refuseIfLocked(Instant now) {
        if (lockedUntil != null && now.isBefore(lockedUntil)) {
            throw new Locked(Math.max(
                    1, Duration.between(now, lockedUntil).plusSeconds(59).toMinutes()));
        }
    }

    /** Told only to whom has proved to be the person: a stranger learns nothing about an account. */
    void refuseUnlessUsable(Instant now, int unusedDays) {
        if (closedAt != null) {
            throw new NotUsable("access.account-closed");
        }
        if (confirmedAt == null) {
            throw new NotUsable("access.account-not-confirmed");
        }
        if (sleeps(now, unusedDays)) {
            throw new NotUsable("access.account-sleeps", unusedDays);
        }
    }

    /** @return whether this failure locked it */
    boolean fail(Instant now, int allowed, Duration lock) {
        failures++;
        if (failures < allowed) {
            return false;
        }
        lockedUntil = now.plus(lock);
        failures = 0;
        return true;
    }

    void enter(Instant now, String address) {
        failures = 0;
        lockedUntil = null;
        lastSignInAt = now;
        lastSignInAddress = address;
    }

    void change(String newHash, Instant now) {
        passwordHash = newHash;
        passwordChangedAt = now;
        mustChange = false;
    }

    /** The administrator's password is known to two, so it must be changed at first use. */
    void reset(String newHash, Instant now) {
        change(newHash, now);
        mustChange = true;
        failures = 0;
        lockedUntil = null;
    }

    void confirm(Instant now) {
        if (confirmedAt == null) {
            confirmedAt = now;
            awakeSince = now;
        }
    }

    boolean closed() {
        return closedAt != null;
    }

    void close(String reason, Instant now) {
        if (closedAt != null) {
            throw new NotUsable("access.account-closed-already");
        }
        closedAt = now;
        closedReason = reason;
    }

    /** Wakes a sleeping account or opens a closed one again. */
    void wake(Instant now) {
        closedAt = null;
        closedReason = null;
        failures = 0;
        lockedUntil = null;
        awakeSince = now;
    }

    static final class Locked extends Refusal {
        Locked(long minutes) {
            super(Kind.TOO_OFTEN, "access.locked", minutes);
        }
    }

    static final class NotUsable extends Refusal {
        NotUsable(String code, Object... facts) {
            super(Kind.FORBIDDEN, code, facts);
        }
    }
}
