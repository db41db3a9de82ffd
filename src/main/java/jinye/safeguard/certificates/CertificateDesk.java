package jinye.safeguard.certificates;

import java.util.Map;
import java.util.Objects;
import jinye.kernel.Actor;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.platform.journal.Journal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 暂停、恢复、吊销: what is done to certificates after they were issued. Stopping needs one person, letting go on needs another. */
@Service
@Transactional
class CertificateDesk {

    private final CertificateRegister register;
    private final HeldKeys heldKeys;
    private final Journal journal;
    private final JdbcClient jdbc;

    CertificateDesk(CertificateRegister register, HeldKeys heldKeys, Journal journal, JdbcClient jdbc) {
        this.register = register;
        this.heldKeys = heldKeys;
        this.journal = journal;
        this.jdbc = jdbc;
    }

    /** 挂失: by the holder, at once and without asking anybody; all current certificates of the holder stop with it. */
    void reportLoss(Actor actor, long id, String note) {
        var reported = register.locked(id);
        if (!reported.holder().equals(Holder.person(actor.person()))) {
            throw new CertificateRegister.NoSuchCertificate();
        }
        if (reported.state() != CertificateState.VALID) {
            throw new CertificateRegister.NotMovable(reported.state(), CertificateState.SUSPENDED);
        }
        register.of(reported.holder()).stream()
                .filter(one -> one.state() == CertificateState.VALID)
                .map(one -> register.locked(one.id()))
                .filter(one -> one.state() == CertificateState.VALID)
                .forEach(one -> hold(actor, one, note));
    }

    void suspend(Actor actor, long id, String note) {
        actor.require("certificates.manage");
        hold(actor, register.locked(id), note);
    }

    /** Whoever stopped it does not let it go on: a stolen session must not undo the report of the theft. */
    void resume(Actor actor, long id, String note) {
        actor.require("certificates.manage");
        var certificate = register.locked(id);
        if (certificate.state() != CertificateState.SUSPENDED) {
            throw new CertificateRegister.NotMovable(certificate.state(), CertificateState.VALID);
        }
        var stopper = jdbc.sql("""
                        select person from certificates.life where certificate = ? and act = 'SUSPENDED' order by id desc limit 1""").param(id).query(Long.class).optional().orElse(null);
        if (Objects.equals(stopper, actor.person()) || certificate.holder().equals(Holder.person(actor.person()))) {
            throw new OneAlone("certificates.resume-by-another");
        }
        move(actor, certificate, CertificateState.VALID, null, note, "resume");
    }

    /** For good. A signing key that the server holds is destroyed with it; one for encryption still opens what was written. */
    void revoke(Actor actor, long id, RevocationReason reason, String note) {
        actor.require("certificates.manage");
        if (reason == RevocationReason.CERTIFICATE_HOLD) {
            throw new OneAlone("certificates.hold-is-no-revocation");
        }
        end(actor, register.locked(id), reason, note);
    }

    void hold(Actor actor, IssuedCertificate certificate, String note) {
        move(actor, certificate, CertificateState.SUSPENDED, RevocationReason.CERTIFICATE_HOLD, note, "suspend");
    }

    void end(Actor actor, IssuedCertificate certificate, RevocationReason reason, String note) {
        move(actor, certificate, CertificateState.REVOKED, reason, note, "revoke");
        if (certificate.heldKey() != null && certificate.use() != CertificateUse.ENCRYPTION) {
            heldKeys.destroy(certificate.heldKey());
        }
    }

    private void move(
            Actor actor,
            IssuedCertificate certificate,
            CertificateState to,
            @Nullable RevocationReason reason,
            String note,
            String verb) {
        var words = note.strip();
        if (words.isEmpty() || words.length() > 500) {
            throw new OneAlone("certificates.note-needed");
        }
        register.move(certificate, to, reason, words, actor);
        journal.record(
                actor,
                "certificates." + verb,
                new RecordId("certificates", certificate.id()),
                Map.of(
                        "holder",
                        certificate.holderName(),
                        "serial",
                        certificate.serial(),
                        "reason",
                        reason == null ? "" : reason.term(),
                        "note",
                        words));
    }

    static final class OneAlone extends Refusal {
        OneAlone(String code) {
            super(Kind.CONFLICT, code);
        }
    }
}
