package jinye.safeguard.identity.provider;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import jinye.kernel.Moments;
import jinye.kernel.RecordId;
import jinye.platform.journal.Journal;
import jinye.safeguard.access.Actors;
import jinye.safeguard.cryptography.Digests;
import jinye.safeguard.identity.applications.ApplicationStopped;
import jinye.safeguard.identity.applications.Applications;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * What applications hold. Of codes and tokens the database has only digests: the token itself stands in an authorization read
 * from here only where somebody has just shown it, elsewhere a placeholder stands for it.
 */
@Component
class Granted implements OAuth2AuthorizationService {

    private static final String VERSION = "jinye.version";
    /** No token begins with it, since tokens are Base64 and JWT. */
    private static final String PLACEHOLDER = "#";
    /** So long after its last token an identity token may still be shown to sign out. */
    private static final Duration KEPT_AFTER = Duration.ofHours(24);

    private static final HexFormat HEX = HexFormat.of();

    private record Row(
            String id,
            long version,
            long application,
            @Nullable Long person,
            GrantedState state,
            byte @Nullable [] code,
            byte @Nullable [] access,
            byte @Nullable [] refresh,
            byte @Nullable [] idToken) {}

    private final JdbcClient jdbc;
    private final RegisteredClientRepository clients;
    private final Applications applications;
    private final Actors actors;
    private final Journal journal;
    private final JsonMapper json;
    private final Clock clock;

    Granted(
            JdbcClient jdbc,
            RegisteredClientRepository clients,
            Applications applications,
            Actors actors,
            Journal journal,
            JsonMapper json,
            Clock clock) {
        this.jdbc = jdbc;
        this.clients = clients;
        this.applications = applications;
        this.actors = actors;
        this.journal = journal;
        this.json = json;
        this.clock = clock;
    }

    @Override
    @Transactional
    public void save(OAuth2Authorization authorization) {
        var state = GrantedState.of(authorization);
        var refresh = digest(authorization.getToken(OAuth2RefreshToken.class));
        Long version = authorization.getAttribute(VERSION);
        var statement = version == null ? """
                insert into identity.granted (id, version, application, person, presence, state, code, access, refresh, id_token,
                    begun_at, used_at, kept_until)
                values (:id, 0, :application, :person, :presence, :state, :code, :access, :refresh, :idToken, :now, :now, :kept)""" : """
                update identity.granted set version = version + 1, state = :state, code = :code, access = :access,
                    refresh = :refresh, id_token = :idToken, used_at = :now, kept_until = :kept
                where id = :id and version = :version""";
        if (version != null && refresh != null) {
            keepUsed(authorization.getId(), refresh);
        }
        var now = clock.instant();
        var person = state.person();
        int written = jdbc.sql(statement)
                .param("id", authorization.getId())
                .param("version", version)
                .param("application", Long.parseLong(authorization.getRegisteredClientId()))
                .param("person", person == null ? null : person.id())
                .param("presence", person == null ? null : person.presence())
                .param("state", json.writeValueAsString(state))
                .param("code", digest(authorization.getToken(OAuth2AuthorizationCode.class)))
                .param("access", digest(authorization.getToken(OAuth2AccessToken.class)))
                .param("refresh", refresh)
                .param("idToken", digest(authorization.getToken(OidcIdToken.class)))
                .param("now", Moments.to(now))
                .param("kept", Moments.to(state.last().plus(KEPT_AFTER)))
                .update();
        if (written == 0) {
            // somebody else exchanged the same code or token in the same moment: only one of them may
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
        }
    }

