package jinye.safeguard.identity.provider;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.RecordId;
import jinye.platform.journal.Journal;
import jinye.safeguard.certificates.making.InstallationSecret;
import jinye.safeguard.cryptography.Digests;
import jinye.safeguard.cryptography.Sm4;
import jinye.safeguard.identity.applications.Periods;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The keys that sign tokens. Made when first needed. The next one is published before it signs, the former one until its tokens
 * are dead, so that no other system ever meets a signature whose key it cannot have. RSA and RS256, since that is the one
 * algorithm every system must understand (OpenID Connect Core 1.0, 15.1); a key lives so short that 2048 bits are enough.
 */
@Component
class SigningKeys implements JWKSource<SecurityContext> {

    private static final int BITS = 2048;
    private static final Duration GOOD_FOR = Duration.ofSeconds(20);

    private record Known(List<Key> keys, long readAt) {}

    private record Key(
            RSAKey jwk, Instant signsFrom, @Nullable Instant signsUntil) {
        boolean signs(Instant now) {
            return jwk.isPrivate() && !signsFrom.isAfter(now) && (signsUntil == null || signsUntil.isAfter(now));
        }
    }

    private final JdbcClient jdbc;
    private final InstallationSecret secret;
    private final Periods periods;
    private final Journal journal;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private volatile @Nullable Known known;

    SigningKeys(
            JdbcClient jdbc,
            InstallationSecret secret,
            Periods periods,
            Journal journal,
            TransactionTemplate transaction,
            Clock clock) {
        this.jdbc = jdbc;
        this.secret = secret;
        this.periods = periods;
        this.journal = journal;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
        return selector.select(new JWKSet(keys().stream().<JWK>map(Key::jwk).toList()));
    }

    /** The name of the key that signs now. */
    String current() {
        var now = clock.instant();
        return keys().stream()
                .filter(key -> key.signs(now))
                .reduce((former, later) -> later)
                .orElseThrow()
                .jwk()
                .getKeyID();
    }

    /** By plan: the next key is there a day before it signs. */
    void renewWhenDue() {
        var now = clock.instant();
        transaction.executeWithoutResult(status -> {
            lock();
            var last = jdbc.sql("""
                            select signs_from from identity.signing_key where withdrawn_reason is null
                            order by signs_from desc limit 1""")
                    .query((row, number) -> Moments.from(row, "signs_from"))
                    .optional();
            var due = now.minus(periods.of("key")).plus(periods.of("key-lead"));
            if (last.isPresent() && last.get().isBefore(due)) {
                follow(now.plus(periods.of("key-lead")), now);
                journal.recordBySystem("identity.renew-key", new RecordId("identity", 0), Map.of());
            }
            jdbc.sql("update identity.signing_key set wrapped = null where wrapped is not null and signs_until < ?")
                    .param(Moments.to(now))
                    .update();
        });
        known = null;
    }

    /** 立即更换: the present key may be known to others, so it counts no more from now on, nor do tokens it signed. */
    void replaceNow(Actor actor, String reason) {
        var now = clock.instant();
        transaction.executeWithoutResult(status -> {
            lock();
            jdbc.sql("""
                            update identity.signing_key set wrapped = null, signs_until = :now, published_until = :now,
                                withdrawn_reason = :reason
                            where published_until is null or published_until > :now""").param("now", Moments.to(now)).param("reason", reason).update();
            make(now, now);
            journal.record(actor, "identity.replace-key", new RecordId("identity", 0), Map.of("reason", reason));
        });
        known = null;
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    // somebody may have read the old ones meanwhile
                    known = null;
                }
            });
        }
    }

    private List<Key> keys() {
        var remembered = known;
        if (remembered == null || System.nanoTime() - remembered.readAt() > GOOD_FOR.toNanos()) {
            remembered = new Known(read(), System.nanoTime());
            known = remembered;
        }
        return remembered.keys();
    }

    private List<Key> read() {
        var now = clock.instant();
        var found = published(now);
        if (found.stream().anyMatch(key -> key.signs(now))) {
            return found;
        }
        transaction.executeWithoutResult(status -> {
            lock();
            if (published(now).stream().noneMatch(key -> key.signs(now))) {
                make(now, now);
            }
        });
        return published(now);
    }

    private List<Key> published(Instant now) {
        return jdbc.sql("""
                        select * from identity.signing_key
                        where published_until is null or published_until > ? order by signs_from, id""").param(Moments.to(now)).query(this::key).list();
    }

    private void follow(Instant from, Instant now) {
        jdbc.sql("""
                        update identity.signing_key set signs_until = :from, published_until = :published
                        where signs_until is null""")
                .param("from", Moments.to(from))
                .param("published", Moments.to(from.plus(periods.of("key-after"))))
                .update();
        make(from, now);
    }

    private void make(Instant from, Instant now) {
        var pair = newPair();
        // the database keeps microseconds and may round up: a key must not begin after the moment it is made in
        var begins = from.truncatedTo(ChronoUnit.MILLIS);
        var open = pair.getPrivate().getEncoded();
        var shown = pair.getPublic().getEncoded();
        jdbc.sql("""
                        insert into identity.signing_key (name, public_key, wrapped, made_at, signs_from) values (?, ?, ?, ?, ?)""")
                .params(
                        Digests.sm3Hex(shown).substring(0, 16),
                        shown,
                        Sm4.close(wrappingKey(), Digests.sm3(shown), open),
                        Moments.to(now),
                        Moments.to(begins))
                .update();
        java.util.Arrays.fill(open, (byte) 0);
    }

    private void lock() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('identity.signing_key'))")
                .query((row, number) -> 0)
                .list();
    }

    private Key key(ResultSet row, int number) throws SQLException {
        var shown = row.getBytes("public_key");
        var wrapped = row.getBytes("wrapped");
        try {
            var factory = KeyFactory.getInstance("RSA");
            var builder = new RSAKey.Builder((RSAPublicKey) factory.generatePublic(new X509EncodedKeySpec(shown)))
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyID(row.getString("name"));
            if (wrapped != null) {
                builder.privateKey(factory.generatePrivate(
                        new PKCS8EncodedKeySpec(Sm4.open(wrappingKey(), Digests.sm3(shown), wrapped))));
            }
            return new Key(builder.build(), Moments.from(row, "signs_from"), Moments.fromNullable(row, "signs_until"));
        } catch (GeneralSecurityException damaged) {
            throw new IllegalStateException("signing key " + row.getString("name") + " cannot be read", damaged);
        }
    }

    private byte[] wrappingKey() {
        return secret.key("identity signing keys");
    }

    private static KeyPair newPair() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
