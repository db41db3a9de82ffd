package jinye.safeguard.cryptography;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.KeyTransRecipient;
import org.bouncycastle.cms.KeyTransRecipientInfoGenerator;
import org.bouncycastle.cms.RecipientInfoGenerator;
import org.bouncycastle.cms.RecipientOperator;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.engines.SM2Engine;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.jcajce.io.CipherInputStream;
import org.bouncycastle.operator.AsymmetricKeyWrapper;
import org.bouncycastle.operator.GenericKey;
import org.bouncycastle.operator.InputDecryptor;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.util.BigIntegers;

/** A content key under an SM2 key, in the form of GM/T 0009; the library has the cipher, but not its place in CMS (GM/T 0010). */
final class Sm2Transport {

    private static final AlgorithmIdentifier CIPHER = new AlgorithmIdentifier(GMObjectIdentifiers.sm2encrypt);
    private static final int NUMBER_BYTES = 32;
    private static final int DIGEST_BYTES = 32;

    private Sm2Transport() {}

    static RecipientInfoGenerator to(X509Certificate receiver) throws CertificateEncodingException {
        var named = new JcaX509CertificateHolder(receiver);
        var wrapper = new AsymmetricKeyWrapper(CIPHER) {
            @Override
            public byte[] generateWrappedKey(GenericKey contentKey) throws OperatorException {
                return closed(receiver, bytes(contentKey));
            }
        };
        return new KeyTransRecipientInfoGenerator(
                new IssuerAndSerialNumber(named.getIssuer(), named.getSerialNumber()), wrapper) {};
    }

    static KeyTransRecipient with(PrivateKey key) {
        return (transport, content, closed) -> {
            if (!transport.getAlgorithm().equals(GMObjectIdentifiers.sm2encrypt)) {
                throw new CMSException("not under SM2: " + transport.getAlgorithm());
            }
            return new RecipientOperator(new Opening(content, opened(key, closed)));
        };
    }

    private record Opening(AlgorithmIdentifier content, byte[] key) implements InputDecryptor {

        @Override
        public AlgorithmIdentifier getAlgorithmIdentifier() {
            return content;
        }

        @Override
        public InputStream getInputStream(InputStream closed) {
            try {
                if (!content.getAlgorithm().equals(GMObjectIdentifiers.sms4_cbc)) {
                    throw new ClosedMessage.DoesNotOpen();
                }
                var start = ASN1OctetString.getInstance(content.getParameters()).getOctets();
                var cipher = Cipher.getInstance("SM4/CBC/PKCS5Padding", Providers.BC);
                cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "SM4"), new IvParameterSpec(start));
                return new CipherInputStream(closed, cipher);
            } catch (GeneralSecurityException damaged) {
                throw new ClosedMessage.DoesNotOpen();
            }
        }
    }

    private static byte[] bytes(GenericKey key) {
        return key.getRepresentation() instanceof java.security.Key secret
                ? secret.getEncoded()
                : (byte[]) key.getRepresentation();
    }

    private static byte[] closed(X509Certificate receiver, byte[] contentKey) throws OperatorException {
        try {
            var engine = engine();
            engine.init(
                    true,
                    new ParametersWithRandom(
                            PublicKeyFactory.createKey(receiver.getPublicKey().getEncoded())));
            // 04, x, y, digest, text
            var raw = engine.processBlock(contentKey, 0, contentKey.length);
            int digestAt = 1 + 2 * NUMBER_BYTES;
            return new DERSequence(new org.bouncycastle.asn1.ASN1Encodable[] {
                        new ASN1Integer(new BigInteger(1, Arrays.copyOfRange(raw, 1, 1 + NUMBER_BYTES))),
                        new ASN1Integer(new BigInteger(1, Arrays.copyOfRange(raw, 1 + NUMBER_BYTES, digestAt))),
                        new DEROctetString(Arrays.copyOfRange(raw, digestAt, digestAt + DIGEST_BYTES)),
                        new DEROctetString(Arrays.copyOfRange(raw, digestAt + DIGEST_BYTES, raw.length))
                    })
                    .getEncoded(ASN1Encoding.DER);
        } catch (IOException | InvalidCipherTextException impossible) {
            throw new OperatorException("cannot close a key", impossible);
        }
    }

    private static byte[] opened(PrivateKey key, byte[] closed) throws CMSException {
        try {
            var parts = ASN1Sequence.getInstance(closed);
            var raw = org.bouncycastle.util.Arrays.concatenate(new byte[][] {
                {4},
                number(parts, 0),
                number(parts, 1),
                ASN1OctetString.getInstance(parts.getObjectAt(2)).getOctets(),
                ASN1OctetString.getInstance(parts.getObjectAt(3)).getOctets()
            });
            var engine = engine();
            engine.init(false, PrivateKeyFactory.createKey(key.getEncoded()));
            return engine.processBlock(raw, 0, raw.length);
        } catch (IOException | InvalidCipherTextException | RuntimeException damaged) {
            throw new CMSException("the key does not open", damaged);
        }
    }

    private static byte[] number(ASN1Sequence parts, int at) {
        return BigIntegers.asUnsignedByteArray(
                NUMBER_BYTES, ASN1Integer.getInstance(parts.getObjectAt(at)).getPositiveValue());
    }

    private static SM2Engine engine() {
        return new SM2Engine(new SM3Digest(), SM2Engine.Mode.C1C3C2);
    }
}
