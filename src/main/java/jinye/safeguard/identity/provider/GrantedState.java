package jinye.safeguard.identity.provider;

import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AbstractOAuth2Token;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization.Token;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;

/**
 * What is kept of an authorization besides digests, as plain JSON of our own: names of classes in stored data would tie the data
 * to the framework's version and let whoever writes into the table choose what is made of it.
 */
record GrantedState(
        String grantType,
        Set<String> scopes,
        @Nullable Person person,
        @Nullable Asked asked,
        @Nullable Piece code,
        @Nullable Piece access,
        @Nullable Piece refresh,
        @Nullable Piece idToken) {

    record Person(long id, long presence, long provedAt, List<String> ways) {}

    record Asked(
            String authorizationUri,
            String clientId,
            @Nullable String redirectUri,
            Set<String> scopes,
            @Nullable String state,
            Map<String, String> parameters) {}

    record Piece(long issuedAt, long expiresAt, boolean ended, Map<String, Object> claims) {}

    /** Claims that are moments; the rest are texts, numbers and lists of texts. */
    private static final Set<String> MOMENTS = Set.of("iat", "exp", "nbf");

    static GrantedState of(OAuth2Authorization authorization) {
        var signedIn = authorization.getAttribute(java.security.Principal.class.getName());
        OAuth2AuthorizationRequest asked = authorization.getAttribute(OAuth2AuthorizationRequest.class.getName());
        return new GrantedState(
                authorization.getAuthorizationGrantType().getValue(),
                new TreeSet<>(authorization.getAuthorizedScopes()),
                signedIn instanceof SignedInPerson one
                        ? new Person(
                                one.person(),
                                one.presence(),
                                one.provedAt().toEpochMilli(),
                                one.ways().stream().sorted().toList())
                        : null,
                asked == null ? null : asked(asked),
                piece(authorization.getToken(OAuth2AuthorizationCode.class)),
                piece(authorization.getToken(OAuth2AccessToken.class)),
                piece(authorization.getToken(OAuth2RefreshToken.class)),
                piece(authorization.getToken(OidcIdToken.class)));
    }

    /** @param values the tokens themselves where they were shown, placeholders elsewhere */
    void into(OAuth2Authorization.Builder builder, Values values) {
        builder.authorizedScopes(scopes);
        if (person != null) {
            builder.attribute(
                    java.security.Principal.class.getName(),
                    new SignedInPerson(
                            person.id(),
                            person.presence(),
                            Instant.ofEpochMilli(person.provedAt()),
                            Set.copyOf(person.ways())));
        }
        if (asked != null) {
            builder.attribute(OAuth2AuthorizationRequest.class.getName(), request());
        }
        if (code != null && values.code() != null) {
            put(builder, code, new OAuth2AuthorizationCode(values.code(), issued(code), expires(code)));
        }
        if (access != null && values.access() != null) {
            put(
                    builder,
                    access,
                    new OAuth2AccessToken(
                            OAuth2AccessToken.TokenType.BEARER,
                            values.access(),
                            issued(access),
                            expires(access),
                            scopes));
        }
        if (refresh != null && values.refresh() != null) {
            put(builder, refresh, new OAuth2RefreshToken(values.refresh(), issued(refresh), expires(refresh)));
        }
        if (idToken != null && values.idToken() != null) {
            put(
                    builder,
                    idToken,
                    new OidcIdToken(values.idToken(), issued(idToken), expires(idToken), claims(idToken)));
        }
    }

    record Values(
            @Nullable String code,
            @Nullable String access,
            @Nullable String refresh,
            @Nullable String idToken) {}

    /** When nothing of it is good any more. */
    Instant last() {
        return java.util.stream.Stream.of(code, access, refresh, idToken)
                .filter(java.util.Objects::nonNull)
                .map(GrantedState::expires)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    private static Asked asked(OAuth2AuthorizationRequest request) {
        var parameters = new LinkedHashMap<String, String>();
        request.getAdditionalParameters().forEach((name, value) -> {
            if (value instanceof String text) {
                parameters.put(name, text);
            }
        });
        return new Asked(
                request.getAuthorizationUri(),
                request.getClientId(),
                request.getRedirectUri(),
                new TreeSet<>(request.getScopes()),
                request.getState(),
                parameters);
    }

    private OAuth2AuthorizationRequest request() {
        var from = java.util.Objects.requireNonNull(asked);
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(from.authorizationUri())
                .clientId(from.clientId())
                .redirectUri(from.redirectUri())
                .scopes(from.scopes())
                .state(from.state())
                .additionalParameters(new LinkedHashMap<String, Object>(from.parameters()))
                .build();
    }

    private static @Nullable Piece piece(@Nullable Token<? extends OAuth2Token> token) {
        if (token == null) {
            return null;
        }
        var claims = new LinkedHashMap<String, Object>();
        var known = token.getClaims();
        if (known != null) {
            known.forEach((name, value) -> {
                if (value instanceof Instant moment) {
                    claims.put(name, moment.getEpochSecond());
                } else if (!(value instanceof Date)) {
                    claims.put(name, value instanceof java.util.Collection<?> many ? List.copyOf(many) : plain(value));
                }
            });
        }
        return new Piece(
                millis(token.getToken().getIssuedAt()),
                millis(token.getToken().getExpiresAt()),
                token.isInvalidated(),
                claims);
    }

    private static Object plain(Object value) {
        return value instanceof Number || value instanceof Boolean ? value : value.toString();
    }

    private static long millis(@Nullable Instant moment) {
        return moment == null ? 0 : moment.toEpochMilli();
    }

    private static <T extends AbstractOAuth2Token> void put(OAuth2Authorization.Builder builder, Piece piece, T token) {
        builder.token(token, metadata -> {
            metadata.put(Token.INVALIDATED_METADATA_NAME, piece.ended());
            if (!piece.claims().isEmpty()) {
                metadata.put(Token.CLAIMS_METADATA_NAME, claims(piece));
            }
        });
    }

    private static Map<String, Object> claims(Piece piece) {
        var claims = new LinkedHashMap<String, Object>();
        piece.claims()
                .forEach((name, value) -> claims.put(
                        name,
                        MOMENTS.contains(name) && value instanceof Number seconds
                                ? Instant.ofEpochSecond(seconds.longValue())
                                : value));
        return claims;
    }

    private static Instant issued(Piece piece) {
        return Instant.ofEpochMilli(piece.issuedAt());
    }

    private static Instant expires(Piece piece) {
        return Instant.ofEpochMilli(piece.expiresAt());
    }
}
