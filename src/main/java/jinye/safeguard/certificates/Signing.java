package jinye.safeguard.certificates;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import jinye.kernel.Actor;
import jinye.safeguard.cryptography.Family;
import org.springframework.stereotype.Service;

/**
 * The front door for signing. The server holds the keys; whoever calls answers for the right to sign in that name (电子签名法 art.
 * 13: controlled by the signer alone). No database is asked while a holder's key is open, about a minute.
 */
@Service
public class Signing {

    private final Signers signers;
    private final Authorities authorities;
    private final Clock clock;

    Signing(Signers signers, Authorities authorities, Clock clock) {
        this.signers = signers;
        this.authorities = authorities;
        this.clock = clock;
    }

    /**
     * A signature and what is to be kept with it.
     *
     * @param value SM2: r and s in DER
     * @param chain the signer's certificate first
     * @param at    by our own clock; {@link Timestamps} proves it
     */
    public record Signed(Family family, byte[] value, IssuedCertificate by, List<X509Certificate> chain, Instant at) {}

    /** In the actor's own name. */
    public Signed signAs(Actor actor, byte[] content) {
        return sign(Holder.person(actor.person()), content);
    }

    /** With the family the installation prefers, SM2 unless set otherwise. */
    public Signed sign(Holder holder, byte[] content) {
        return sign(holder, authorities.preferred(), content);
    }

    public Signed sign(Holder holder, Family family, byte[] content) {
        var signer = signer(holder, family);
        return new Signed(family, signer.sign(content), signer.issued(), signer.chain(), clock.instant());
    }

    /** CMS (RFC 5652) with certificates and signing time. @param contentInside false makes a signature that lies beside it */
    public byte[] signMessage(Holder holder, Family family, byte[] content, boolean contentInside) {
        return signer(holder, family).message(content, contentInside, clock.instant());
    }

    /** For those who build a container of their own: seals, PDF, OFD. */
    public Signer signer(Holder holder, Family family) {
        return signers.of(holder, CertificateUse.SIGNING, family);
    }

    /** With a certificate that another took over from, while there are some who do not know the other yet. */
    public Signer signer(IssuedCertificate before) {
        return signers.stillUsable(before);
    }

    public Signer signer(Holder holder) {
        return signer(holder, authorities.preferred());
    }

    /** Whether a value fits content and key. Says nothing about whether the certificate may be believed: {@link Validation}. */
    public static boolean verify(X509Certificate certificate, byte[] content, byte[] value) {
        return Family.of(certificate.getPublicKey()).verify(certificate.getPublicKey(), content, value);
    }
}
