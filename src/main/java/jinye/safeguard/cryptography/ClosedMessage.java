package jinye.safeguard.cryptography;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import jinye.kernel.Refusal;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAESOAEPparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSEnvelopedDataParser;
import org.bouncycastle.cms.CMSEnvelopedDataStreamGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.KeyTransRecipient;
import org.bouncycastle.cms.RecipientId;
import org.bouncycastle.cms.RecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKeyTransEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;
import org.bouncycastle.util.Selector;

/**
 * 加密消息: a CMS message (RFC 5652 EnvelopedData, GM/T 0010) that only the holder of a certificate's key opens. Content under SM4 with
 * its key under SM2 (GM/T 0009), or under AES-256 with its key under RSA, as the receiver's certificate has it. It does not prove
 * that nothing was altered: whoever closes also signs.
 */
public final class ClosedMessage {

    private static final ASN1ObjectIdentifier SM4 = GMObjectIdentifiers.sms4_cbc;
    private static final ASN1ObjectIdentifier AES = NISTObjectIdentifiers.id_aes256_CBC;

    /** Not the older padding of PKCS#1 v1.5, which answers to guesses (RFC 8017 §7.2). */
    private static final AlgorithmIdentifier OAEP = new AlgorithmIdentifier(
            PKCSObjectIdentifiers.id_RSAES_OAEP,
            new RSAESOAEPparams(
                    new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE),
                    new AlgorithmIdentifier(
                            PKCSObjectIdentifiers.id_mgf1,
                            new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE)),
                    RSAESOAEPparams.DEFAULT_P_SOURCE_ALGORITHM));

    private ClosedMessage() {}

    /** What may open messages: a certificate to which they are closed, with its private key. */
    public record Key(X509Certificate certificate, PrivateKey key) {}

    public static void close(InputStream plain, OutputStream closed, X509Certificate receiver) throws IOException {
        boolean sm = Family.of(receiver.getPublicKey()) == Family.SM2;
        try {
            var generator = new CMSEnvelopedDataStreamGenerator();
            generator.addRecipientInfoGenerator(recipient(receiver));
            var encryptor = new JceCMSContentEncryptorBuilder(sm ? SM4 : AES)
                    .setProvider(Providers.BC)
                    .build();
            try (var out = generator.open(closed, encryptor)) {
                plain.transferTo(out);
            }
        } catch (CMSException | CertificateEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static RecipientInfoGenerator recipient(X509Certificate receiver) throws CertificateEncodingException {
        return switch (Family.of(receiver.getPublicKey())) {
            case SM2 -> Sm2Transport.to(receiver);
            case RSA -> new JceKeyTransRecipientInfoGenerator(receiver, OAEP).setProvider(Providers.BC);
            case ECDSA -> throw new NoClosingKey();
        };
    }

    /**
     * @throws NotForUs     when none of the keys is one it was closed to
     * @throws DoesNotOpen  when it is damaged, or no such message at all
     */
    public static void open(InputStream closed, OutputStream plain, Collection<Key> keys) throws IOException {
        try {
            var message = new CMSEnvelopedDataParser(closed);
            for (var recipient : message.getRecipientInfos().getRecipients()) {
                for (var key : keys) {
                    if (isFor(recipient.getRID(), key)) {
                        try (var content =
                                recipient.getContentStream(opener(key)).getContentStream()) {
                            content.transferTo(plain);
                        }
                        return;
                    }
                }
            }
            throw new NotForUs();
        } catch (CMSException | CertificateEncodingException damaged) {
            throw new DoesNotOpen();
        } catch (IOException | RuntimeException damaged) {
            if (damaged instanceof Refusal refusal) {
                throw refusal;
            }
            throw new DoesNotOpen();
        }
    }

    /** By issuer and number or by the key's own name, whichever the message has. */
    @SuppressWarnings("unchecked")
    private static boolean isFor(RecipientId named, Key key) throws CertificateEncodingException {
        return ((Selector<X509CertificateHolder>) named).match(new JcaX509CertificateHolder(key.certificate()));
    }

    private static KeyTransRecipient opener(Key key) {
        return Family.of(key.certificate().getPublicKey()) == Family.SM2
                ? Sm2Transport.with(key.key())
                : new JceKeyTransEnvelopedRecipient(key.key()).setProvider(Providers.BC);
    }

    public static final class NotForUs extends Refusal {
        NotForUs() {
            super(Kind.CONFLICT, "cryptography.not-for-us");
        }
    }

    public static final class DoesNotOpen extends Refusal {
        DoesNotOpen() {
            super(Kind.INVALID, "cryptography.does-not-open");
        }
    }

    static final class NoClosingKey extends Refusal {
        NoClosingKey() {
            super(Kind.INVALID, "cryptography.no-closing-key");
        }
    }
}
