package jinye.safeguard.certificates;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.Refusal;
import jinye.safeguard.cryptography.CertificateFiles;
import jinye.safeguard.cryptography.Digests;
import jinye.safeguard.cryptography.Family;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of certificates and what happened to them; each change of state writes a line of its life and tells the others. */
@Repository
class CertificateRegister {

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    CertificateRegister(JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** @param heldKey null when the key lies elsewhere @param request null when none was needed @param predecessor what it renews */
    record Entry(
            Authority authority,
            Holder holder,
            Names.Named named,
            CertificateUse use,
            X509Certificate certificate,
            @Nullable Long heldKey,
            @Nullable Long request,
            @Nullable Long predecessor) {}

    /** The newest takes over from the one before, which stays valid until its end. */
    IssuedCertificate add(Entry entry, @Nullable Actor actor) {
        var certificate = entry.certificate();
        var family = entry.authority().family();
        jdbc.sql("""
                        update certificates.certificate set current = false, version = version + 1
                        where holder_kind = ? and holder_key = ? and use = ? and family = ? and current
                        returning id""")
                .params(
                        entry.holder().kind().name(),
                        entry.holder().key(),
                        entry.use().name(),
                        family.name())
                .query(Long.class)
                .list()
                .forEach(replaced -> live(replaced, "REPLACED", null, null, actor));
        var added = jdbc.sql("""
                insert into certificates.certificate (authority, serial, holder_kind, holder_key, holder_name, unit, use, family,
                    subject, not_before, not_after, state, current, changed_at, der, fingerprint, key_digest, held_key, request, predecessor)
                values (:authority, :serial, :holderKind, :holderKey, :holderName, cast(:unit as bigint), :use, :family,
                    :subject, :from, :until, 'VALID', true, :at, :der, :fingerprint, :keyDigest, cast(:heldKey as bigint),
                    cast(:request as bigint), cast(:predecessor as bigint))
                returning *""")
                .param("authority", entry.authority().id())
                .param("serial", certificate.getSerialNumber().toString(16))
                .param("holderKind", entry.holder().kind().name())
                .param("holderKey", entry.holder().key())
                .param("holderName", entry.named().name())
                .param("unit", entry.named().unit())
                .param("use", entry.use().name())
                .param("family", family.name())
                .param("subject", Names.text(certificate))
                .param("from", Moments.to(certificate.getNotBefore().toInstant()))
                .param("until", Moments.to(certificate.getNotAfter().toInstant()))
                .param("at", Moments.to(clock.instant()))
                .param("der", CertificateFiles.encoded(certificate))
                .param("fingerprint", CertificateFiles.fingerprint(certificate))
                .param("keyDigest", Digests.sm3Hex(certificate.getPublicKey().getEncoded()))
                .param("heldKey", entry.heldKey())
                .param("request", entry.request())
                .param("predecessor", entry.predecessor())
                .query(CertificateRegister::row)
                .single();
        live(added.id(), "ISSUED", null, null, actor);
        tell(added);
        return added;
    }

    Optional<IssuedCertificate> current(Holder holder, CertificateUse use, Family family) {
        return jdbc.sql("""
                        select * from certificates.certificate
                        where holder_kind = ? and holder_key = ? and use = ? and family = ? and current""")
                .params(holder.kind().name(), holder.key(), use.name(), family.name())
                .query(CertificateRegister::row)
                .optional();
    }

    /** All a holder ever had, newest first. */
    List<IssuedCertificate> of(Holder holder) {
        return jdbc.sql("""
                        select * from certificates.certificate where holder_kind = ? and holder_key = ? order by id desc limit 200""")
                .params(holder.kind().name(), holder.key())
                .query(CertificateRegister::row)
                .list();
    }

    /** Whose key this is already, when it is somebody's. */
    Optional<Holder> holderOf(PublicKey key) {
        return jdbc.sql("select holder_kind, holder_key from certificates.certificate where key_digest = ? limit 1")
                .param(Digests.sm3Hex(key.getEncoded()))
                .query((row, number) -> new Holder(Holder.Kind.valueOf(row.getString(1)), row.getString(2)))
                .optional();
    }

    IssuedCertificate certificate(long id) {
        return jdbc.sql("select * from certificates.certificate where id = ?")
                .param(id)
                .query(CertificateRegister::row)
                .optional()
                .orElseThrow(NoSuchCertificate::new);
    }

    IssuedCertificate locked(long id) {
        return jdbc.sql("select * from certificates.certificate where id = ? for update")
                .param(id)
                .query(CertificateRegister::row)
                .optional()
                .orElseThrow(NoSuchCertificate::new);
    }

    Optional<IssuedCertificate> numbered(long authority, String serial) {
        return jdbc.sql("select * from certificates.certificate where authority = ? and serial = ?")
                .params(authority, serial)
                .query(CertificateRegister::row)
                .optional();
    }

    /** @param reason null when it becomes valid again */
    IssuedCertificate move(
            IssuedCertificate certificate,
            CertificateState to,
            @Nullable RevocationReason reason,
            @Nullable String note,
            @Nullable Actor actor) {
        if (!certificate.state().mayBecome(to)) {
            throw new NotMovable(certificate.state(), to);
        }
        var moved = jdbc.sql("""
                        update certificates.certificate set state = :state, reason = :reason, changed_at = :at,
                            current = current and :state <> 'REVOKED', version = version + 1
                        where id = :id returning *""")
                .param("state", to.name())
                .param("reason", reason == null ? null : reason.name())
                .param("at", Moments.to(clock.instant()))
                .param("id", certificate.id())
                .query(CertificateRegister::row)
                .single();
        var act = switch (to) {
            case VALID -> "RESUMED";
            case SUSPENDED -> "SUSPENDED";
            case REVOKED -> "REVOKED";
        };
        live(certificate.id(), act, reason, note, actor);
        tell(moved);
        return moved;
    }

    private void live(
            long certificate,
            String act,
            @Nullable RevocationReason reason,
            @Nullable String note,
            @Nullable Actor actor) {
        jdbc.sql("""
                        insert into certificates.life (certificate, act, at, reason, note, person, person_name)
                        values (:certificate, :act, :at, :reason, :note, cast(:person as bigint), :personName)""")
                .param("certificate", certificate)
                .param("act", act)
                .param("at", Moments.to(clock.instant()))
                .param("reason", reason == null ? null : reason.name())
                .param("note", note)
                .param("person", actor == null ? null : actor.person())
                .param("personName", actor == null ? null : actor.name())
                .update();
    }

    private void tell(IssuedCertificate changed) {
        events.publishEvent(new CertificateChanged(changed.id(), changed.holder(), changed.use(), changed.state()));
    }

    static IssuedCertificate row(ResultSet row, int number) throws SQLException {
        var reason = row.getString("reason");
        long heldKey = row.getLong("held_key");
        return new IssuedCertificate(
                row.getLong("id"),
                row.getLong("authority"),
                row.getString("serial"),
                new Holder(Holder.Kind.valueOf(row.getString("holder_kind")), row.getString("holder_key")),
                row.getString("holder_name"),
                CertificateUse.valueOf(row.getString("use")),
                Family.valueOf(row.getString("family")),
                Moments.from(row, "not_before"),
                Moments.from(row, "not_after"),
                CertificateState.valueOf(row.getString("state")),
                row.getBoolean("current"),
                Moments.from(row, "changed_at"),
                reason == null ? null : RevocationReason.valueOf(reason),
                CertificateFiles.certificate(row.getBytes("der")),
                heldKey == 0 ? null : heldKey);
    }

    static final class NoSuchCertificate extends Refusal {
        NoSuchCertificate() {
            super(Kind.NOT_FOUND, "certificates.no-such-certificate");
        }
    }

    static final class NotMovable extends Refusal {
        NotMovable(CertificateState from, CertificateState to) {
            super(Kind.CONFLICT, "certificates.not-movable", from.term(), to.term());
        }
    }
}
