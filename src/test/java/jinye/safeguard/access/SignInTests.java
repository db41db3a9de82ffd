package jinye.safeguard.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import jinye.sample.JinyeTest;
import jinye.sample.Visitor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@JinyeTest
class SignInTests {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient database;

    @Test
    void withoutSigningInNothingIsShown() {
        var answer = Visitor.at(port).get("/api/access/session");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.type()).isEqualTo("application/problem+json");
        assertThat(answer.code()).isEqualTo("access.signed-out");
        assertThat(answer.body()).contains("请重新登录");
    }

    @Test
    void thePersonIsToldWhoTheyAre() {
        var session =
                Visitor.at(port).signIn("limin").get("/api/access/session").json();

        assertThat(session.path("name").asString()).isEqualTo("李敏");
        assertThat(session.path("unitName").asString()).isEqualTo("湖南省烟草专卖局");
        assertThat(session.path("permissions").toString()).contains("documents.draft");
    }

    @Test
    void signingOutEndsTheSession() {
        var limin = Visitor.at(port).signIn("limin");

        limin.delete("/api/access/session");

        assertThat(limin.get("/api/access/session").status()).isEqualTo(401);
    }

    @Test
    void aWrongNameAndAWrongPasswordAnswerAlike() {
        var wrongName = Visitor.at(port).post("/api/access/session", credentials("nobody-here", "Wrong-password-1"));
        var wrongPassword = Visitor.at(port).post("/api/access/session", credentials("zhaowei", "Wrong-password-1"));

        assertThat(wrongName.status()).isEqualTo(422);
        assertThat(wrongName.body()).isEqualTo(wrongPassword.body());
    }

    @Test
    void fiveWrongPasswordsLockTheAccount() {
        var login = database.sql(
                        "select login_name from access.account where login_name like 'c%' and failures = 0 order by id desc limit 1")
                .query(String.class)
                .single();
        var stranger = Visitor.at(port);
        for (int attempt = 0; attempt < 5; attempt++) {
            stranger.post("/api/access/session", credentials(login, "Wrong-password-" + attempt));
        }

        var right = stranger.post("/api/access/session", credentials(login, "Jinye-demo-2026"));

        assertThat(right.status()).isEqualTo(429);
        assertThat(right.code()).isEqualTo("access.locked");
        assertThat(right.body()).contains("15 分钟");
    }

    @Test
    void aWriteFromAnotherSiteIsRefused() throws Exception {
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/access/session"))
                                .POST(HttpRequest.BodyPublishers.ofString(credentials("limin", "Jinye-demo-2026")))
                                .header("Content-Type", "application/json")
                                .build(),
                        BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("access.not-accepted");
    }

    @Test
    void everyAnswerForbidsForeignScripts() throws Exception {
        var answer = page("/api/access/demo");

        assertThat(answer.headers().firstValue("content-security-policy").orElse(""))
                .contains("script-src 'self'")
                .doesNotContain("unsafe-eval");
        assertThat(answer.headers().firstValue("x-content-type-options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("x-frame-options")).hasValue("DENY");
    }

    @Test
    void theSessionIsOutOfReachOfScripts() throws Exception {
        var csrf = page("/api/access/demo").headers().allValues("set-cookie").stream()
                .filter(cookie -> cookie.startsWith("XSRF-TOKEN"))
                .findFirst()
                .orElseThrow();
        var token = csrf.substring("XSRF-TOKEN=".length(), csrf.indexOf(';'));
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/access/session"))
                                .POST(HttpRequest.BodyPublishers.ofString(credentials("limin", "Jinye-demo-2026")))
                                .header("Content-Type", "application/json")
                                .header("Cookie", "XSRF-TOKEN=" + token)
                                .header("X-XSRF-TOKEN", token)
                                .build(),
                        BodyHandlers.ofString());

        assertThat(answer.headers().allValues("set-cookie"))
                .anyMatch(cookie -> cookie.startsWith("jinye-session=")
                        && cookie.contains("HttpOnly")
                        && cookie.contains("SameSite=Lax"));
    }

    @Test
    void aSessionThatIsUsedIsNotedOnceAMinuteAndLivesOn() {
        var limin = Visitor.at(port).signIn("limin");
        var session = database.sql("select primary_id from access.session order by creation_time desc limit 1")
                .query(String.class)
                .single();
        long noted = lastAccess(session);

        limin.get("/api/access/session");
        long soonAfter = lastAccess(session);
        move(session, 2 * 60_000);
        limin.get("/api/access/session");
        long later = lastAccess(session);
        move(session, Duration.ofMinutes(30).toMillis() + 1_000);

        assertThat(soonAfter).isEqualTo(noted);
        assertThat(later).isGreaterThanOrEqualTo(noted);
        assertThat(limin.get("/api/access/session").status()).isEqualTo(401);
    }

    private long lastAccess(String session) {
        return database.sql("select last_access_time from access.session where primary_id = ?")
                .param(session)
                .query(Long.class)
                .single();
    }

    private void move(String session, long millisBack) {
        database.sql("update access.session set last_access_time = last_access_time - ? where primary_id = ?")
                .params(millisBack, session)
                .update();
        // what was read of a session is good for a second
        java.util.concurrent.locks.LockSupport.parkNanos(1_100_000_000);
    }

    @Test
    void aPostOneDoesNotHoldCannotBeChosen() {
        var limin = Visitor.at(port).signIn("limin");

        assertThat(limin.put("/api/access/session/post", "{\"post\":999999999}").status())
                .isEqualTo(404);
    }

    @Test
    void aWeakNewPasswordIsRefusedWithWhatIsWrong() {
        var limin = Visitor.at(port).signIn("limin");

        var answer =
                limin.put("/api/access/password", "{\"oldPassword\":\"Jinye-demo-2026\",\"newPassword\":\"short\"}");

        assertThat(answer.code()).isEqualTo("access.password-length");
        assertThat(answer.body()).contains("10 至 128");
    }

    private HttpResponse<String> page(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        BodyHandlers.ofString());
    }

    private static String credentials(String loginName, String password) {
        return "{\"loginName\":\"%s\",\"password\":\"%s\"}".formatted(loginName, password);
    }
}
