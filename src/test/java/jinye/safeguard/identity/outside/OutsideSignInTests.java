package jinye.safeguard.identity.outside;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import jinye.sample.Authenticator;
import jinye.sample.JinyeTest;
import jinye.sample.Visitor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Somebody else's OpenID Connect provider says who stands there: believed only when every check of the standard passes. */
@JinyeTest
class OutsideSignInTests {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient database;

    private ForeignProvider foreign;
    private Visitor system;
    private Visitor security;
    private String code;
    private String subject;
    private String login;
    private long id;

    @BeforeEach
    void open() throws IOException {
        foreign = new ForeignProvider();
        system = Visitor.at(port).signIn("sysadmin");
        security = Visitor.at(port).signIn("secadmin");
        subject = UUID.randomUUID().toString();
        login = database.sql("""
                        select login_name from access.account where login_name like 'z%' and closed_at is null
                            and login_name not in ('zhaowei', 'zhoujianguo', 'zengmin') order by id desc limit 1""").query(String.class).single();
        code = "t" + UUID.randomUUID().toString().substring(0, 8);
        id = register(code, "LOGIN_NAME");
        assertThat(decide("confirmation", "")).isEqualTo(204);
    }

    @AfterEach
    void close() {
        security.put("/api/identity/providers/" + id + "/ending", "{\"opinion\":\"测试结束\"}");
        foreign.close();
    }

    @Test
    void aPersonNamedByTheClaimIsInAndTheSubjectCountsFromThenOn() {
        var visitor = Visitor.at(port);
        var arrived = arrive(visitor, login);

        assertThat(arrived.status()).as(arrived.body()).isEqualTo(200);
        assertThat(arrived.json().path("entered").asBoolean()).isTrue();
        assertThat(arrived.json().path("onward").asString()).isEqualTo("/documents");
        assertThat(visitor.get("/api/access/session").json().path("person").asLong())
                .isEqualTo(person(login));
        assertThat(arrive(Visitor.at(port), "renamed-over-there")
                        .json()
                        .path("entered")
                        .asBoolean())
                .isTrue();
        subject = "somebody else who was given the same name";
        assertThat(arrive(Visitor.at(port), login).code()).isEqualTo("identity.outside-unbound");
    }

    @Test
    void signingOutLeadsToTheProviderAsWell() {
        var visitor = Visitor.at(port);
        arrive(visitor, login);

        var exit = visitor.get("/api/identity/own/provider-exit")
                .json()
                .path("address")
                .asString();

        assertThat(exit).startsWith(foreign.issuer() + "/logout?");
        assertThat(ForeignProvider.form(URI.create(exit).getRawQuery()))
                .containsEntry("post_logout_redirect_uri", "http://127.0.0.1:" + port + "/workspace/sign-in")
                .containsEntry("client_id", ForeignProvider.CLIENT)
                .containsKey("id_token_hint");
        assertThat(security.get("/api/identity/own/provider-exit")
                        .json()
                        .path("address")
                        .isNull())
                .isTrue();
    }

    @Test
    void anAdministratorIsNeverTakenAtAClaimsWordButMayBind() {
        assertThat(arrive(Visitor.at(port), "auditadmin").code()).isEqualTo("identity.outside-unbound");

        var auditor = Visitor.at(port).signIn("auditadmin");
        var bound = arrive(auditor, begin(auditor, true, "/identity/factors"), "auditor@outside");

        assertThat(bound.json().path("bound").asBoolean()).as(bound.body()).isTrue();
        assertThat(arrive(Visitor.at(port), "whatever").json().path("entered").asBoolean())
                .isTrue();
        var own = auditor.get("/api/identity/own/outside").json().path("bindings");
        assertThat(own.get(0).path("binding").path("shownName").asString()).isEqualTo("auditor@outside");
        assertThat(auditor.delete("/api/identity/own/outside/"
                                + own.get(0).path("binding").path("id").asLong())
                        .status())
                .isEqualTo(204);
        assertThat(arrive(Visitor.at(port), "whatever").code()).isEqualTo("identity.outside-unbound");
    }

    @Test
    void aBindingOfSomebodyElseIsNeitherTakenOverNorEndedByOthers() {
        arrive(Visitor.at(port), login);
        var other = Visitor.at(port).signIn("limin");

        assertThat(arrive(other, begin(other, true, "/"), "x").code()).isEqualTo("identity.outside-taken");
        long binding = security.get("/api/identity/providers/bindings?issuer=" + foreign.issuer())
                .json()
                .get(0)
                .path("binding")
                .path("id")
                .asLong();
        assertThat(other.delete("/api/identity/own/outside/" + binding).code())
                .isEqualTo("identity.no-such-outside-binding");
        assertThat(other.get("/api/identity/providers/bindings?issuer=" + foreign.issuer())
                        .status())
                .isEqualTo(403);
    }

