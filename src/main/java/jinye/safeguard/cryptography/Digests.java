package jinye.safeguard.cryptography;

import java.security.MessageDigest;
import java.util.HexFormat;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/** 杂凑: SM3 (GB/T 32905) and its HMAC, and SHA-256 for partners that know no SM3. */
public final class Digests {

    private Digests() {}

    public static byte[] sm3(byte[]... parts) {
        var digest = new SM3Digest();
        for (var part : parts) {
            digest.update(part, 0, part.length);
        }
        var value = new byte[digest.getDigestSize()];
        digest.doFinal(value, 0);
        return value;
    }

    public static String sm3Hex(byte[]... parts) {
        return HexFormat.of().formatHex(sm3(parts));
    }

    public static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public static byte[] hmacSm3(byte[] key, byte[] content) {
        var mac = new HMac(new SM3Digest());
        mac.init(new KeyParameter(key));
        mac.update(content, 0, content.length);
        var value = new byte[mac.getMacSize()];
        mac.doFinal(value, 0);
        return value;
    }
}
