package jinye.safeguard.identity.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Prompt;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import jinye.sample.JinyeTest;
import jinye.sample.Visitor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Another system, speaking through the standard library, signs people in through us; and what it may not get away with. */
@JinyeTest
class ProviderTests {

    private static final String ANYBODY = "\"roles\":[],\"units\":[]";
    private static final String ALL = "openid profile organisation person_number";

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient database;

    @Autowired
    SigningKeys keys;

    @Test
    void whoIsSignedInEntersAnotherSystemWithoutAPassword() throws Exception {
        try (var system = new RelyingParty(port, "WEB", true, ANYBODY)) {
            var limin = Visitor.at(port).signIn("limin");

            var tokens = system.exchange(system.code(limin, ALL));

            var identity = system.judged(tokens);
            var person = system.person(tokens.getOIDCTokens().getAccessToken().getValue());
            assertThat(identity.getSubject().getValue())
                    .isEqualTo(limin.get("/api/access/session")
                            .json()
                            .path("person")
                            .asString());
            assertThat(identity.getSessionID()).isNotNull();
            assertThat(identity.getAuthenticationTime()).isNotNull();
            assertThat(person.getName()).isEqualTo("李敏");
            assertThat(person.getStringClaim("unit_name")).isEqualTo("湖南省烟草专卖局");
            assertThat(person.getStringClaim("department_name")).isNotBlank();
            assertThat(person.getStringClaim("post_title")).isNotBlank();
            assertThat(person.getStringClaim("person_number")).isNotBlank();
        }
    }

    @Test
    void aSystemLearnsNoMoreThanItAskedFor() throws Exception {
        try (var system = new RelyingParty(port, "WEB", true, ANYBODY)) {
            var tokens = system.exchange(system.code(Visitor.at(port).signIn("limin"), "openid"));

            var person = system.person(tokens.getOIDCTokens().getAccessToken().getValue());

            assertThat(person.toJSONObject().keySet()).containsExactly("sub");
        }
    }

    @Test
    void whatIsPublishedNamesEverythingASystemNeeds() throws Exception {
        try (var system = new RelyingParty(port, "WEB", true, ANYBODY)) {
            var about = system.provider();

            assertThat(about.getIssuer().getValue()).isEqualTo("http://127.0.0.1:" + port);
            assertThat(about.getScopes().toStringList())
                    .containsExactly("openid", "profile", "organisation", "person_number");
            assertThat(about.getCodeChallengeMethods()).containsExactly(CodeChallengeMethod.S256);
            assertThat(about.supportsBackChannelLogout()).isTrue();
            assertThat(about.supportsBackChannelLogoutSession()).isTrue();
            assertThat(about.getEndSessionEndpointURI()).isNotNull();
        }
    }

    @Test
    void theWayLeadsThroughTheSignInAndBackToTheSystem() throws Exception {
        try (var system = new RelyingParty(port, "WEB", true, ANYBODY)) {
            var visitor = Visitor.at(port);
            var path = RelyingParty.path(system.asking("openid").build());

            var signIn = visitor.redirect(path);
            assertThat(signIn).startsWith("/workspace/sign-in?to=");
            visitor.signIn("limin");
            var onward = visitor.redirect(to(signIn));

            assertThat(onward).startsWith(system.callback().toString());
        }
    }

    @Test
    void nobodyIsSentToAnAddressThatIsNotRegistered() throws Exception {
        try (var system = new RelyingParty(port, "WEB", true, ANYBODY)) {
            var limin = Visitor.at(port).signIn("limin");
            var good = RelyingParty.path(system.asking("openid").build());
            var registered = java.net.URLEncoder.encode(system.callback().toString(), StandardCharsets.UTF_8);
            for (var other : new String[] {
                "https%3A%2F%2Fevil.example%2Fcallback",
                registered + "%2F..%2Fother",
                registered + "%3Fx%3D1",
                registered + ".evil.example",
                ""
            }) {
                var path = good.replace(registered, other);

                var answer = limin.get(path);

                assertThat(limin.redirect(path)).isEmpty();
                assertThat(answer.status()).isEqualTo(400);
                assertThat(answer.type()).startsWith("text/html");
                assertThat(answer.body()).contains("没有登记的地址").contains("不会转过去");
            }
        }
    }

