package jinye.safeguard.certificates;

import java.security.cert.X509Certificate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import jinye.kernel.Moments;
import jinye.safeguard.cryptography.CertificateFiles;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 信任列表: whom we believe, at hand until it changes: our own roots for everything, outside authorities for what is written. */
@Component
class TrustList {

    /** @param own null for an outside authority @param outside null for our own */
    record Trusted(
            X509Certificate certificate,
            boolean anchor,
            @Nullable Authority own,
            @Nullable OutsideAuthority outside) {

        boolean trustedFor(Purpose purpose) {
            return own != null || (outside != null && outside.purposes().contains(purpose));
        }
    }

    private record Known(List<Trusted> all, long madeAt) {}

    private static final long KEPT_MILLIS = 60_000;

    private final JdbcClient jdbc;
    private final Authorities authorities;
    private final Clock clock;
    private volatile @Nullable Known known;
    private final Map<Long, Optional<OutsideList>> lists = new ConcurrentHashMap<>();

    TrustList(JdbcClient jdbc, Authorities authorities, Clock clock) {
        this.jdbc = jdbc;
        this.authorities = authorities;
        this.clock = clock;
    }

    List<Trusted> all() {
        var remembered = known;
        if (remembered == null || clock.millis() - remembered.madeAt() > KEPT_MILLIS) {
            lists.clear();
            remembered = new Known(read(), clock.millis());
            known = remembered;
        }
        return remembered.all();
    }

    /** The newest list of an outside authority; checked when it was taken. */
    Optional<OutsideList> listOf(OutsideAuthority authority) {
        return lists.computeIfAbsent(
                authority.id(),
                id -> jdbc.sql("select der from certificates.outside_list where authority = ?")
                        .param(id)
                        .query((row, number) ->
                                OutsideList.read(row.getBytes("der"), authority.certificate(), clock.instant()))
                        .optional());
    }

    @EventListener
    void learn(Authorities.Made made) {
        known = null;
    }

    void forget() {
        Caches.afterCommit(() -> {
            known = null;
            lists.clear();
        });
    }

    private List<Trusted> read() {
        var ours = authorities.all().stream()
                .map(own -> new Trusted(own.certificate(), own.rank() == Authority.Rank.ROOT, own, null));
        var others = jdbc
                .sql("select * from certificates.outside_authority where state = 'TRUSTED' order by id")
                .query(TrustList::outside)
                .list()
                .stream()
                .map(outside -> new Trusted(outside.certificate(), outside.anchor(), null, outside));
        return java.util.stream.Stream.concat(ours, others).toList();
    }

    static OutsideAuthority outside(ResultSet row, int number) throws SQLException {
        return new OutsideAuthority(
                row.getLong("id"),
                row.getLong("version"),
                row.getString("name"),
                CertificateFiles.certificate(row.getBytes("der")),
                row.getString("fingerprint"),
                row.getBoolean("anchor"),
                Arrays.stream((String[]) row.getArray("purposes").getArray())
                        .map(Purpose::valueOf)
                        .collect(Collectors.toUnmodifiableSet()),
                row.getBoolean("list_needed"),
                row.getString("list_url"),
                OutsideAuthority.State.valueOf(row.getString("state")),
                row.getString("reason"),
                row.getString("proposed_by_name"),
                Moments.from(row, "proposed_at"),
                row.getString("decided_by_name"),
                Moments.fromNullable(row, "decided_at"),
                row.getString("opinion"));
    }
}
