package jinye.safeguard.identity.factors;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.util.exception.WebAuthnException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import jinye.kernel.Moments;
import jinye.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * 通行密钥: registered and checked by W3C Web Authentication level 3. The person must be verified by the device (fingerprint, PIN),
 * so a passkey alone is two proofs. No attestation is asked for: which make of device people have is not our affair.
 */
@Repository
class Passkeys {

    private static final Logger LOG = LoggerFactory.getLogger(Passkeys.class);

    /** One for each device of a person, and none to spare for whoever fills the table. */
    static final int PER_PERSON_MAX = 10;

    static final List<COSEAlgorithmIdentifier> ALGORITHMS =
            List.of(COSEAlgorithmIdentifier.ES256, COSEAlgorithmIdentifier.RS256, COSEAlgorithmIdentifier.EdDSA);

    record PasskeyRow(
            long id,
            String name,
            String host,
            Instant madeAt,
            @Nullable Instant lastUsedAt) {}

    private record Kept(long id, long person, String host, String registration, long signCount) {}

    private final WebAuthnManager manager = WebAuthnManager.createNonStrictWebAuthnManager();
    private final JdbcClient jdbc;
    private final Clock clock;

    Passkeys(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    List<PasskeyRow> of(long person) {
        return jdbc.sql("select * from identity.passkey where person = ? order by id")
                .param(person)
                .query((row, n) -> new PasskeyRow(
                        row.getLong("id"),
                        row.getString("name"),
                        row.getString("host"),
                        Moments.from(row, "made_at"),
                        Moments.fromNullable(row, "last_used_at")))
                .list();
    }

    List<byte[]> credentialsOf(long person, String host) {
        return jdbc.sql("select credential from identity.passkey where person = ? and host = ? order by id")
                .params(person, host)
                .query((row, n) -> row.getBytes(1))
                .list();
    }

    void register(long person, String name, byte[] challenge, String host, String response) {
        try {
            var data = manager.verifyRegistrationResponseJSON(
                    response,
                    new RegistrationParameters(
                            server(host, challenge),
                            ALGORITHMS.stream()
                                    .map(algorithm -> new PublicKeyCredentialParameters(
                                            PublicKeyCredentialType.PUBLIC_KEY, algorithm))
                                    .toList(),
                            true));
            var authenticator =
                    Objects.requireNonNull(data.getAttestationObject()).getAuthenticatorData();
            jdbc.sql("""
                            insert into identity.passkey (person, credential, host, name, registration, sign_count, made_at)
                            values (?, ?, ?, ?, ?, ?, ?)""")
                    .params(
                            person,
                            Objects.requireNonNull(authenticator.getAttestedCredentialData())
                                    .getCredentialId(),
                            host,
                            name.strip(),
                            response,
                            authenticator.getSignCount(),
                            Moments.to(clock.instant()))
                    .update();
        } catch (WebAuthnException | NullPointerException bad) {
            LOG.info("a passkey was not accepted: {}", bad.toString());
            throw new NotAccepted();
        } catch (DuplicateKeyException known) {
            throw new NotAccepted();
        }
    }

    /** @return whose passkey signed this challenge */
    long check(byte[] challenge, String host, String response) {
        try {
            var data = manager.parseAuthenticationResponseJSON(response);
            var kept = kept(data);
            var registered = manager.parseRegistrationResponseJSON(kept.registration());
            var record = new CredentialRecordImpl(
                    Objects.requireNonNull(registered.getAttestationObject()),
                    registered.getCollectedClientData(),
                    registered.getClientExtensions(),
                    registered.getTransports());
            record.setCounter(kept.signCount());
            manager.verify(data, new AuthenticationParameters(server(kept.host(), challenge), record, null, true));
            if (!kept.host().equals(host)) {
                throw new NotAccepted();
            }
            jdbc.sql("update identity.passkey set sign_count = ?, last_used_at = ? where id = ?")
                    .params(
                            Objects.requireNonNull(data.getAuthenticatorData()).getSignCount(),
                            Moments.to(clock.instant()),
                            kept.id())
                    .update();
            return kept.person();
        } catch (WebAuthnException | NullPointerException bad) {
            LOG.info("a passkey was not accepted: {}", bad.toString());
            throw new NotAccepted();
        }
    }

    boolean rename(long person, long id, String name) {
        return jdbc.sql("update identity.passkey set name = ? where person = ? and id = ?")
                        .params(name.strip(), person, id)
                        .update()
                == 1;
    }

    boolean remove(long person, long id) {
        return jdbc.sql("delete from identity.passkey where person = ? and id = ?")
                        .params(person, id)
                        .update()
                == 1;
    }

    void removeAll(long person) {
        jdbc.sql("delete from identity.passkey where person = ?").param(person).update();
    }

    private Kept kept(AuthenticationData data) {
        return jdbc.sql("select id, person, host, registration, sign_count from identity.passkey where credential = ?")
                .param(data.getCredentialId())
                .query(Kept.class)
                .optional()
                .orElseThrow(NotAccepted::new);
    }

    /** The page that asked must be ours: of the very host for which the passkey was made, and not in clear, except on one's own machine. */
    private static ServerProperty server(String host, byte[] challenge) {
        return ServerProperty.builder()
                .originPredicate(origin -> host.equals(origin.getHost())
                        && ("https".equals(origin.getScheme()) || host.equals("localhost")))
                .rpId(host)
                .challenge(new DefaultChallenge(challenge))
                .build();
    }

    static final class NotAccepted extends Refusal {
        NotAccepted() {
            super(Kind.INVALID, "identity.passkey-not-accepted");
        }
    }
}
