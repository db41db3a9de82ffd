package jinye.safeguard.identity.outside;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Judges an identity token (OpenID Connect Core 1.0, 3.1.3.7): issuer, audience, signature by a published key, time, nonce. Only
 * algorithms with a public key: a token without a signature, or signed with something both sides know, proves nothing.
 */
@Component
class IdentityTokens {

    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private static final int SKEW_SECONDS = 60;

    /** @param name what the claim of the provider says, by which we look for the person */
    record OutsidePerson(String subject, Optional<String> name) {}

    private final ProviderClient client;

    IdentityTokens(ProviderClient client) {
        this.client = client;
    }

    OutsidePerson judge(OIDCProviderMetadata offer, OutsideProvider provider, OIDCTokens tokens, String nonce)
            throws NotBelieved {
        if (!(tokens.getIDToken() instanceof SignedJWT token)) {
            throw new NotBelieved("no signature");
        }
        var keys = client.keys(offer, token.getHeader().getKeyID());
        var validator = new IDTokenValidator(
                new Issuer(provider.issuer()),
                new ClientID(provider.clientId()),
                new JWSVerificationKeySelector<>(ALGORITHMS, new ImmutableJWKSet<>(keys)),
                null);
        validator.setMaxClockSkew(SKEW_SECONDS);
        Map<String, Object> claims;
        try {
            var judged = validator.validate(token, new Nonce(nonce));
            var party = judged.getAuthorizedParty();
            boolean forUs = party == null
                    ? judged.getAudience().size() == 1
                    : party.getValue().equals(provider.clientId());
            if (!forUs) {
                throw new NotBelieved("made for another client");
            }
            claims = new HashMap<>(judged.toJSONObject());
        } catch (BadJOSEException | JOSEException refused) {
            throw new NotBelieved(String.valueOf(refused.getMessage()));
        }
        var subject = String.valueOf(claims.get("sub"));
        if (!claims.containsKey(provider.personClaim())) {
            var more = client.userinfo(offer, tokens);
            // about somebody else it would be (OpenID Connect Core 1.0, 5.3.4)
            if (subject.equals(more.get("sub"))) {
                more.forEach(claims::putIfAbsent);
            }
        }
        return new OutsidePerson(
                subject,
                Optional.ofNullable(claims.get(provider.personClaim()))
                        .map(String::valueOf)
                        .map(String::strip)
                        .filter(text -> !text.isEmpty() && text.length() <= 200));
    }

    /** The message says which check failed: for the log, never for the person. */
    static final class NotBelieved extends Exception {
        NotBelieved(String why) {
            super(why);
        }
    }
}
