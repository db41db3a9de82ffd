package jinye.safeguard.certificates;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import jinye.safeguard.cryptography.Family;
import jinye.safeguard.cryptography.Providers;
import jinye.safeguard.cryptography.SignedMessage;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** 签名人: a holder's key, ready to sign, with its certificate and those above it. Safe for many threads; not to be kept. */
public final class Signer {

    private final IssuedCertificate issued;
    private final List<X509Certificate> chain;
    private final PrivateKey key;

    Signer(IssuedCertificate issued, List<X509Certificate> chain, PrivateKey key) {
        this.issued = issued;
        this.chain = chain;
        this.key = key;
    }

    public IssuedCertificate issued() {
        return issued;
    }

    public X509Certificate certificate() {
        return issued.certificate();
    }

    /** The certificate first, the root last. */
    public List<X509Certificate> chain() {
        return chain;
    }

    public Family family() {
        return issued.family();
    }

    public byte[] sign(byte[] content) {
        return family().sign(key, content);
    }

    /** A CMS message. @param signedAt null leaves the time out, as PAdES wants it */
    public byte[] message(byte[] content, boolean contentInside, @Nullable Instant signedAt) {
        return SignedMessage.sign(content, contentInside, key, chain, signedAt);
    }

    ContentSigner contentSigner() {
        try {
            return new JcaContentSignerBuilder(family().signature())
                    .setProvider(Providers.BC)
                    .build(key);
        } catch (OperatorCreationException broken) {
            throw new IllegalStateException(broken);
        }
    }

    PrivateKey key() {
        return key;
    }
}
