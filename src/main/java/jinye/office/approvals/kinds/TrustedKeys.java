package jinye.office.approvals.kinds;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.kernel.SecrecyWords;
import jinye.platform.journal.Journal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 可信签名密钥: the installations whose packages come in without a further question. Only the system administrator says so, with a
 * reason, after comparing the fingerprint with the other side by another way than the key came.
 */
@Service
@Transactional
class TrustedKeys {

    static final String TRUST = "approvals.trust";

    record TrustedKey(String fingerprint, String name, String reason, Instant addedAt, String addedByName) {}

    /** @param publicKey as text that the other installation pastes */
    record OwnKey(String fingerprint, String publicKey) {}

    /** @param knownAs whose it is when it is trusted already */
    record KeyReading(String fingerprint, @Nullable String knownAs) {}

    private final KindSeal seal;
    private final Journal journal;
    private final JdbcClient jdbc;
    private final Clock clock;

    TrustedKeys(KindSeal seal, Journal journal, JdbcClient jdbc, Clock clock) {
        this.seal = seal;
        this.journal = journal;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    OwnKey own(Actor actor) {
        actor.require(TRUST);
        var key = seal.ownPublicKey();
        return new OwnKey(key.fingerprint(), key.pem());
    }

    @Transactional(readOnly = true)
    List<TrustedKey> all(Actor actor) {
        actor.require(TRUST);
        return jdbc.sql("""
                        select fingerprint, name, reason, added_at, added_by_name from approvals.trusted_key
                        order by added_at desc, fingerprint limit 500""")
                .query((row, n) -> new TrustedKey(
                        row.getString("fingerprint"),
                        row.getString("name"),
                        row.getString("reason"),
                        Moments.from(row, "added_at"),
                        row.getString("added_by_name")))
                .list();
    }

    /** What a text holds, before anybody trusts it. */
    KeyReading read(Actor actor, String text) {
        actor.require(TRUST);
        var key = SigningKey.read(text);
        var own = seal.ownPublicKey().fingerprint().equals(key.fingerprint());
        return new KeyReading(
                key.fingerprint(),
                own ? KindSeal.OURSELVES : name(key.fingerprint()).orElse(null));
    }

    TrustedKey add(Actor actor, String text, String name, String reason) {
        actor.require(TRUST);
        SecrecyWords.refuseIn(name);
        SecrecyWords.refuseIn(reason);
        var key = SigningKey.read(text);
        if (seal.ownPublicKey().fingerprint().equals(key.fingerprint())) {
            throw new OwnKeyGiven();
        }
        var now = clock.instant();
        int added = jdbc.sql("""
                        insert into approvals.trusted_key (fingerprint, public_key, name, reason, added_at, added_by, added_by_name)
                        values (:fingerprint, :key, :name, :reason, :now, :by, :byName) on conflict do nothing""")
                .param("fingerprint", key.fingerprint())
                .param("key", key.base64())
                .param("name", name)
                .param("reason", reason)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("by", actor.person())
                .param("byName", actor.name())
                .update();
        if (added == 0) {
            throw new TrustedAlready(name(key.fingerprint()).orElse(""));
        }
        record(actor, "approvals.trust-key", key.fingerprint(), name, reason);
        return new TrustedKey(key.fingerprint(), name, reason, now, actor.name());
    }

    /** From now on packages under this key are asked about again; what came in already stays. */
    void withdraw(Actor actor, String fingerprint, String reason) {
        actor.require(TRUST);
        SecrecyWords.refuseIn(reason);
        var name = jdbc.sql("delete from approvals.trusted_key where fingerprint = :fingerprint returning name")
                .param("fingerprint", fingerprint)
                .query(String.class)
                .optional()
                .orElseThrow(NoSuchKey::new);
        record(actor, "approvals.withdraw-key", fingerprint, name, reason);
    }

    private Optional<String> name(String fingerprint) {
        return jdbc.sql("select name from approvals.trusted_key where fingerprint = :fingerprint")
                .param("fingerprint", fingerprint)
                .query(String.class)
                .optional();
    }

    private void record(Actor actor, String act, String fingerprint, String name, String reason) {
        journal.record(
                actor,
                act,
                new RecordId("approvals", 0),
                Map.of("name", name, "fingerprint", fingerprint, "reason", reason));
    }

    static final class OwnKeyGiven extends Refusal {
        OwnKeyGiven() {
            super(Kind.INVALID, "approvals.key-own");
        }
    }

    static final class TrustedAlready extends Refusal {
        TrustedAlready(String name) {
            super(Kind.CONFLICT, "approvals.key-known", name);
        }
    }

    static final class NoSuchKey extends Refusal {
        NoSuchKey() {
            super(Kind.NOT_FOUND, "approvals.no-such-key");
        }
    }
}