    @Test
    void anUnknownSystemIsAnsweredWithASentence() {
        var answer = Visitor.at(port)
                .get("/oauth2/authorize?response_type=code&client_id=nobody&redirect_uri=https%3A%2F%2Fevil.example");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("没有在本平台登记").doesNotContain("evil.example");
    }

    @Test
    void aProgramWithoutASecretMustProveThatItAskedItself() throws Exception {
        try (var program = new RelyingParty(port, "PUBLIC", true, ANYBODY)) {
            var limin = Visitor.at(port).signIn("limin");

            var without = limin.redirect(RelyingParty.path(program.asking("openid")
                    .codeChallenge((CodeVerifier) null, null)
                    .build()));
            var plain = limin.redirect(RelyingParty.path(program.asking("openid")
                    .codeChallenge(program.verifier, CodeChallengeMethod.PLAIN)
                    .build()));

            assertThat(program.error(without)).isEqualTo("invalid_request");
            assertThat(program.error(plain)).isEqualTo("invalid_request");
            assertThat(program.judged(program.exchange(program.code(limin, "openid")))
                            .getSubject())
                    .isNotNull();
        }
    }

    @Test
    void aStolenCodeIsWorthNothingWithoutTheVerifier() throws Exception {
        try (var system = new RelyingParty(port, "WEB", true, ANYBODY)) {
            var code = system.code(Visitor.at(port).signIn("limin"), "openid");

            var refusal = system.refusal(new AuthorizationCodeGrant(code, system.callback(), new CodeVerifier()));

            assertThat(refusal).isEqualTo("invalid_grant");
        }
    }

    @Test
    void aCodeIsExchangedOnceAndReplayingItEndsWhatItGave() throws Exception {
        try (var system = new RelyingParty(port, "WEB", true, ANYBODY)) {
            var code = system.code(Visitor.at(port).signIn("limin"), "openid");
            var tokens = system.exchange(code).getOIDCTokens();

            var refusal = system.refusal(new AuthorizationCodeGrant(code, system.callback(), system.verifier));

            assertThat(refusal).isEqualTo("invalid_grant");
            assertThat(system.information(tokens.getAccessToken().getValue()).indicatesSuccess())
                    .isFalse();
            assertThat(system.refusal(new RefreshTokenGrant(tokens.getRefreshToken())))
                    .isEqualTo("invalid_grant");
        }
    }

    @Test
    void aRefreshTokenShownTwiceEndsTheWholeAuthorization() throws Exception {
        try (var system = new RelyingParty(port, "WEB", true, ANYBODY)) {
            var first = system.exchange(system.code(Visitor.at(port).signIn("limin"), "openid"))
                    .getOIDCTokens();
            var second = system.refresh(first.getRefreshToken()).getOIDCTokens();
            assertThat(second.getRefreshToken()).isNotEqualTo(first.getRefreshToken());
            assertThat(system.person(second.getAccessToken().getValue()).getSubject())
                    .isNotNull();

            var reuse = system.refusal(new RefreshTokenGrant(first.getRefreshToken()));

            assertThat(reuse).isEqualTo("invalid_grant");
            assertThat(system.refusal(new RefreshTokenGrant(second.getRefreshToken())))
                    .isEqualTo("invalid_grant");
            assertThat(system.information(second.getAccessToken().getValue()).indicatesSuccess())
                    .isFalse();
            assertThat(database.sql(
                                    "select count(*) from journal.entry where act = 'identity.refuse-used-refresh' and record = ?")
                            .param(system.id)
                            .query(Integer.class)
                            .single())
                    .isEqualTo(1);
        }
    }

