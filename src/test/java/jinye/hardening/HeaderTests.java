package jinye.hardening;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import jinye.sample.JinyeTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What every answer says to the browser, good answers and refusals alike. */
@JinyeTest
class HeaderTests {

    @LocalServerPort
    private int port;

    @Test
    void everyAnswerKeepsScriptsFramesAndTypesInPlace() throws Exception {
        for (var path : List.of("/workspace/", "/api/access/demo", "/api/documents", "/api/nothing", "/nothing")) {
            var headers = get(path).headers();

            assertThat(headers.firstValue("content-security-policy").orElse(""))
                    .as(path)
                    .contains("default-src 'self'", "script-src 'self'", "object-src 'none'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe-eval", "script-src 'self' 'unsafe-inline'", "*");
            assertThat(headers.firstValue("x-content-type-options")).as(path).contains("nosniff");
            assertThat(headers.firstValue("x-frame-options")).as(path).contains("DENY");
            assertThat(headers.firstValue("referrer-policy")).as(path).contains("same-origin");
            assertThat(headers.firstValue("permissions-policy")).as(path).isPresent();
            assertThat(headers.firstValue("server")).as(path).isEmpty();
            assertThat(headers.firstValue("x-powered-by")).as(path).isEmpty();
        }
    }

    @Test
    void anApiAnswerIsNotKeptByAnybodyBetween() throws Exception {
        assertThat(get("/api/access/demo").headers().firstValue("cache-control").orElse(""))
                .contains("no-store");
    }

    @Test
    void refusalsGiveNothingAway() throws Exception {
        var answer = get("/api/documents/1");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.body()).doesNotContain("jinye.", "Exception", "springframework");
    }

    @Test
    void onlyHealthIsOpenOfTheOperatorsPages() throws Exception {
        assertThat(get("/actuator/health").statusCode()).isEqualTo(200);
        for (var closed : List.of("env", "heapdump", "beans", "loggers", "configprops", "threaddump")) {
            assertThat(get("/actuator/" + closed).statusCode()).as(closed).isIn(401, 404);
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        BodyHandlers.ofString());
    }
}
