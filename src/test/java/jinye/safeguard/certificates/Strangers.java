package jinye.safeguard.certificates;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import jinye.safeguard.cryptography.CertificateFiles;
import jinye.safeguard.cryptography.Family;
import jinye.safeguard.cryptography.Providers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Somebody who made a certificate for themselves: nobody has a reason to trust it. */
public final class Strangers {

    private Strangers() {}

    public static Signer signer(String name) {
        var pair = Family.SM2.newKeyPair();
        var now = Instant.now();
        var subject = new X500Name("C=CN,O=Stranger,CN=" + name);
        var from = now.minus(Duration.ofDays(1));
        var until = now.plus(Duration.ofDays(365));
        try {
            var signer = new JcaContentSignerBuilder(Family.SM2.signature())
                    .setProvider(Providers.BC)
                    .build(pair.getPrivate());
            var certificate = CertificateFiles.certificate(new JcaX509v3CertificateBuilder(
                            subject, BigInteger.TWO, Date.from(from), Date.from(until), subject, pair.getPublic())
                    .build(signer));
            var issued = new IssuedCertificate(
                    0,
                    0,
                    "2",
                    Holder.server(name),
                    name,
                    CertificateUse.SIGNING,
                    Family.SM2,
                    from,
                    until,
                    CertificateState.VALID,
                    true,
                    from,
                    null,
                    certificate,
                    null);
            return new Signer(issued, List.of(certificate), pair.getPrivate());
        } catch (OperatorCreationException broken) {
            throw new IllegalStateException(new GeneralSecurityException(broken));
        }
    }
}