    @Test
    void aTokenWithAChangedAudienceIsRefused() throws Exception {
        try (var system = new RelyingParty(port, "WEB", true, ANYBODY);
                var other = new RelyingParty(port, "WEB", true, ANYBODY)) {
            var tokens = system.exchange(system.code(Visitor.at(port).signIn("limin"), "openid"));
            var parts = tokens.getOIDCTokens().getAccessToken().getValue().split("\\.");
            var payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                    .replace(system.clientId, other.clientId);
            var changed = parts[0] + "."
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(payload.getBytes(StandardCharsets.UTF_8))
                    + "."
                    + parts[2];

            assertThat(system.information(changed).indicatesSuccess()).isFalse();
            assertThatThrownBy(() -> new com.nimbusds.openid.connect.sdk.validators.IDTokenValidator(
                                    system.provider().getIssuer(),
                                    new com.nimbusds.oauth2.sdk.id.ClientID(other.clientId),
                                    com.nimbusds.jose.JWSAlgorithm.RS256,
                                    system.provider().getJWKSetURI().toURL())
                            .validate(tokens.getOIDCTokens().getIDToken(), system.nonce))
                    .hasMessageContaining("audience");
        }
    }

    @Test
    void withoutASessionNobodyIsAskedWhereNobodyMayBeAsked() throws Exception {
        try (var system = new RelyingParty(port, "WEB", true, ANYBODY)) {
            var location = Visitor.at(port)
                    .redirect(RelyingParty.path(
                            system.asking("openid").prompt(Prompt.Type.NONE).build()));

            assertThat(system.error(location)).isEqualTo("login_required");
        }
    }

    @Test
    void whoMustProveAnewIsSentToTheSignInOnce() throws Exception {
        try (var system = new RelyingParty(port, "WEB", true, ANYBODY)) {
            var limin = Visitor.at(port).signIn("limin");
            var path = RelyingParty.path(
                    system.asking("openid").prompt(Prompt.Type.LOGIN).build());

            var signIn = limin.redirect(path);
            assertThat(signIn).startsWith("/workspace/sign-in?to=").endsWith("&again=1");
            assertThat(limin.redirect(to(signIn))).startsWith("/workspace/sign-in");
            limin.signIn("limin");

            assertThat(limin.redirect(to(signIn))).startsWith(system.callback().toString());
        }
    }

    @Test
    void aProofThatIsTooOldForTheSystemIsAskedForAgain() throws Exception {
        try (var system = new RelyingParty(port, "WEB", true, ANYBODY)) {
            var limin = Visitor.at(port).signIn("limin");

            var fresh = limin.redirect(
                    RelyingParty.path(system.asking("openid").maxAge(3600).build()));
            Thread.sleep(5);
            var old = limin.redirect(
                    RelyingParty.path(system.asking("openid").maxAge(0).build()));

            assertThat(fresh).startsWith(system.callback().toString());
            assertThat(old).startsWith("/workspace/sign-in").endsWith("&again=1");
        }
    }

    @Test
    void whoOwesADutyIsNotYetSignedInForOthers() throws Exception {
        try (var system = new RelyingParty(port, "WEB", true, ANYBODY)) {
            var path = RelyingParty.path(system.asking("openid").build());
            database.sql("update access.account set must_change = true where login_name = 'zengmin'")
                    .update();
            try {
                var zengmin = Visitor.at(port).signIn("zengmin");

                assertThat(zengmin.redirect(path)).startsWith("/workspace/access/duties?to=");
            } finally {
                database.sql("update access.account set must_change = false where login_name = 'zengmin'")
                        .update();
            }
        }
    }

