package jinye.safeguard.cryptography;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Certificates of somebody whose authority nobody knows. */
public final class SelfSigned {

    private SelfSigned() {}

    public static X509Certificate certificate(KeyPair keys, String name, Duration until) {
        try {
            var named = new X500Name("CN=" + name);
            var now = Instant.now();
            return CertificateFiles.certificate(new JcaX509v3CertificateBuilder(
                            named,
                            BigInteger.valueOf(System.nanoTime()),
                            Date.from(now.minusSeconds(3600)),
                            Date.from(now.plus(until)),
                            named,
                            keys.getPublic())
                    .build(new JcaContentSignerBuilder(
                                    Family.of(keys.getPublic()).signature())
                            .setProvider(Providers.BC)
                            .build(keys.getPrivate())));
        } catch (OperatorCreationException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
