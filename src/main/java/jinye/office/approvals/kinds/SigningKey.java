package jinye.office.approvals.kinds;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import jinye.kernel.Refusal;

/** The public key of an installation (Ed25519). @param encoded SubjectPublicKeyInfo, as X.509 and PEM have it */
record SigningKey(PublicKey key, byte[] encoded) {

    static final String ALGORITHM = "Ed25519";

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PUBLIC KEY-----(.*?)-----END PUBLIC KEY-----", Pattern.DOTALL);
    /** The signature file of a package carries the key that signed it. */
    private static final Pattern SIGNATURE = Pattern.compile("\"key\"\\s*:\\s*\"([A-Za-z0-9+/=]+)\"");

    /** @throws GeneralSecurityException when the bytes are no such key */
    static SigningKey of(byte[] encoded) throws GeneralSecurityException {
        var key = KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
        // the same key in other words would have another fingerprint
        return new SigningKey(key, key.getEncoded());
    }

    /** What people paste or upload: PEM, plain base 64, or the signature file of a package. */
    static SigningKey read(String text) {
        var pem = PEM.matcher(text);
        var signature = SIGNATURE.matcher(text);
        var base64 = pem.find() ? pem.group(1) : signature.find() ? signature.group(1) : text;
        try {
            return of(Base64.getDecoder().decode(base64.replaceAll("\\s", "")));
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            throw new Unreadable();
        }
    }

    String base64() {
        return Base64.getEncoder().encodeToString(encoded);
    }

    String pem() {
        return "-----BEGIN PUBLIC KEY-----\n" + base64() + "\n-----END PUBLIC KEY-----\n";
    }

    String fingerprint() {
        try {
            return HexFormat.ofDelimiter(":")
                    .withUpperCase()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(encoded), 0, 16);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static final class Unreadable extends Refusal {
        Unreadable() {
            super(Kind.INVALID, "approvals.key-unreadable");
        }

        @Override
        public List<Fault> faults() {
            return List.of(Fault.at("/key", "approvals.key-unreadable"));
        }
    }
}
