package jinye.safeguard.certificates;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import jinye.kernel.Moments;
import jinye.safeguard.certificates.making.InstallationSecret;
import jinye.safeguard.cryptography.Digests;
import jinye.safeguard.cryptography.Family;
import jinye.safeguard.cryptography.Providers;
import jinye.safeguard.cryptography.Sm4;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Private keys that the server holds for others: in the database only as SM4-GCM text that opens with the installation's secret
 * and only beside its own public key, so that rows cannot be exchanged.
 */
@Repository
class HeldKeys {

    private record Kept(Family family, byte[] publicKey, byte[] wrapped) {}

    private final JdbcClient jdbc;
    private final InstallationSecret secret;
    private final Clock clock;

    HeldKeys(JdbcClient jdbc, InstallationSecret secret, Clock clock) {
        this.jdbc = jdbc;
        this.secret = secret;
        this.clock = clock;
    }

    long keep(KeyPair pair, Family family) {
        var open = pair.getPrivate().getEncoded();
        try {
            return jdbc.sql("""
                            insert into certificates.held_key (family, public_key, wrapped, made_at)
                            values (?, ?, ?, ?) returning id""")
                    .params(
                            family.name(),
                            pair.getPublic().getEncoded(),
                            Sm4.close(
                                    wrappingKey(),
                                    bound(family, pair.getPublic().getEncoded()),
                                    open),
                            Moments.to(clock.instant()))
                    .query(Long.class)
                    .single();
        } finally {
            java.util.Arrays.fill(open, (byte) 0);
        }
    }

    PrivateKey open(long id) {
        var kept = jdbc.sql(
                        "select family, public_key, wrapped from certificates.held_key where id = ? and wrapped is not null")
                .param(id)
                .query((row, number) -> new Kept(
                        Family.valueOf(row.getString("family")), row.getBytes("public_key"), row.getBytes("wrapped")))
                .single();
        var family = kept.family();
        var open = Sm4.open(wrappingKey(), bound(family, kept.publicKey()), kept.wrapped());
        try {
            return KeyFactory.getInstance(family == Family.RSA ? "RSA" : "EC", Providers.BC)
                    .generatePrivate(new PKCS8EncodedKeySpec(open));
        } catch (GeneralSecurityException damaged) {
            throw new IllegalStateException("held key " + id + " cannot be read", damaged);
        } finally {
            java.util.Arrays.fill(open, (byte) 0);
        }
    }

    /** 销毁: nobody signs with it again, whoever gets hold of the database. */
    void destroy(long id) {
        jdbc.sql(
                        "update certificates.held_key set wrapped = null, destroyed_at = ? where id = ? and wrapped is not null")
                .params(Moments.to(clock.instant()), id)
                .update();
    }

    private byte[] wrappingKey() {
        return secret.key("held keys");
    }

    private static byte[] bound(Family family, byte[] publicKey) {
        return Digests.sm3(family.name().getBytes(StandardCharsets.UTF_8), publicKey);
    }
}
