package jinye.safeguard.certificates;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jinye.kernel.Moments;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The lives of our certificates, at hand for a minute: checking a signature asks the database once, not each time. */
@Component
class Lives {

    private static final Duration KEPT = Duration.ofMinutes(1);

    private record Key(long authority, String serial) {}

    private final JdbcClient jdbc;
    private final Cache<Key, Optional<Life>> known =
            Caffeine.newBuilder().maximumSize(20_000).expireAfterWrite(KEPT).build();

    Lives(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param serial hexadecimal. Empty when the authority never issued it */
    Optional<Life> of(long authority, String serial) {
        var key = new Key(authority, serial);
        var life = known.getIfPresent(key);
        if (life == null) {
            life = read(key);
            known.put(key, life);
        }
        return life;
    }

    @EventListener
    void forget(CertificateChanged changed) {
        Caches.afterCommit(() -> known.asMap()
                .values()
                .removeIf(life -> life.isEmpty() || life.get().certificate() == changed.certificate()));
    }

    private Optional<Life> read(Key key) {
        return jdbc.sql("""
                        select c.id, c.holder_kind, c.holder_key, c.holder_name, l.act, l.at, l.reason
                        from certificates.certificate c join certificates.life l on l.certificate = c.id
                        where c.authority = ? and c.serial = ? order by l.id""").params(key.authority(), key.serial()).query((ResultSet rows) -> {
            Life life = null;
            var turns = new ArrayList<Life.Turn>();
            while (rows.next()) {
                if (life == null) {
                    life = new Life(
                            rows.getLong("id"),
                            new Holder(
                                    Holder.Kind.valueOf(rows.getString("holder_kind")), rows.getString("holder_key")),
                            rows.getString("holder_name"),
                            List.of());
                }
                var reason = rows.getString("reason");
                var state = switch (rows.getString("act")) {
                    case "SUSPENDED" -> CertificateState.SUSPENDED;
                    case "REVOKED" -> CertificateState.REVOKED;
                    case "RESUMED" -> CertificateState.VALID;
                    default -> null;
                };
                if (state != null) {
                    turns.add(new Life.Turn(
                            Moments.from(rows, "at"), state, reason == null ? null : RevocationReason.valueOf(reason)));
                }
            }
            return life == null
                    ? Optional.<Life>empty()
                    : Optional.of(new Life(life.certificate(), life.holder(), life.holderName(), List.copyOf(turns)));
        });
    }
}
