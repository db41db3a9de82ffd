package jinye.safeguard.identity.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import jinye.sample.JinyeTest;
import jinye.sample.Visitor;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

/** Programs that work without people: what they may read, and when they are out. */
@JinyeTest
class ServiceAccountTests {

    private static final String UNITS = "/api/identity/services/units";

    @LocalServerPort
    int port;

    private record Service(String clientId, long id, String secret) {}

    private Service service(String scopes) {
        var clientId = "service-" + UUID.randomUUID().toString().substring(0, 8);
        var sysadmin = Visitor.at(port).signIn("sysadmin");
        var answer = sysadmin.post("/api/identity/applications", """
                {"clientId":"%s","kind":"SERVICE","terms":{"name":"数据交换服务 %s","description":"","trusted":true,"scopes":[%s],
                 "redirectAddresses":[],"logoutAddresses":[],"roles":[],"units":[],"reason":"读取组织目录"}}""".formatted(clientId, clientId, scopes));
        long id = answer.json().path("id").asLong();
        Visitor.at(port)
                .signIn("secadmin")
                .put("/api/identity/applications/" + id + "/confirmation", "{\"opinion\":\"\"}");
        return new Service(clientId, id, RelyingParty.newSecret(sysadmin, id));
    }

    private HttpResponse<String> token(String clientId, String secret) throws Exception {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/oauth2/token"))
                .header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString((clientId + ":" + secret).getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials&scope=directory.read")));
    }

    private String accessToken(Service service) throws Exception {
        return JsonMapper.shared()
                .readTree(token(service.clientId(), service.secret()).body())
                .path("access_token")
                .asString();
    }

    private HttpResponse<String> units(String token) throws Exception {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + UNITS))
                .header("Authorization", "Bearer " + token));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    @Test
    void aServiceReadsWhatItsScopeOpens() throws Exception {
        var service = service("\"directory.read\"");

        var answer = units(accessToken(service));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("湖南省烟草专卖局");
        var facts = Visitor.at(port)
                .signIn("auditadmin")
                .get("/api/identity/applications/" + service.id())
                .json()
                .path("facts");
        assertThat(facts.path("requestsLately").asLong()).isEqualTo(1);
        assertThat(facts.path("lastUsedAt").asString()).isNotBlank();
    }

    @Test
    void withoutATokenItIsToldWhatToBring() throws Exception {
        var without = send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + UNITS)));
        var nonsense = units("nonsense");

        assertThat(without.statusCode()).isEqualTo(401);
        assertThat(without.headers().firstValue("www-authenticate").orElse("")).startsWith("Bearer");
        assertThat(nonsense.statusCode()).isEqualTo(401);
        assertThat(nonsense.headers().firstValue("www-authenticate").orElse("")).contains("invalid_token");
        assertThat(nonsense.body()).contains("identity.token-refused");
    }

    @Test
    void aTokenOfAPersonsApplicationOpensNothingHere() throws Exception {
        try (var system = new RelyingParty(port, "WEB", true, "\"roles\":[],\"units\":[]")) {
            var token = system.exchange(system.code(Visitor.at(port).signIn("limin"), "openid"))
                    .getOIDCTokens()
                    .getAccessToken()
                    .getValue();

            assertThat(units(token).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void aServiceWithoutTheScopeIsToldThatItLacksIt() throws Exception {
        var service = service("");
        var answer = send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/oauth2/token"))
                .header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString((service.clientId() + ":" + service.secret())
                                                .getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials")));
        var token =
                JsonMapper.shared().readTree(answer.body()).path("access_token").asString();

        var refused = units(token);

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.headers().firstValue("www-authenticate").orElse("")).contains("insufficient_scope");
    }

    @Test
    void aStoppedServiceIsOutAtOnceWithTheTokenItHolds() throws Exception {
        var service = service("\"directory.read\"");
        var token = accessToken(service);
        assertThat(units(token).statusCode()).isEqualTo(200);

        Visitor.at(port)
                .signIn("secadmin")
                .put("/api/identity/applications/" + service.id() + "/stop", "{\"reason\":\"密钥泄露\"}");

        assertThat(units(token).statusCode()).isEqualTo(401);
        assertThat(token(service.clientId(), service.secret()).statusCode()).isEqualTo(401);
    }

    @Test
    void theOldSecretHoldsOnWhileTheNewOneIsBroughtIn() throws Exception {
        var service = service("\"directory.read\"");
        var sysadmin = Visitor.at(port).signIn("sysadmin");

        var fresh = RelyingParty.newSecret(sysadmin, service.id());

        assertThat(token(service.clientId(), fresh).statusCode()).isEqualTo(200);
        assertThat(token(service.clientId(), service.secret()).statusCode()).isEqualTo(200);
        var secrets = sysadmin.get("/api/identity/applications/" + service.id())
                .json()
                .path("secrets");
        sysadmin.delete("/api/identity/applications/" + service.id() + "/secrets/"
                + secrets.get(1).path("id").asLong());
        assertThat(token(service.clientId(), service.secret()).statusCode()).isEqualTo(401);
        assertThat(token(service.clientId(), fresh).statusCode()).isEqualTo(200);
    }
}
