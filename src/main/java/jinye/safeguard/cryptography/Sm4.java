package jinye.safeguard.cryptography;

import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/** 分组密码 SM4 (GB/T 32907) in GCM (GB/T 36624): what was changed does not open. */
public final class Sm4 {

    public static final int KEY_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Sm4() {}

    public static byte[] newKey() {
        var key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        return key;
    }

    /** @param bound what the sealed bytes belong to; they open only together with it. @return nonce, text and tag */
    public static byte[] close(byte[] key, byte[] bound, byte[] plain) {
        var nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            var sealed = run(true, key, nonce, bound, plain, 0);
            var whole = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, whole, NONCE_BYTES, sealed.length);
            return whole;
        } catch (InvalidCipherTextException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @throws Changed when key, bound bytes or text are not those it was closed with */
    public static byte[] open(byte[] key, byte[] bound, byte[] closed) {
        if (closed.length < NONCE_BYTES + TAG_BITS / 8) {
            throw new Changed();
        }
        try {
            return run(false, key, Arrays.copyOf(closed, NONCE_BYTES), bound, closed, NONCE_BYTES);
        } catch (InvalidCipherTextException changed) {
            throw new Changed();
        }
    }

    private static byte[] run(boolean closing, byte[] key, byte[] nonce, byte[] bound, byte[] input, int from)
            throws InvalidCipherTextException {
        var cipher = GCMBlockCipher.newInstance(new SM4Engine());
        cipher.init(closing, new AEADParameters(new KeyParameter(key), TAG_BITS, nonce, bound));
        int length = input.length - from;
        var output = new byte[cipher.getOutputSize(length)];
        int written = cipher.processBytes(input, from, length, output, 0);
        written += cipher.doFinal(output, written);
        return written == output.length ? output : Arrays.copyOf(output, written);
    }

    /** What should open was changed, or belongs to another key. */
    public static final class Changed extends RuntimeException {
        Changed() {
            super("does not open", null, false, false);
        }
    }
}