    @Test
    void oneAdministratorAloneEnablesNothing() {
        var another = "u" + code;
        id = register(another, "BINDING");

        assertThat(Visitor.at(port)
                        .post("/api/identity/entrance/providers/" + another, "{\"binding\":false,\"onward\":\"/\"}")
                        .code())
                .isEqualTo("identity.no-such-provider");
        assertThat(system.put("/api/identity/providers/" + id + "/confirmation", "{\"opinion\":\"\"}")
                        .status())
                .isEqualTo(403);
        assertThat(decide("refusal", "")).isEqualTo(422);
        assertThat(decide("refusal", "地址未核实")).isEqualTo(204);
        assertThat(decide("confirmation", "")).isEqualTo(409);
        assertThat(security.get("/api/identity/providers").body()).doesNotContain(ForeignProvider.SECRET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://oa.example.com", "ftp://127.0.0.1", "https://a:b@c.cn", "https://c.cn/#x", "", "https://"
            })
    void anIssuerIsAWholeAddressOverTls(String issuer) {
        assertThat(system.post("/api/identity/providers/trial", "{\"issuer\":\"" + issuer + "\"}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void aTrialSaysWhatTheProviderOffersOrWhyNot() {
        var offer = system.post("/api/identity/providers/trial", "{\"issuer\":\"" + foreign.issuer() + "\"}");
        assertThat(offer.json().path("keys").asString()).isEqualTo(foreign.issuer() + "/keys");
        assertThat(offer.json().path("logout").asBoolean()).isTrue();

        foreign.otherIssuer = "https://elsewhere.example.cn";
        var unlike = system.post("/api/identity/providers/trial", "{\"issuer\":\"" + foreign.issuer() + "\"}");
        assertThat(unlike.code()).isEqualTo("identity.provider-unlike");

        foreign.close();
        var away = system.post("/api/identity/providers/trial", "{\"issuer\":\"" + foreign.issuer() + "\"}");
        assertThat(away.status()).isEqualTo(503);
        assertThat(away.code()).isEqualTo("identity.provider-away");
    }

    @Test
    void aTokenForSomebodyElseIsNotBelieved() {
        notBelieved(claims -> claims.audience("another-client"));
        notBelieved(claims -> claims.audience(java.util.List.of(ForeignProvider.CLIENT, "another-client"))
                .claim("azp", "another-client"));
    }

    @Test
    void aTokenOfAnotherIssuerIsNotBelieved() {
        notBelieved(claims -> claims.issuer("https://elsewhere.example.cn"));
    }

    @Test
    void anExpiredTokenOrOneOfTheFutureIsNotBelievedButASmallSkewIs() {
        notBelieved(claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(120))));
        notBelieved(claims -> claims.issueTime(Date.from(Instant.now().plusSeconds(300))));

        foreign.bent = claims -> claims.issueTime(Date.from(Instant.now().minusSeconds(320)))
                .expirationTime(Date.from(Instant.now().minusSeconds(20)));
        assertThat(arrive(Visitor.at(port), login).json().path("entered").asBoolean())
                .isTrue();
    }

    @Test
    void aTokenOfAnotherTripIsNotBelieved() {
        notBelieved(claims -> claims.claim("nonce", "another"));
        notBelieved(claims -> claims.claim("nonce", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "HS256"})
    void aTokenWithoutAPublicKeyBehindItIsNotBelieved(String algorithm) {
        foreign.algorithm = algorithm;
        notBelieved(UnaryOperator.identity());
    }

    @Test
    void aSignatureByAKeyThatIsNotPublishedIsNotBelieved() {
        foreign.signer = ForeignProvider.newKey();
        notBelieved(UnaryOperator.identity());
    }

    @Test
    void aProviderChangesItsKeys() throws InterruptedException {
        assertThat(arrive(Visitor.at(port), login).json().path("entered").asBoolean())
                .isTrue();
        int asked = foreign.keysAsked;
        foreign.key = ForeignProvider.newKey();

        // nobody makes us ask for keys in quick succession, so the new one may take some seconds
        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(30))
                .pollInterval(java.time.Duration.ofSeconds(2))
                .until(() ->
                        arrive(Visitor.at(port), login).json().path("entered").asBoolean());
        assertThat(foreign.keysAsked).isEqualTo(asked + 1);
    }

    @Test
    void anAnswerCountsOnceAndOnlyInTheBrowserThatAsked() {
        var visitor = Visitor.at(port);
        var carried = foreign.authorize(begin(visitor, false, "/"), subject, login);

        assertThat(answer(Visitor.at(port), carried).code()).isEqualTo("identity.outside-attempt");
        assertThat(answer(visitor, carried).json().path("entered").asBoolean()).isTrue();
        assertThat(answer(visitor, carried).code()).isEqualTo("identity.outside-attempt");
        var forged = new java.util.HashMap<>(carried);
        forged.put("state", "made-up");
        assertThat(answer(visitor, forged).code()).isEqualTo("identity.outside-attempt");
    }

