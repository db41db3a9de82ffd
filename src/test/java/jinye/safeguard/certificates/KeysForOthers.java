package jinye.safeguard.certificates;

import java.security.PrivateKey;

/** Lends a key to another program that signs in a test. */
public final class KeysForOthers {

    private KeysForOthers() {}

    public static PrivateKey key(Signer signer) {
        return signer.key();
    }
}