    @Test
    void whoMayNotEnterReadsWhy() throws Exception {
        try (var system = new RelyingParty(port, "WEB", true, "\"roles\":[\"R_PRINCIPAL\"],\"units\":[]")) {
            var path = RelyingParty.path(system.asking("openid").build());
            var limin = Visitor.at(port).signIn("limin");

            var answer = limin.get(path);

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body()).contains("没有进入").contains("车辆管理系统");
            assertThat(limin.get("/api/identity/catalogue").body()).doesNotContain(system.clientId);
        }
    }

    @Test
    void aSystemOfOthersLearnsNothingWithoutConsent() throws Exception {
        try (var system = new RelyingParty(port, "WEB", false, ANYBODY)) {
            var limin = Visitor.at(port).signIn("limin");
            var path = RelyingParty.path(system.asking("openid profile").build());

            var consent = limin.redirect(path);
            assertThat(consent).startsWith("/workspace/identity/consent?to=").contains(system.clientId);
            assertThat(limin.redirect(to(consent))).startsWith("/workspace/identity/consent");
            var silent = limin.redirect(RelyingParty.path(
                    system.asking("openid profile").prompt(Prompt.Type.NONE).build()));
            assertThat(system.error(silent)).isEqualTo("consent_required");
            limin.put("/api/identity/consents/" + system.clientId, "{\"scopes\":[\"openid\",\"profile\"]}");

            assertThat(limin.redirect(to(consent))).startsWith(system.callback().toString());
            assertThat(limin.redirect(RelyingParty.path(system.asking(ALL).build())))
                    .startsWith("/workspace/identity/consent");
        }
    }

    @Test
    void signingOutHereTellsEverySystem() throws Exception {
        try (var system = new RelyingParty(port, "WEB", true, ANYBODY)) {
            var limin = Visitor.at(port).signIn("limin");
            var tokens = system.exchange(system.code(limin, "openid"));
            var identity = system.judged(tokens);

            limin.delete("/api/access/session");

            var told = system.told();
            assertThat(told.getSessionID()).isEqualTo(identity.getSessionID());
            assertThat(told.getSubject()).isEqualTo(identity.getSubject());
            assertThat(system.refusal(
                            new RefreshTokenGrant(tokens.getOIDCTokens().getRefreshToken())))
                    .isEqualTo("invalid_grant");
        }
    }

    @Test
    void endingASessionFromElsewhereTellsEverySystem() throws Exception {
        try (var system = new RelyingParty(port, "WEB", true, ANYBODY)) {
            var office = Visitor.at(port).signIn("hewei");
            var identity = system.judged(system.exchange(system.code(office, "openid")));
            var home = Visitor.at(port).signIn("hewei");

            home.delete("/api/access/presences");

            assertThat(system.told().getSessionID()).isEqualTo(identity.getSessionID());
        }
    }

    @Test
    void aSystemThatIsAwayIsToldLater() throws Exception {
        try (var system = new RelyingParty(port, "WEB", true, ANYBODY)) {
            system.logoutAnswer = 503;
            var limin = Visitor.at(port).signIn("limin");
            system.exchange(system.code(limin, "openid"));
            limin.delete("/api/access/session");
            system.told();

            system.logoutAnswer = 200;
            database.sql("update identity.logout_notice set next_at = now() where application = ?")
                    .param(system.id)
                    .update();
            notices.deliver();

            assertThat(system.told().getSubject()).isNotNull();
        }
    }

    @Autowired
    LogoutNotices notices;

    @Test
    void signingOutThereEndsTheSessionHereAndLeadsBack() throws Exception {
        try (var system = new RelyingParty(port, "WEB", true, ANYBODY)) {
            var limin = Visitor.at(port).signIn("limin");
            var idToken = system.exchange(system.code(limin, "openid"))
                    .getOIDCTokens()
                    .getIDTokenString();
            var logout = "/connect/logout?id_token_hint=" + idToken + "&state=x1&post_logout_redirect_uri=";

            var elsewhere = limin.get(logout + "https%3A%2F%2Fevil.example");
            assertThat(elsewhere.status()).isEqualTo(400);
            assertThat(elsewhere.body()).contains("没有结束");
            assertThat(limin.get("/api/access/session").status()).isEqualTo(200);

            assertThat(limin.redirect(logout + java.net.URLEncoder.encode(system.home(), StandardCharsets.UTF_8)))
                    .isEqualTo(system.home() + "?state=x1");
            assertThat(limin.get("/api/access/session").status()).isEqualTo(401);
        }
    }

    @Test
    void anIdentityTokenOfAFormerSessionEndsNoPresentOne() throws Exception {
        try (var system = new RelyingParty(port, "WEB", true, ANYBODY)) {
            var limin = Visitor.at(port).signIn("limin");
            var idToken = system.exchange(system.code(limin, "openid"))
                    .getOIDCTokens()
                    .getIDTokenString();
            limin.delete("/api/access/session");
            limin.signIn("limin");

            var answer = limin.get("/connect/logout?id_token_hint=" + idToken);

            assertThat(answer.body()).contains("另一次登录");
            assertThat(limin.get("/api/access/session").status()).isEqualTo(200);
        }
    }

    @Test
    void aSessionPlantedBeforeTheSignInIsWorthNothingAfterIt() throws Exception {
        var victim = Visitor.at(port).signIn("limin");
        var planted = victim.sessionCookie();

        victim.signIn("limin");

        assertThat(planted).isNotBlank();
        assertThat(victim.sessionCookie()).isNotBlank().isNotEqualTo(planted);
        assertThat(database.sql("select count(*) from access.session where session_id = ?")
                        .param(new String(Base64.getDecoder().decode(planted), StandardCharsets.UTF_8))
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void keysAreChangedWithoutStandingStill() throws Exception {
        try (var system = new RelyingParty(port, "WEB", true, ANYBODY)) {
            var limin = Visitor.at(port).signIn("limin");
            var before = system.exchange(system.code(limin, "openid"));
            var former = keys.current();
            database.sql(
                            "update identity.signing_key set signs_from = now() - interval '95 days' where signs_until is null")
                    .update();

            keys.renewWhenDue();
            var published = com.nimbusds.jose.jwk.JWKSet.load(
                    system.provider().getJWKSetURI().toURL());
            assertThat(keys.current()).isEqualTo(former);
            assertThat(published.getKeys().size()).isGreaterThanOrEqualTo(2);
            assertThat(published.getKeys()).noneMatch(com.nimbusds.jose.jwk.JWK::isPrivate);
            database.sql(
                            "update identity.signing_key set signs_from = now() - interval '1 second' where signs_until is null")
                    .update();
            database.sql("update identity.signing_key set signs_until = now() where name = ?")
                    .param(former)
                    .update();
            keys.renewWhenDue();

            assertThat(keys.current()).isNotEqualTo(former);
            assertThat(system.judged(before).getSubject()).isNotNull();
            assertThat(system.judged(system.exchange(system.code(limin, "openid")))
                            .getSubject())
                    .isNotNull();
            assertThat(database.sql("select wrapped is null from identity.signing_key where name = ?")
                            .param(former)
                            .query(Boolean.class)
                            .single())
                    .isTrue();
        }
    }

    @Test
    void noTokenCanBeReadOutOfTheDatabase() throws Exception {
        try (var system = new RelyingParty(port, "WEB", true, ANYBODY)) {
            var tokens = system.exchange(system.code(Visitor.at(port).signIn("limin"), ALL))
                    .getOIDCTokens();

            var kept = database.sql("select state from identity.granted where application = ?")
                    .param(system.id)
                    .query(String.class)
                    .single();

            assertThat(kept)
                    .doesNotContain(tokens.getAccessToken().getValue())
                    .doesNotContain(tokens.getRefreshToken().getValue())
                    .doesNotContain(tokens.getIDTokenString());
        }
    }

    /** What a page of ours was told to come back to. */
    private static String to(String location) {
        var query = URI.create(location).getRawQuery();
        var to = query.substring("to=".length(), query.contains("&") ? query.indexOf('&') : query.length());
        return URLDecoder.decode(to, StandardCharsets.UTF_8);
    }
}