    @Override
    public void remove(OAuth2Authorization authorization) {
        jdbc.sql("delete from identity.granted where id = ?")
                .param(authorization.getId())
                .update();
    }

    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        return jdbc.sql("select * from identity.granted where id = ?")
                .param(id)
                .query(this::row)
                .optional()
                .map(row -> authorization(row, null, new byte[0]))
                .orElse(null);
    }

    @Override
    @Transactional
    public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        var column = type == null
                ? "access = :digest or refresh = :digest or id_token = :digest or code"
                : switch (type.getValue()) {
                    case "code" -> "code";
                    case "access_token" -> "access";
                    case "refresh_token" -> "refresh";
                    case "id_token" -> "id_token";
                    default -> "";
                };
        if (column.isEmpty()) {
            return null;
        }
        var digest = digest(token);
        var found = jdbc.sql("select * from identity.granted where " + column + " = :digest")
                .param("digest", digest)
                .query(this::row)
                .optional();
        boolean refreshing = type != null && OAuth2TokenType.REFRESH_TOKEN.equals(type);
        if (found.isEmpty() && refreshing) {
            endIfUsedBefore(digest);
            return null;
        }
        if (found.isPresent() && !(type != null && type.getValue().equals("id_token")) && gone(found.get())) {
            end(found.get().id());
            return null;
        }
        return found.map(row -> authorization(row, token, digest)).orElse(null);
    }

    /** The person has left, or may not enter the application any more. */
    private boolean gone(Row row) {
        var application = applications.byId(row.application());
        if (application.isEmpty() || application.get().stopped()) {
            return true;
        }
        return row.person() != null
                && actors.actor(row.person(), null)
                        .filter(actor -> applications.mayEnter(actor, application.get()))
                        .isEmpty();
    }

    private void keepUsed(String id, byte[] refresh) {
        jdbc.sql("""
                        insert into identity.used_refresh (digest, granted)
                        select refresh, id from identity.granted where id = :id and refresh is not null and refresh <> :refresh
                        on conflict do nothing""").param("id", id).param("refresh", refresh).update();
    }

    private void endIfUsedBefore(byte[] digest) {
        jdbc.sql("""
                        select g.id, g.application, g.person from identity.used_refresh u join identity.granted g on g.id = u.granted
                        where u.digest = ?""")
                .param(digest)
                .query((row, number) -> {
                    end(row.getString("id"));
                    journal.recordBySystem(
                            "identity.refuse-used-refresh",
                            new RecordId("identity", row.getLong("application")),
                            Map.of("person", row.getLong("person")));
                    return number;
                })
                .list();
    }

    /** Its tokens are worth nothing from now on; the identity token may still be shown to sign out. */
    private void end(String id) {
        jdbc.sql(
                        "update identity.granted set version = version + 1, code = null, access = null, refresh = null where id = ?")
                .param(id)
                .update();
    }

    @EventListener
    void end(ApplicationStopped stopped) {
        jdbc.sql(
                        "update identity.granted set version = version + 1, code = null, access = null, refresh = null where application = ?")
                .param(stopped.application())
                .update();
    }

    int forgetOld() {
        return jdbc.sql("delete from identity.granted where kept_until < ?")
                .param(Moments.to(clock.instant()))
                .update();
    }

    private OAuth2Authorization authorization(Row row, @Nullable String shown, byte[] digest) {
        var client = Objects.requireNonNull(clients.findById(Long.toString(row.application())));
        var builder = OAuth2Authorization.withRegisteredClient(client)
                .id(row.id())
                .principalName(row.person() == null ? client.getClientId() : Long.toString(row.person()))
                .authorizationGrantType(new AuthorizationGrantType(row.state().grantType()))
                .attribute(VERSION, row.version());
        row.state()
                .into(
                        builder,
                        new GrantedState.Values(
                                value(row.code(), shown, digest),
                                value(row.access(), shown, digest),
                                value(row.refresh(), shown, digest),
                                value(row.idToken(), shown, digest)));
        return builder.build();
    }

    private static @Nullable String value(byte @Nullable [] kept, @Nullable String shown, byte[] digest) {
        if (kept == null) {
            return null;
        }
        return shown != null && java.util.Arrays.equals(kept, digest) ? shown : PLACEHOLDER + HEX.formatHex(kept);
    }

    private static byte @Nullable [] digest(OAuth2Authorization.@Nullable Token<? extends OAuth2Token> token) {
        if (token == null) {
            return null;
        }
        var value = token.getToken().getTokenValue();
        return value.startsWith(PLACEHOLDER) ? HEX.parseHex(value.substring(PLACEHOLDER.length())) : digest(value);
    }

    private static byte[] digest(String token) {
        return Digests.sm3(token.getBytes(StandardCharsets.UTF_8));
    }

    private Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getString("id"),
                row.getLong("version"),
                row.getLong("application"),
                row.getObject("person", Long.class),
                json.readValue(row.getString("state"), GrantedState.class),
                row.getBytes("code"),
                row.getBytes("access"),
                row.getBytes("refresh"),
                row.getBytes("id_token"));
    }
}
