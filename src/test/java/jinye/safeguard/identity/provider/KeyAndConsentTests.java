package jinye.safeguard.identity.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import jinye.sample.JinyeTest;
import jinye.sample.Visitor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What people agreed to they take back; a key that may be known to others counts no more. */
@JinyeTest
class KeyAndConsentTests {

    private static final String ANYBODY = "\"roles\":[],\"units\":[]";

    @LocalServerPort
    int port;

    @Autowired
    SigningKeys keys;

    @Test
    void whoTakesConsentBackIsAskedAgainAndTheSystemHoldsNothingMore() throws Exception {
        try (var system = new RelyingParty(port, "WEB", false, ANYBODY)) {
            var limin = Visitor.at(port).signIn("limin");
            limin.put("/api/identity/consents/" + system.clientId, "{\"scopes\":[\"openid\",\"profile\"]}");
            var tokens = system.exchange(system.code(limin, "openid profile"));
            var other = Visitor.at(port).signIn("zhaowei");
            assertThat(other.delete("/api/identity/own/consents/" + system.id).code())
                    .isEqualTo("identity.consent-not-asked");
            assertThat(limin.get("/api/identity/own/consents").body()).contains(system.clientId);

            var withdrawn = limin.delete("/api/identity/own/consents/" + system.id);

            assertThat(withdrawn.status()).isEqualTo(204);
            assertThat(limin.get("/api/identity/own/consents").body()).doesNotContain(system.clientId);
            assertThat(system.told().getSubject().getValue())
                    .isEqualTo(tokens.getOIDCTokens()
                            .getIDToken()
                            .getJWTClaimsSet()
                            .getSubject());
            assertThat(system.refusal(
                            new RefreshTokenGrant(tokens.getOIDCTokens().getRefreshToken())))
                    .isEqualTo("invalid_grant");
            assertThat(limin.redirect(
                            RelyingParty.path(system.asking("openid profile").build())))
                    .startsWith("/workspace/identity/consent");
            assertThat(limin.get("/api/access/session").status()).isEqualTo(200);
        }
    }

    @Test
    void aReplacedKeyCountsNoMoreAndEverySystemIsTold() throws Exception {
        try (var system = new RelyingParty(port, "WEB", true, ANYBODY)) {
            var limin = Visitor.at(port).signIn("limin");
            var tokens = system.exchange(system.code(limin, "openid"));
            var former = keys.current();
            assertThat(limin.get("/api/identity/signing-keys").status()).isEqualTo(403);
            assertThat(Visitor.at(port)
                            .signIn("sysadmin")
                            .post("/api/identity/signing-keys", "{\"reason\":\"疑似泄露\"}")
                            .status())
                    .isEqualTo(403);
            var security = Visitor.at(port).signIn("secadmin");
            assertThat(security.post("/api/identity/signing-keys", "{\"reason\":\" \"}")
                            .status())
                    .isEqualTo(422);

            var replaced = security.post("/api/identity/signing-keys", "{\"reason\":\"疑似泄露\"}");

            assertThat(replaced.status()).as(replaced.body()).isEqualTo(204);
            assertThat(keys.current()).isNotEqualTo(former);
            assertThat(system.told().getSessionID()).isNotNull();
            assertThatThrownBy(() -> system.judged(tokens)).isInstanceOf(BadJOSEException.class);
            assertThat(system.refusal(
                            new RefreshTokenGrant(tokens.getOIDCTokens().getRefreshToken())))
                    .isEqualTo("invalid_grant");
            assertThat(security.get("/api/identity/signing-keys").body()).contains("疑似泄露", former, keys.current());
            assertThat(limin.get("/api/access/session").status()).isEqualTo(200);
            assertThat(system.judged(system.exchange(system.code(limin, "openid"))))
                    .isNotNull();
        }
    }
}
