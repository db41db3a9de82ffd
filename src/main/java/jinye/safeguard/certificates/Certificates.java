package jinye.safeguard.certificates;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import jinye.kernel.Actor;
import jinye.kernel.Refusal;
import jinye.safeguard.cryptography.ClosedMessage;
import jinye.safeguard.cryptography.Family;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The front door for certificates themselves: who has which, and issuing what another module has approved by its own rules. */
@Service
@Transactional
public class Certificates {

    private final CertificateRegister register;
    private final Authorities authorities;
    private final Issuing issuing;
    private final CertificateDesk desk;
    private final Signers signers;

    Certificates(
            CertificateRegister register,
            Authorities authorities,
            Issuing issuing,
            CertificateDesk desk,
            Signers signers) {
        this.register = register;
        this.authorities = authorities;
        this.issuing = issuing;
        this.desk = desk;
        this.signers = signers;
    }

    /** With this one the holder signs now, or would, were it not suspended; empty when there is none. */
    @Transactional(readOnly = true)
    public Optional<IssuedCertificate> current(Holder holder, CertificateUse use, Family family) {
        return register.current(holder, use, family);
    }

    @Transactional(readOnly = true)
    public Optional<IssuedCertificate> current(Holder holder) {
        return current(holder, CertificateUse.SIGNING, authorities.preferred());
    }

    /** All a holder ever had, newest first. */
    @Transactional(readOnly = true)
    public List<IssuedCertificate> of(Holder holder) {
        return register.of(holder);
    }

    /** Ours by its number, whatever its state. */
    @Transactional(readOnly = true)
    public IssuedCertificate certificate(long id) {
        return register.certificate(id);
    }

    /**
     * Issues a signing certificate whose key the server holds, to something that the calling module has approved with two people
     * of its own: a seal, a gateway. People, departments and units ask at the requests desk instead.
     *
     * @param name what it is called in the certificate, such as the seal's name
     */
    public IssuedCertificate issue(Actor actor, Holder holder, String name, Family family, int years) {
        return issue(actor, holder, name, CertificateUse.SIGNING, family, years);
    }

    /** As {@link #issue}, for the key with which the holder is written to in cipher. */
    public IssuedCertificate issueForCipher(Actor actor, Holder holder, String name, Family family, int years) {
        return issue(actor, holder, name, CertificateUse.ENCRYPTION, family, years);
    }

    private IssuedCertificate issue(
            Actor actor, Holder holder, String name, CertificateUse use, Family family, int years) {
        if (holder.kind() != Holder.Kind.SEAL && holder.kind() != Holder.Kind.SERVER) {
            throw new IllegalArgumentException("only for seals and gateways: " + holder);
        }
        return issuing.issue(new Issuing.Approved(holder, name, use, family, null, years, null), actor);
    }

    /** To this certificate others write to the holder in cipher; issued on the way where the setting allows it, as in a demonstration. */
    public Optional<X509Certificate> forCipher(Holder holder, Family family) {
        try {
            return Optional.of(
                    signers.of(holder, CertificateUse.ENCRYPTION, family).certificate());
        } catch (Refusal none) {
            return Optional.empty();
        }
    }

    /** Opens what was closed to a certificate of the holder, also to one that has run out since: what was written must stay readable. */
    @Transactional(readOnly = true)
    public void open(Holder holder, InputStream closed, OutputStream plain) throws IOException {
        var keys = register.of(holder).stream()
                .filter(one -> one.use() == CertificateUse.ENCRYPTION && one.heldKey() != null)
                .map(signers::opened)
                .map(signer -> new ClosedMessage.Key(signer.certificate(), signer.key()))
                .toList();
        ClosedMessage.open(closed, plain, keys);
    }

    /** 暂停 at once of whatever the holder signs with: the calling module knows that it was lost. Nothing happens when there is none. */
    public void hold(Actor actor, Holder holder, String note) {
        current(holder, CertificateState.SUSPENDED).forEach(one -> desk.hold(actor, one, note));
    }

    /** 吊销 for good: the calling module has ended what the certificate was for, by two people of its own. */
    public void endUse(Actor actor, Holder holder, String note) {
        current(holder, CertificateState.REVOKED)
                .forEach(one -> desk.end(actor, one, RevocationReason.CESSATION, note));
    }

    private List<IssuedCertificate> current(Holder holder, CertificateState next) {
        if (holder.kind() != Holder.Kind.SEAL && holder.kind() != Holder.Kind.SERVER) {
            throw new IllegalArgumentException("only for seals and gateways: " + holder);
        }
        return register.of(holder).stream()
                .map(one -> register.locked(one.id()))
                .filter(one -> one.state().mayBecome(next))
                .toList();
    }

    /** The authorities' certificates, for those who must carry them along: each issuing one before its root. */
    @Transactional(readOnly = true)
    public List<X509Certificate> authorities(Family family) {
        return authorities.chain(authorities.issuing(family));
    }
}
