package jinye.safeguard.identity.provider;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.SecrecyWords;
import jinye.safeguard.access.StepUp;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 签名密钥: seen by who sees the register of applications, replaced at once by the security administrator alone. A leaked key cannot
 * wait for a second person, and replacing one gives nobody any right: it costs people a sign-in at other systems.
 */
@Service
@Transactional
class KeyDesk {

    static final String REPLACE = "identity.replace-key";

    /** @param signing whether tokens are signed with it now; the others are published before or after that */
    record SigningKeyRow(
            String name,
            Instant madeAt,
            Instant signsFrom,
            @Nullable Instant signsUntil,
            @Nullable String withdrawnReason,
            boolean signing) {}

    private final JdbcClient jdbc;
    private final SigningKeys keys;
    private final LogoutNotices notices;
    private final StepUp stepUp;
    private final Clock clock;

    KeyDesk(JdbcClient jdbc, SigningKeys keys, LogoutNotices notices, StepUp stepUp, Clock clock) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.notices = notices;
        this.stepUp = stepUp;
        this.clock = clock;
    }

    List<SigningKeyRow> all(Actor actor) {
        actor.require("identity.read-applications");
        var current = keys.current();
        return jdbc.sql("""
                        select name, made_at, signs_from, signs_until, withdrawn_reason from identity.signing_key
                        where published_until is null or published_until > :now or withdrawn_reason is not null
                        order by signs_from desc limit 20""")
                .param("now", Moments.to(clock.instant()))
                .query((row, n) -> new SigningKeyRow(
                        row.getString("name"),
                        Moments.from(row, "made_at"),
                        Moments.from(row, "signs_from"),
                        Moments.fromNullable(row, "signs_until"),
                        row.getString("withdrawn_reason"),
                        row.getString("name").equals(current)))
                .list();
    }

    /** Whatever the former key signed counts no more, so every application is told that its sessions are over. */
    void replace(Actor actor, String reason) {
        actor.require(REPLACE);
        SecrecyWords.refuseIn(reason);
        stepUp.require(actor);
        keys.replaceNow(actor, reason.strip());
        notices.endEverywhere();
    }
}
