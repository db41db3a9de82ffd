package jinye.exchange.partners;

import java.security.cert.X509Certificate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import jinye.kernel.Moments;
import jinye.platform.directory.Unit;
import jinye.safeguard.cryptography.CertificateFiles;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The register of partners and of the certificates with which each speaks, as rows. */
@Component
class Partners {

    private static final String PARTNER = "select * from partners.partner ";

    private final JdbcClient jdbc;
    private final Clock clock;

    Partners(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param acceptedUntil null unless another took over from it
     * @param endedAt       null while it is believed
     */
    record Known(
            long id,
            String use,
            X509Certificate certificate,
            String fingerprint,
            boolean trusted,
            String source,
            Instant addedAt,
            @Nullable Instant acceptedUntil,
            @Nullable Instant endedAt) {}

    List<Partner> all() {
        return jdbc.sql(PARTNER + "order by id").query(Partners::partner).list();
    }

    List<Partner> active() {
        return jdbc.sql(PARTNER + "where state = 'ACTIVE' order by id")
                .query(Partners::partner)
                .list();
    }

    Optional<Partner> named(String code) {
        return jdbc.sql(PARTNER + "where code = ?")
                .param(code)
                .query(Partners::partner)
                .optional();
    }

    Partner partner(long id) {
        return jdbc.sql(PARTNER + "where id = ?")
                .param(id)
                .query(Partners::partner)
                .optional()
                .orElseThrow(PartnerDesk.NoSuchPartner::new);
    }

    /**
     * Whoever numbers or logs for a partner does so one after the other. The key stays free: an incident is noted in a transaction of
     * its own while this one is held, and refers to the partner.
     */
    void lock(long id) {
        jdbc.sql("select id from partners.partner where id = ? for no key update")
                .param(id)
                .query(Long.class)
                .single();
    }

    long nextCounter(long id) {
        return jdbc.sql(
                        "update partners.partner set sent_counter = sent_counter + 1 where id = ? returning sent_counter")
                .param(id)
                .query(Long.class)
                .single();
    }

    long sentCounter(long id) {
        return jdbc.sql("select sent_counter from partners.partner where id = ?")
                .param(id)
                .query(Long.class)
                .single();
    }

    /** @return our certificate with which we sign for it; null is the current one */
    @Nullable
    Long signedWith(long id) {
        return jdbc.sql("select signed_with from partners.partner where id = ?")
                .param(id)
                .query((row, number) -> Optional.ofNullable(row.getObject(1, Long.class)))
                .single()
                .orElse(null);
    }

    void reached(long id, long skewSeconds) {
        jdbc.sql("update partners.partner set reached_at = ?, skew_seconds = ?, trouble = null where id = ?")
                .params(Moments.to(clock.instant()), skewSeconds, id)
                .update();
    }

    void troubled(long id, String trouble) {
        jdbc.sql("update partners.partner set trouble = ? where id = ?")
                .params(trouble, id)
                .update();
    }

    List<Known> certificates(long partner) {
        return jdbc.sql("select * from partners.certificate where partner = ? order by id desc")
                .param(partner)
                .query((row, number) -> new Known(
                        row.getLong("id"),
                        row.getString("use"),
                        CertificateFiles.certificate(row.getBytes("der")),
                        row.getString("fingerprint"),
                        row.getBoolean("trusted"),
                        row.getString("source"),
                        Moments.from(row, "added_at"),
                        Moments.fromNullable(row, "accepted_until"),
                        Moments.fromNullable(row, "ended_at")))
                .list();
    }

    /** The partner's certificate that this one is, if it is believed today. */
    Optional<Known> believed(long partner, X509Certificate certificate) {
        var now = clock.instant();
        var fingerprint = CertificateFiles.fingerprint(certificate);
        return certificates(partner).stream()
                .filter(known -> known.trusted() && known.endedAt() == null)
                .filter(known -> known.use().equals("SIGNING"))
                .filter(known -> known.acceptedUntil() == null || now.isBefore(known.acceptedUntil()))
                .filter(known -> known.fingerprint().equals(fingerprint))
                .findFirst();
    }

    /** To this one is closed what leaves for the partner: the newest that holds today. */
    Optional<X509Certificate> closingTo(long partner) {
        var now = Date.from(clock.instant());
        return certificates(partner).stream()
                .filter(known -> known.trusted() && known.endedAt() == null)
                .filter(known -> known.use().equals("ENCRYPTION"))
                .map(Known::certificate)
                .filter(one -> now.before(one.getNotAfter()) && !now.before(one.getNotBefore()))
                .findFirst();
    }

    boolean knows(long partner, X509Certificate certificate) {
        var fingerprint = CertificateFiles.fingerprint(certificate);
        return certificates(partner).stream()
                .anyMatch(known -> known.fingerprint().equals(fingerprint));
    }

    void add(long partner, String use, X509Certificate certificate, boolean trusted, String source) {
        jdbc.sql("""
                        insert into partners.certificate (partner, use, der, fingerprint, not_before, not_after, trusted, source, added_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (partner, fingerprint) do nothing""")
                .params(
                        partner,
                        use,
                        CertificateFiles.encoded(certificate),
                        CertificateFiles.fingerprint(certificate),
                        Moments.to(certificate.getNotBefore().toInstant()),
                        Moments.to(certificate.getNotAfter().toInstant()),
                        trusted,
                        source,
                        Moments.to(clock.instant()))
                .update();
    }

    private static Partner partner(ResultSet row, int number) throws SQLException {
        return new Partner(
                row.getLong("id"),
                row.getLong("version"),
                row.getString("code"),
                row.getString("name"),
                Unit.Level.valueOf(row.getString("level")),
                row.getString("address"),
                Partner.State.valueOf(row.getString("state")),
                row.getBoolean("direct"),
                row.getBoolean("encrypted"),
                row.getString("reason"),
                row.getLong("proposed_by"),
                row.getString("proposed_by_name"),
                Moments.from(row, "proposed_at"),
                row.getString("decided_by_name"),
                Moments.fromNullable(row, "decided_at"),
                row.getString("opinion"),
                Moments.fromNullable(row, "reached_at"),
                row.getObject("skew_seconds", Long.class),
                row.getString("trouble"),
                Moments.fromNullable(row, "restored_at"),
                Moments.fromNullable(row, "book_taken_at"));
    }
}
