package jinye.safeguard.certificates;

import java.security.cert.X509Certificate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import jinye.kernel.Moments;
import jinye.safeguard.certificates.Authority.Rank;
import jinye.safeguard.cryptography.CertificateFiles;
import jinye.safeguard.cryptography.Family;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of our authorities. An authority never changes but for its revocation, so what was read once is kept. */
@Component
class AuthorityStore {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Map<Long, Authority> byId = new ConcurrentHashMap<>();

    AuthorityStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    List<Authority> all() {
        return jdbc.sql("select * from certificates.authority order by id")
                .query(AuthorityStore::row)
                .list();
    }

    Authority authority(long id) {
        return byId.computeIfAbsent(
                id,
                wanted -> jdbc.sql("select * from certificates.authority where id = ?")
                        .param(wanted)
                        .query(AuthorityStore::row)
                        .single());
    }

    Optional<Authority> named(String slug) {
        return jdbc.sql("select * from certificates.authority where slug = ?")
                .param(slug)
                .query(AuthorityStore::row)
                .optional();
    }

    Optional<Authority> inForce(Family family, Rank rank) {
        return jdbc.sql("select * from certificates.authority where family = ? and rank = ? and revoked_at is null")
                .params(family.name(), rank.name())
                .query(AuthorityStore::row)
                .optional();
    }

    Authority insert(
            String slug,
            Family family,
            Rank rank,
            @Nullable Long parent,
            String name,
            @Nullable String keyName,
            X509Certificate certificate) {
        return jdbc.sql("""
                insert into certificates.authority (slug, family, rank, parent, name, key_name, serial, der, fingerprint,
                    not_before, not_after, made_at)
                values (:slug, :family, :rank, cast(:parent as bigint), :name, :keyName, :serial, :der, :fingerprint,
                    :from, :until, :at)
                returning *""")
                .param("slug", slug)
                .param("family", family.name())
                .param("rank", rank.name())
                .param("parent", parent)
                .param("name", name)
                .param("keyName", keyName)
                .param("serial", certificate.getSerialNumber().toString(16))
                .param("der", CertificateFiles.encoded(certificate))
                .param("fingerprint", CertificateFiles.fingerprint(certificate))
                .param("from", Moments.to(certificate.getNotBefore().toInstant()))
                .param("until", Moments.to(certificate.getNotAfter().toInstant()))
                .param("at", Moments.to(clock.instant()))
                .query(AuthorityStore::row)
                .single();
    }

    private static Authority row(ResultSet row, int number) throws SQLException {
        long parent = row.getLong("parent");
        return new Authority(
                row.getLong("id"),
                row.getString("slug"),
                Family.valueOf(row.getString("family")),
                Rank.valueOf(row.getString("rank")),
                parent == 0 ? null : parent,
                row.getString("name"),
                row.getString("key_name"),
                CertificateFiles.certificate(row.getBytes("der")),
                Moments.from(row, "made_at"),
                Moments.fromNullable(row, "revoked_at"));
    }
}