    @Test
    void aCodeOfAnotherTripAndAnAnswerOfAnotherProviderAreNotTaken() {
        var stolen = foreign.authorize(begin(Visitor.at(port), false, "/"), subject, login);
        var visitor = Visitor.at(port);
        var carried = new java.util.HashMap<>(foreign.authorize(begin(visitor, false, "/"), subject, login));
        carried.put("code", stolen.get("code"));
        assertThat(answer(visitor, carried).code()).isEqualTo("identity.outside-not-believed");

        carried = new java.util.HashMap<>(foreign.authorize(begin(visitor, false, "/"), subject, login));
        carried.put("issuer", "https://elsewhere.example.cn");
        assertThat(answer(visitor, carried).code()).isEqualTo("identity.outside-not-believed");

        var declined = foreign.authorize(begin(visitor, false, "/"), subject, login);
        declined.remove("code");
        assertThat(answer(visitor, declined).code()).isEqualTo("identity.outside-declined");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://evil.example", "//evil.example", "/\\\\evil.example", "javascript:alert(1)", "/a b", ""
            })
    void nobodyIsSentOnToAnotherSite(String onward) {
        var visitor = Visitor.at(port);
        var arrived = arrive(visitor, begin(visitor, false, onward), login);

        assertThat(arrived.json().path("onward").asString()).isEqualTo("/");
    }

    @Test
    void ourOwnSecondFactorIsAskedForAndALockedAccountStaysOut() {
        database.sql("update access.account set locked_until = now() + interval '1 hour' where login_name = ?")
                .param(login)
                .update();
        try {
            assertThat(arrive(Visitor.at(port), login).code()).isEqualTo("access.locked");
        } finally {
            database.sql("update access.account set locked_until = null where login_name = ?")
                    .param(login)
                    .update();
        }
        var owner = Visitor.at(port).signIn(login);
        var begun = owner.post("/api/identity/own/factors/totp", "{}").json();
        var shown = new Authenticator(begun.path("key").asString()).code();
        var set = owner.put("/api/identity/own/factors/totp/confirmation", "{\"code\":\"" + shown + "\"}");
        assertThat(set.status()).as(set.body()).isLessThan(300);
        try {
            var visitor = Visitor.at(port);
            var arrived = arrive(visitor, login);
            assertThat(arrived.json().path("entered").asBoolean()).isFalse();
            assertThat(arrived.body()).contains("totp");
            assertThat(visitor.get("/api/access/session").status()).isEqualTo(401);
        } finally {
            database.sql("delete from identity.totp where person = ?")
                    .param(person(login))
                    .update();
            database.sql("delete from identity.recovery_code where person = ?")
                    .param(person(login))
                    .update();
        }
    }

    private void notBelieved(UnaryOperator<JWTClaimsSet.Builder> bent) {
        foreign.bent = bent;
        var visitor = Visitor.at(port);
        var arrived = arrive(visitor, login);
        assertThat(arrived.code()).as(arrived.body()).isEqualTo("identity.outside-not-believed");
        assertThat(visitor.get("/api/access/session").status()).isEqualTo(401);
    }

    private Visitor.Answer arrive(Visitor visitor, String name) {
        return arrive(visitor, begin(visitor, false, "/documents"), name);
    }

    private Visitor.Answer arrive(Visitor visitor, String address, String name) {
        return answer(visitor, foreign.authorize(address, subject, name));
    }

    private Visitor.Answer answer(Visitor visitor, Map<String, String> carried) {
        var body = JsonMapper.shared().createObjectNode();
        body.put("state", carried.get("state"));
        put(body, "code", carried.get("code"));
        put(body, "issuer", carried.get("issuer"));
        return visitor.post("/api/identity/entrance/providers/" + code + "/answer", body.toString());
    }

    private static void put(tools.jackson.databind.node.ObjectNode body, String key, @Nullable String value) {
        if (value != null) {
            body.put(key, value);
        }
    }

    private String begin(Visitor visitor, boolean binding, String onward) {
        var begun = visitor.post(
                "/api/identity/entrance/providers/" + code,
                "{\"binding\":%s,\"onward\":\"%s\"}".formatted(binding, onward));
        assertThat(begun.status()).as(begun.body()).isEqualTo(200);
        return begun.json().path("address").asString();
    }

    private long register(String as, String matching) {
        var proposed = system.post("/api/identity/providers", """
                {"code":"%s","name":"外部平台 %s","issuer":"%s","clientId":"%s","clientSecret":"%s","scopes":"openid profile",
                 "personClaim":"login","matching":"%s","reason":"统一登录"}""".formatted(
                        as, as, foreign.issuer(), ForeignProvider.CLIENT, ForeignProvider.SECRET, matching));
        assertThat(proposed.status()).as(proposed.body()).isEqualTo(201);
        return proposed.json().path("id").asLong();
    }

    private int decide(String act, String opinion) {
        return security.put("/api/identity/providers/" + id + "/" + act, "{\"opinion\":\"" + opinion + "\"}")
                .status();
    }

    private long person(String loginName) {
        return database.sql("select person from access.account where login_name = ?")
                .param(loginName)
                .query(Long.class)
                .single();
    }
}
