package jinye.safeguard.certificates.making;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import jinye.kernel.Refusal;
import jinye.safeguard.cryptography.CertificateFiles.Pem;
import jinye.safeguard.cryptography.Family;
import jinye.safeguard.cryptography.Providers;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/**
 * A request that was made where the key lies (PKCS#10, RFC 2986): read only when it is signed by that key and the key is strong.
 *
 * @param commonName what it calls itself; empty when it says nothing
 */
public record SigningRequest(PublicKey key, Family family, String commonName) {

    public static final int SIZE_MAX = 32 * 1024;

    public static SigningRequest read(byte[] file) {
        if (file.length == 0 || file.length > SIZE_MAX) {
            throw new BadRequest("certificates.request-file-size", SIZE_MAX / 1024);
        }
        try {
            var request = new JcaPKCS10CertificationRequest(der(file)).setProvider(Providers.BC);
            var key = request.getPublicKey();
            var family = Family.of(key);
            if (!Family.strong(key)) {
                throw new BadRequest("certificates.weak-key", family.name(), Family.bits(key));
            }
            var verifier = new JcaContentVerifierProviderBuilder()
                    .setProvider(Providers.BC)
                    .build(key);
            if (!request.isSignatureValid(verifier)) {
                throw new BadRequest("certificates.request-not-signed");
            }
            var names = request.getSubject().getRDNs(BCStyle.CN);
            return new SigningRequest(
                    key,
                    family,
                    names.length == 0
                            ? ""
                            : IETFUtils.valueToString(names[0].getFirst().getValue()));
        } catch (IOException
                | GeneralSecurityException
                | OperatorCreationException
                | PKCSException
                | RuntimeException broken) {
            throw broken instanceof Refusal refusal ? refusal : new BadRequest("certificates.not-a-request");
        }
    }

    private static byte[] der(byte[] file) {
        if (!Pem.isPem(file)) {
            return file;
        }
        var blocks = Pem.blocks(file);
        if (blocks.size() != 1 || !blocks.getFirst().label().endsWith("CERTIFICATE REQUEST")) {
            throw new BadRequest("certificates.not-a-request");
        }
        return blocks.getFirst().der();
    }

    static final class BadRequest extends Refusal {
        BadRequest(String code, Object... facts) {
            super(Kind.INVALID, code, facts);
        }
    }
}
