package jinye.office.approvals.kinds;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Signs exported packages with the key of this installation, and says whose key signed an imported one. */
@Component
class KindSeal {

    /** What packages of one's own are said to come from. */
    static final String OURSELVES = "本平台";

    private static final String ALGORITHM = SigningKey.ALGORITHM;

    /** Whose a package is. */
    enum Standing {
        /** Signed here, or by an installation whose key is trusted. */
        TRUSTED,
        /** The signature fits, but nobody here knows the key. */
        UNKNOWN_KEY,
        UNSIGNED,
        /** The signature does not fit: changed after it was signed. */
        BROKEN
    }

    record Checked(
            Standing standing,
            @Nullable String fingerprint,
            @Nullable String name) {}

    private record Signed(String key, String signature) {}

    /** @param privateKey both in base 64 */
    private record OwnKey(String publicKey, String privateKey) {}

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    KindSeal(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    String sign(KindPackage files) {
        try {
            var own = ownKey();
            var signature = Signature.getInstance(ALGORITHM);
            signature.initSign(privateKey(own.privateKey()));
            signature.update(files.sha256().getBytes(StandardCharsets.US_ASCII));
            return json.writeValueAsString(
                    new Signed(own.publicKey(), Base64.getEncoder().encodeToString(signature.sign())));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    Checked check(KindPackage files, @Nullable String written) {
        if (written == null) {
            return new Checked(Standing.UNSIGNED, null, null);
        }
        try {
            var signed = json.readValue(written, Signed.class);
            var key = SigningKey.of(Base64.getDecoder().decode(signed.key()));
            var fingerprint = key.fingerprint();
            var signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key.key());
            signature.update(files.sha256().getBytes(StandardCharsets.US_ASCII));
            if (!signature.verify(Base64.getDecoder().decode(signed.signature()))) {
                return new Checked(Standing.BROKEN, fingerprint, null);
            }
            var name = knownAs(fingerprint);
            return new Checked(name == null ? Standing.UNKNOWN_KEY : Standing.TRUSTED, fingerprint, name);
        } catch (GeneralSecurityException | JacksonException | IllegalArgumentException | NullPointerException broken) {
            return new Checked(Standing.BROKEN, null, null);
        }
    }

    SigningKey ownPublicKey() {
        try {
            return SigningKey.of(Base64.getDecoder().decode(ownKey().publicKey()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private @Nullable String knownAs(String fingerprint) {
        if (ownPublicKey().fingerprint().equals(fingerprint)) {
            return OURSELVES;
        }
        return jdbc.sql("select name from approvals.trusted_key where fingerprint = :fingerprint")
                .param("fingerprint", fingerprint)
                .query(String.class)
                .optional()
                .orElse(null);
    }

    /** Made the first time it is needed; of two who need it at once one makes it. */
    private OwnKey ownKey() {
        var known = key();
        if (known != null) {
            return known;
        }
        try {
            var pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            jdbc.sql("""
                            insert into approvals.installation_key (id, public_key, private_key, made_at)
                            values (1, :public, :private, :now) on conflict do nothing""")
                    .param(
                            "public",
                            Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()))
                    .param(
                            "private",
                            Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()))
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
        return java.util.Objects.requireNonNull(key());
    }

    private @Nullable OwnKey key() {
        return jdbc.sql("select public_key, private_key from approvals.installation_key")
                .query((row, n) -> new OwnKey(row.getString("public_key"), row.getString("private_key")))
                .optional()
                .orElse(null);
    }

    private static PrivateKey privateKey(String text) throws GeneralSecurityException {
        return KeyFactory.getInstance(ALGORITHM)
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(text)));
    }
}
