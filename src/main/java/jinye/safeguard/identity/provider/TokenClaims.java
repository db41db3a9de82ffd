package jinye.safeguard.identity.provider;

import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.stereotype.Component;

/** What stands in tokens besides what the protocol puts there. What we know of a person does not: that is asked of userinfo. */
@Component
class TokenClaims implements OAuth2TokenCustomizer<JwtEncodingContext> {

    /** RFC 8176. */
    private static final Map<String, String> WAYS =
            Map.of("password", "pwd", "totp", "otp", "recovery-code", "otp", "passkey", "hwk", "certificate", "swk");

    private final SigningKeys keys;
    private final SessionTags tags;

    TokenClaims(SigningKeys keys, SessionTags tags) {
        this.keys = keys;
        this.tags = tags;
    }

    @Override
    public void customize(JwtEncodingContext context) {
        context.getJwsHeader().keyId(keys.current());
        var type = context.getTokenType().getValue();
        if (type.equals("id_token") && context.getPrincipal() instanceof SignedInPerson person) {
            context.getClaims()
                    .claim("sid", tags.sid(person.presence()))
                    .claim("auth_time", Date.from(person.provedAt()))
                    .claim("amr", methods(person.ways()));
        }
        if (AuthorizationGrantType.CLIENT_CREDENTIALS.equals(context.getAuthorizationGrantType())) {
            var issuer = context.getAuthorizationServerContext().getIssuer();
            context.getClaims().audience(List.of(issuer + "/api"));
        }
    }

    private static List<String> methods(Set<String> ways) {
        return ways.stream()
                .map(way -> WAYS.getOrDefault(way, "fed"))
                .distinct()
                .sorted()
                .toList();
    }
}
