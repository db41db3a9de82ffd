package jinye.office.archives.items;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.bouncycastle.crypto.digests.SM3Digest;

/** Two digests of one content in one reading: SHA-256, under which the bytes lie, and SM3, which the standards ask for. */
public record ContentDigests(long size, String sha256, String sm3) {

    public static ContentDigests of(InputStream in) throws IOException {
        var sha256 = newSha256();
        var sm3 = new SM3Digest();
        var buffer = new byte[64 * 1024];
        long size = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            sha256.update(buffer, 0, read);
            sm3.update(buffer, 0, read);
            size += read;
        }
        var value = new byte[sm3.getDigestSize()];
        sm3.doFinal(value, 0);
        return new ContentDigests(
                size, HexFormat.of().formatHex(sha256.digest()), HexFormat.of().formatHex(value));
    }

    public static String sha256(String text) {
        return HexFormat.of().formatHex(newSha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
