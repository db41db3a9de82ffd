package jinye.safeguard.identity.outside;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jinye.kernel.Outage;
import jinye.safeguard.access.Outgoing;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks a provider: what it offers, its keys, its tokens. Only through the guarded way out, and only where the issuer itself points. */
@Component
class ProviderClient {

    private static final int ANSWER_MAX = 256 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration OFFER_GOOD_FOR = Duration.ofMinutes(10);
    /** A key that is missing is asked for again, but nobody makes us ask more often than this. */
    private static final Duration KEYS_AGAIN_AFTER = Duration.ofSeconds(10);

    private record Kept<T>(T value, long readAt) {
        boolean older(Duration age) {
            return System.nanoTime() - readAt > age.toNanos();
        }
    }

    private final Outgoing outgoing;
    private final Map<String, Kept<OIDCProviderMetadata>> offers = new ConcurrentHashMap<>();
    private final Map<URI, Kept<JWKSet>> keys = new ConcurrentHashMap<>();

    ProviderClient(Outgoing outgoing) {
        this.outgoing = outgoing;
    }

    OIDCProviderMetadata offer(String issuer) {
        var kept = offers.get(issuer);
        if (kept == null || kept.older(OFFER_GOOD_FOR)) {
            kept = new Kept<>(discover(issuer), System.nanoTime());
            offers.put(issuer, kept);
        }
        return kept.value();
    }

    /** Anew, as when an administrator tries it out. */
    OIDCProviderMetadata discover(String issuer) {
        var address = URI.create((issuer.endsWith("/") ? issuer : issuer + "/") + ".well-known/openid-configuration");
        OIDCProviderMetadata found;
        try {
            found = OIDCProviderMetadata.parse(text(HttpRequest.newBuilder(address)));
        } catch (ParseException malformed) {
            throw new Outage("identity.provider-unlike", malformed);
        }
        if (!found.getIssuer().getValue().equals(issuer)
                || !ProviderAddress.good(found.getAuthorizationEndpointURI())
                || !ProviderAddress.good(found.getTokenEndpointURI())
                || !ProviderAddress.good(found.getJWKSetURI())) {
            throw new Outage(
                    "identity.provider-unlike", new IOException("issuer or addresses are not as they must be"));
        }
        return found;
    }

    /** @param wanted the name of the key that signed; one we have not seen makes us ask again, since providers change keys */
    JWKSet keys(OIDCProviderMetadata offer, @Nullable String wanted) {
        var address = offer.getJWKSetURI();
        var kept = keys.get(address);
        boolean missing = kept != null && wanted != null && kept.value().getKeyByKeyId(wanted) == null;
        if (kept == null || kept.older(OFFER_GOOD_FOR) || missing && kept.older(KEYS_AGAIN_AFTER)) {
            try {
                kept = new Kept<>(JWKSet.parse(text(HttpRequest.newBuilder(address))), System.nanoTime());
            } catch (java.text.ParseException malformed) {
                throw new Outage("identity.provider-unlike", malformed);
            }
            keys.put(address, kept);
        }
        return kept.value();
    }

    /** @throws CodeRefused when the provider does not take the code back */
    OIDCTokens tokens(
            OIDCProviderMetadata offer, OutsideProvider provider, String secret, String code, Attempts.Attempt attempt)
            throws CodeRefused {
        var grant = new AuthorizationCodeGrant(
                new AuthorizationCode(code), URI.create(attempt.returnAddress()), new CodeVerifier(attempt.verifier()));
        var prepared = new TokenRequest.Builder(offer.getTokenEndpointURI(), proof(offer, provider, secret), grant)
                .build()
                .toHTTPRequest();
        var request = HttpRequest.newBuilder(offer.getTokenEndpointURI())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(prepared.getBody(), StandardCharsets.UTF_8));
        if (prepared.getAuthorization() != null) {
            request.header("Authorization", prepared.getAuthorization());
        }
        var answer = ask(request);
        if (answer.status() >= 500) {
            throw new Outage("identity.provider-away", new IOException("answered with " + answer.status()));
        }
        if (answer.status() != 200) {
            throw new CodeRefused();
        }
        try {
            return OIDCTokenResponse.parse(JSONObjectUtils.parse(answer.text())).getOIDCTokens();
        } catch (ParseException malformed) {
            throw new Outage("identity.provider-unlike", malformed);
        }
    }

    Map<String, Object> userinfo(OIDCProviderMetadata offer, OIDCTokens tokens) {
        var address = offer.getUserInfoEndpointURI();
        if (address == null || !ProviderAddress.good(address)) {
            return Map.of();
        }
        try {
            return JSONObjectUtils.parse(text(HttpRequest.newBuilder(address)
                    .header("Authorization", "Bearer " + tokens.getAccessToken().getValue())));
        } catch (ParseException malformed) {
            throw new Outage("identity.provider-unlike", malformed);
        }
    }

    private static ClientAuthentication proof(OIDCProviderMetadata offer, OutsideProvider provider, String secret) {
        var client = new ClientID(provider.clientId());
        var methods = offer.getTokenEndpointAuthMethods();
        boolean inBody = methods != null
                && !methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                && methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST);
        return inBody
                ? new ClientSecretPost(client, new Secret(secret))
                : new ClientSecretBasic(client, new Secret(secret));
    }

    private String text(HttpRequest.Builder request) {
        var answer = ask(request);
        if (answer.status() != 200) {
            throw new Outage("identity.provider-away", new IOException("answered with " + answer.status()));
        }
        return answer.text();
    }

    private Outgoing.Answered ask(HttpRequest.Builder request) {
        try {
            var answer = outgoing.ask(request.timeout(PATIENCE).build(), ANSWER_MAX);
            if (answer.body().length > ANSWER_MAX) {
                throw new IOException("answered with too much");
            }
            return answer;
        } catch (IOException | IllegalArgumentException away) {
            throw new Outage("identity.provider-away", away);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Outage("identity.provider-away", stopped);
        }
    }

    static final class CodeRefused extends Exception {}
}
