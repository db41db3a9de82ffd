package jinye.safeguard.certificates.making;

import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import jinye.safeguard.cryptography.Family;
import org.bouncycastle.operator.ContentSigner;

/** Where the authorities' private keys lie: a file of PKCS#12, or a module of PKCS#11 that never gives them away. */
public interface AuthorityKeys {

    /** For people: where. */
    String place();

    boolean has(String name);

    /** @throws jinye.kernel.Refusal when the place cannot make keys of this family */
    PublicKey make(String name, Family family);

    /** Takes over a key that was made elsewhere. */
    void put(String name, KeyPair pair, List<X509Certificate> chain);

    ContentSigner signer(String name, Family family);
}
