package jinye.safeguard.certificates.making;

import java.io.IOException;
import java.math.BigInteger;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.operator.ContentSigner;

/** A revocation list to be made (RFC 5280, 5). @param number grows by one with each list of an authority */
public record NewRevocationList(long number, Instant made, Instant next, List<Entry> entries) {

    /** @param reason code of RFC 5280, 5.3.1; 6 is a certificate on hold */
    public record Entry(BigInteger serial, Instant since, int reason) {}

    public byte[] signedBy(X509Certificate authority, ContentSigner signer) {
        try {
            var builder = new JcaX509v2CRLBuilder(authority.getSubjectX500Principal(), Date.from(made));
            builder.setNextUpdate(Date.from(next));
            entries.forEach(entry -> builder.addCRLEntry(entry.serial(), Date.from(entry.since()), entry.reason()));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(authority.getPublicKey()));
            builder.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(number)));
            return builder.build(signer).getEncoded();
        } catch (IOException | NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
