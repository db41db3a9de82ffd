package jinye.safeguard.certificates.making;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidParameterException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import jinye.kernel.Refusal;
import jinye.safeguard.cryptography.Family;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Keys in a hardware module behind PKCS#11, described by a configuration file of the JDK's SunPKCS11 provider. The standard
 * knows no SM2, so such a module holds RSA and ECDSA keys; an SM2 module (GM/T 0018) would be a third implementation.
 */
final class PkcsElevenKeys implements AuthorityKeys {

    private static final int RSA_BITS = 3072;

    private final Provider provider;
    private final KeyStore store;

    PkcsElevenKeys(Path configuration, char[] pin) {
        try {
            provider = Security.getProvider("SunPKCS11").configure(configuration.toString());
            store = KeyStore.getInstance("PKCS11", provider);
            store.load(null, pin);
        } catch (GeneralSecurityException | IOException | InvalidParameterException away) {
            throw new IllegalStateException("the key module of %s does not open".formatted(configuration), away);
        }
    }

    @Override
    public String place() {
        return "PKCS#11 密码设备";
    }

    @Override
    public synchronized boolean has(String name) {
        try {
            return store.isKeyEntry(name);
        } catch (GeneralSecurityException away) {
            throw new IllegalStateException(away);
        }
    }

    @Override
    public PublicKey make(String name, Family family) {
        try {
            var generator = KeyPairGenerator.getInstance(family == Family.RSA ? "RSA" : "EC", provider);
            switch (family) {
                case SM2 -> throw new NoSuchKeys(family.term());
                case RSA -> generator.initialize(RSA_BITS);
                case ECDSA -> generator.initialize(new ECGenParameterSpec("secp256r1"));
            }
            var pair = generator.generateKeyPair();
            put(name, pair, List.of(PlaceHolder.signed(pair, signer(pair.getPrivate(), family))));
            return pair.getPublic();
        } catch (GeneralSecurityException away) {
            throw new IllegalStateException("the key module makes no key", away);
        }
    }

    @Override
    public synchronized void put(String name, KeyPair pair, List<X509Certificate> chain) {
        try {
            store.setKeyEntry(name, pair.getPrivate(), null, chain.toArray(Certificate[]::new));
        } catch (GeneralSecurityException away) {
            throw new IllegalStateException("the key module keeps no key", away);
        }
    }

    @Override
    public synchronized ContentSigner signer(String name, Family family) {
        try {
            return signer((PrivateKey) store.getKey(name, null), family);
        } catch (GeneralSecurityException away) {
            throw new IllegalStateException("the key module does not answer", away);
        }
    }

    private ContentSigner signer(PrivateKey key, Family family) {
        try {
            return new JcaContentSignerBuilder(family.signature())
                    .setProvider(provider)
                    .build(key);
        } catch (OperatorCreationException away) {
            throw new IllegalStateException("the key module does not sign", away);
        }
    }

    static final class NoSuchKeys extends Refusal {
        NoSuchKeys(String family) {
            super(Kind.CONFLICT, "certificates.key-module-cannot", family);
        }
    }
}
