package jinye.safeguard.cryptography;

import java.security.Provider;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Where the algorithms come from. Never registered with the JDK: who wants SM2 says so. */
public final class Providers {

    public static final Provider BC = new BouncyCastleProvider();

    private Providers() {}
}
