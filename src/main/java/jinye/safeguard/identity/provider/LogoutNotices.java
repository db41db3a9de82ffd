package jinye.safeguard.identity.provider;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jinye.kernel.Moments;
import jinye.safeguard.access.PresenceEnded;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * OpenID Connect Back-Channel Logout 1.0: when a person's session ends, by whatever way, every application that it opened is told.
 * What is to be told is written down in the transaction that ends the session, sent after it, and sent again until it arrived.
 */
@Component
class LogoutNotices {

    private static final Logger LOG = LoggerFactory.getLogger(LogoutNotices.class);
    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";
    private static final Duration TOKEN_LIVES = Duration.ofMinutes(2);
    /** After the last of them nobody waits any more: the session of the other system has run out by itself. */
    private static final List<Duration> AGAIN_AFTER = List.of(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(6));

    private static final String HOLDING = "coalesce(g.code, g.access, g.refresh) is not null";

    private record Due(
            long id, String clientId, long person, long presence, String issuer, String address, int attempts) {}

    private final JdbcClient jdbc;
    private final JwtEncoder encoder;
    private final SigningKeys keys;
    private final SessionTags tags;
    private final Clock clock;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    LogoutNotices(JdbcClient jdbc, JwtEncoder encoder, SigningKeys keys, SessionTags tags, Clock clock) {
        this.jdbc = jdbc;
        this.encoder = encoder;
        this.keys = keys;
        this.tags = tags;
        this.clock = clock;
    }

    /** With the session go the tokens it opened. */
    @EventListener
    void write(PresenceEnded ended) {
        end("presence = :presence", Map.of("presence", ended.presence()));
    }

    /** The person takes back what they agreed to: the application is told and holds nothing more. */
    void endAt(long application, long person) {
        end(
                "application = :application and g.person = :person and " + HOLDING,
                Map.of("application", application, "person", person));
        sendAfterCommit();
    }

    /** Nothing that was signed counts any more: every application begins anew. */
    void endEverywhere() {
        end("person is not null and " + HOLDING, Map.of());
        sendAfterCommit();
    }

    private void sendAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                Thread.startVirtualThread(LogoutNotices.this::deliver);
            }
        });
    }

    private void end(String which, Map<String, Object> values) {
        jdbc.sql("""
                        insert into identity.logout_notice (application, person, presence, issuer, address, made_at, next_at)
                        select distinct g.application, g.person, g.presence, g.state::jsonb #>> '{idToken,claims,iss}',
                            t.back_channel_address, :now::timestamptz, :now::timestamptz
                        from identity.granted g join identity.terms t on t.application = g.application and t.state = 'IN_FORCE'
                        where g.%s and t.back_channel_address is not null and g.presence is not null
                          and g.state::jsonb #>> '{idToken,claims,iss}' is not null""".formatted(which))
                .param("now", Moments.to(clock.instant()))
                .params(values)
                .update();
        jdbc.sql("""
                        update identity.granted g set version = version + 1, code = null, access = null, refresh = null
                        where g.%s""".formatted(which)).params(values).update();
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void send(PresenceEnded ended) {
        Thread.startVirtualThread(this::deliver);
    }

    void deliver() {
        try {
            var now = clock.instant();
            // claimed before they are sent, so that two nodes do not tell the same thing at once
            var due = jdbc.sql("""
                            with due as (
                                select id from identity.logout_notice
                                where delivered_at is null and given_up_at is null and next_at <= :now
                                order by next_at limit 100 for update skip locked)
                            update identity.logout_notice n set next_at = :later, attempts = n.attempts + 1
                            from due, identity.application a where n.id = due.id and a.id = n.application
                            returning n.id, a.client_id, n.person, n.presence, n.issuer, n.address, n.attempts""")
                    .param("now", Moments.to(now))
                    .param("later", Moments.to(now.plus(Duration.ofMinutes(1))))
                    .query(Due.class)
                    .list();
            due.forEach(this::deliver);
        } catch (RuntimeException away) {
            LOG.warn("logout notices wait: {}", away.toString());
        }
    }

    private void deliver(Due due) {
        var trouble = tell(due);
        var now = clock.instant();
        if (trouble == null) {
            jdbc.sql("update identity.logout_notice set delivered_at = ?, trouble = null where id = ?")
                    .params(Moments.to(now), due.id())
                    .update();
            return;
        }
        boolean last = due.attempts() > AGAIN_AFTER.size();
        jdbc.sql("update identity.logout_notice set next_at = ?, given_up_at = ?, trouble = ? where id = ?")
                .param(Moments.to(now.plus(last ? Duration.ZERO : AGAIN_AFTER.get(due.attempts() - 1))))
                .param(Moments.toNullable(last ? now : null))
                .param(trouble)
                .param(due.id())
                .update();
    }

    private @Nullable String tell(Due due) {
        var request = HttpRequest.newBuilder(URI.create(due.address()))
                .timeout(Duration.ofSeconds(5))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "logout_token=" + URLEncoder.encode(token(due), StandardCharsets.US_ASCII)))
                .build();
        try {
            int status = client.send(request, BodyHandlers.discarding()).statusCode();
            return status == 200 || status == 204 ? null : "HTTP " + status;
        } catch (IOException away) {
            return away.getClass().getSimpleName();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return "stopped";
        }
    }

    /** Never good as an identity token: it has no nonce and a type of its own (Back-Channel Logout 1.0, 2.4). */
    private String token(Due due) {
        var now = clock.instant();
        var claims = JwtClaimsSet.builder()
                .issuer(due.issuer())
                .subject(Long.toString(due.person()))
                .audience(List.of(due.clientId()))
                .issuedAt(now)
                .expiresAt(now.plus(TOKEN_LIVES))
                .id(UUID.randomUUID().toString())
                .claim("events", Map.of(EVENT, Map.of()))
                .claim("sid", tags.sid(due.presence()))
                .build();
        var header = JwsHeader.with(SignatureAlgorithm.RS256)
                .type("logout+jwt")
                .keyId(keys.current())
                .build();
        return encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
    }
}
