package jinye.sample;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The program on a person's telephone: takes the key by hand and shows codes. Written from the standard, not from our code. */
public final class Authenticator {

    private final byte[] key;
    private long shown;

    /** @param key in letters, with or without spaces */
    public Authenticator(String key) {
        var bits = new StringBuilder();
        for (char letter : key.replace(" ", "").toCharArray()) {
            int value = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter);
            bits.append(Integer.toBinaryString(32 | value).substring(1));
        }
        this.key = new byte[bits.length() / 8];
        for (int n = 0; n < this.key.length; n++) {
            this.key[n] = (byte) Integer.parseInt(bits.substring(n * 8, n * 8 + 8), 2);
        }
    }

    /** Minutes have passed, as far as the telephone is concerned. */
    public void rest() {
        shown = 0;
    }

    /** The code of now, or of the half minute after the last one shown: a code is good once, and nobody waits in a test. */
    public String code() {
        shown = Math.max(Instant.now().getEpochSecond() / 30, shown + 1);
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
            var digest = ByteBuffer.wrap(
                    mac.doFinal(ByteBuffer.allocate(8).putLong(shown).array()));
            int offset = digest.get(19) & 15;
            return "%06d".formatted((digest.getInt(offset) & 0x7fffffff) % 1_000_000);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
