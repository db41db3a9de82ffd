package jinye.safeguard.cryptography;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * 算法族: a sort of key with the one digest it signs with. Mixed pairs (SM2 over SHA-256 and the like) are never made; 商用密码
 * asks for SM2 with SM3, the others are for programs that know no SM2.
 */
public enum Family {
    SM2("SM2/SM3", "SM3withSM2", "SM3"),
    RSA("RSA/SHA-256", "SHA256withRSA", "SHA-256"),
    ECDSA("ECDSA/SHA-256", "SHA256withECDSA", "SHA-256");

    /** NIST SP 800-131A and GM/T 0015: what is shorter counts as no key. */
    private static final int RSA_BITS_MIN = 2048;

    private static final int RSA_BITS = 3072;
    private static final int CURVE_BITS_MIN = 256;

    private final String term;
    private final String signature;
    private final String digest;

    Family(String term, String signature, String digest) {
        this.term = term;
        this.signature = signature;
        this.digest = digest;
    }

    public String term() {
        return term;
    }

    /** As the JCA calls it. */
    public String signature() {
        return signature;
    }

    /** As the JCA calls it. */
    public String digest() {
        return digest;
    }

    /** The family a public key belongs to. @throws UnknownKey for sorts of key we do not use, such as Ed25519 */
    public static Family of(PublicKey key) {
        if (key instanceof RSAPublicKey) {
            return RSA;
        }
        var algorithm = SubjectPublicKeyInfo.getInstance(key.getEncoded()).getAlgorithm();
        if (!algorithm.getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey)) {
            throw new UnknownKey(key.getAlgorithm());
        }
        return GMObjectIdentifiers.sm2p256v1.equals(algorithm.getParameters()) ? SM2 : ECDSA;
    }

    /** Bits of a key, and whether they are enough today. */
    public static boolean strong(PublicKey key) {
        return bits(key) >= (key instanceof RSAPublicKey ? RSA_BITS_MIN : CURVE_BITS_MIN);
    }

    public static int bits(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            return rsa.getModulus().bitLength();
        }
        return key instanceof java.security.interfaces.ECPublicKey curve
                ? curve.getParams().getOrder().bitLength()
                : 0;
    }

    public KeyPair newKeyPair() {
        try {
            switch (this) {
                case SM2, ECDSA -> {
                    var generator = KeyPairGenerator.getInstance("EC", Providers.BC);
                    generator.initialize(new ECGenParameterSpec(this == SM2 ? "sm2p256v1" : "secp256r1"));
                    return generator.generateKeyPair();
                }
                case RSA -> {
                    // the JDK finds primes several times as fast
                    var generator = KeyPairGenerator.getInstance("RSA");
                    generator.initialize(RSA_BITS);
                    return generator.generateKeyPair();
                }
            }
            throw new IllegalStateException(name());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** SM2: r and s in DER, with the default identity 1234567812345678 (GM/T 0009-2012, 10). */
    public byte[] sign(PrivateKey key, byte[] content) {
        try {
            var signer = Signature.getInstance(signature, Providers.BC);
            signer.initSign(key);
            signer.update(content);
            return signer.sign();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("cannot sign with " + this, broken);
        }
    }

    /** Anything that is not a good signature is a bad one, whatever the reason. */
    public boolean verify(PublicKey key, byte[] content, byte[] value) {
        try {
            var verifier = Signature.getInstance(signature, Providers.BC);
            verifier.initVerify(key);
            verifier.update(content);
            return verifier.verify(value);
        } catch (InvalidKeyException | java.security.SignatureException | RuntimeException bad) {
            return false;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static final class UnknownKey extends jinye.kernel.Refusal {
        UnknownKey(String sort) {
            super(Kind.INVALID, "cryptography.unknown-key", sort);
        }
    }
}
