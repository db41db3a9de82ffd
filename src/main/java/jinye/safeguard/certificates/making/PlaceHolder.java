package jinye.safeguard.certificates.making;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import jinye.safeguard.cryptography.CertificateFiles;
import jinye.safeguard.cryptography.Family;
import jinye.safeguard.cryptography.Providers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Key stores keep a key only beside a certificate; this one says nothing, is given to nobody, and is valid for no moment. */
final class PlaceHolder {

    private PlaceHolder() {}

    static X509Certificate of(KeyPair pair, Family family) {
        try {
            return signed(
                    pair,
                    new JcaContentSignerBuilder(family.signature())
                            .setProvider(Providers.BC)
                            .build(pair.getPrivate()));
        } catch (OperatorCreationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static X509Certificate signed(KeyPair pair, ContentSigner signer) {
        var name = new X500Name("CN=key");
        var never = Date.from(Instant.EPOCH);
        return CertificateFiles.certificate(
                new JcaX509v3CertificateBuilder(name, BigInteger.ONE, never, never, name, pair.getPublic())
                        .build(signer));
    }
}
