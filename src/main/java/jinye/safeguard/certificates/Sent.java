package jinye.safeguard.certificates;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import jinye.kernel.Refusal;

/** Files as the browser sends them with a form: PEM as it is, anything else in Base64. */
final class Sent {

    /** Characters, not bytes: a list of a megabyte, more than any certificate. */
    static final int LENGTH_MAX = 1_400_000;

    private Sent() {}

    static byte[] bytes(String text) {
        if (text.strip().startsWith("-----BEGIN ")) {
            return text.strip().getBytes(StandardCharsets.ISO_8859_1);
        }
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException damaged) {
            throw new NotReadable();
        }
    }

    static final class NotReadable extends Refusal {
        NotReadable() {
            super(Kind.INVALID, "certificates.file-unreadable");
        }
    }
}
