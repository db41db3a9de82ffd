package jinye.hardening;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import jinye.hardening.Interface.Endpoint;
import jinye.sample.JinyeTest;
import jinye.sample.Visitor;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Over every endpoint of the interface, so that a new one cannot be forgotten: who is not signed in, comes from elsewhere, names
 * records of others, sends nonsense or too much, gets an orderly refusal. OWASP API Top 10 2023 (API1, API2, API4, API8).
 */
@JinyeTest
class EndpointSweepTests {

    /** Open to whoever is not signed in, each for a reason: they are the way in. */
    private static final Set<String> OPEN =
            Set.of("/api/access/session", "/api/access/demo", "/api/identity/entrance", "/api/identity/providers");

    /** They answer with a stream that does not end. */
    /** Pages of ours; whatever else answers as a page is an error page of somebody's. */
    private static final Set<String> PAGES = Set.of("/api/approvals/requests/{id}/paper");

    private static final Set<String> STREAMS = Set.of("/api/messages/stream");

    private static final String NOBODY_HAS = "987654321";

    @LocalServerPort
    private int port;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void whoIsNotSignedInIsSentToSignIn() throws Exception {
        var let = new TreeSet<String>();
        var visitor = Visitor.at(port);
        for (var endpoint : closed()) {
            var answer = visitor.write(endpoint.method(), endpoint.at("1"), "{}", "sweep-00000001");
            if (answer.status() != 401) {
                let.add(endpoint + " " + answer.status());
            }
        }

        assertThat(let).as("endpoints that answer strangers").isEmpty();
    }

    @Test
    void aWriteFromElsewhereIsRefusedThoughTheCookieComesAlong() throws Exception {
        var let = new TreeSet<String>();
        var session = session("limin");
        for (var endpoint : all()) {
            if (!endpoint.writes()) {
                continue;
            }
            var answer = send(HttpRequest.newBuilder(uri(endpoint.at("1")))
                    .method(endpoint.method(), BodyPublishers.ofString("{}"))
                    .header("Cookie", session)
                    .header("Content-Type", "application/json")
                    .header("Origin", "http://evil.example")
                    .header("Idempotency-Key", "sweep-00000002"));
            if (answer.statusCode() != 403 || !answer.body().contains("access.not-accepted")) {
                let.add(endpoint + " " + answer.statusCode());
            }
        }

        assertThat(let).as("writes without a token of our own page").isEmpty();
    }

    /** Neither a number nobody has nor one that may exist is answered, and nothing breaks. */
    @Test
    void recordsThatAreNotThereAreRefusedInOrder() throws Exception {
        var wrong = new TreeSet<String>();
        var visitor = Visitor.at(port).signIn("linxue");
        for (var endpoint : all()) {
            if (!endpoint.hasPlaces() || STREAMS.contains(endpoint.path())) {
                continue;
            }
            for (var value : List.of(NOBODY_HAS, "-1", "0x1", "%27%20or%201=1--", "..%2f..%2fetc", "%00")) {
                var answer = visitor.write(endpoint.method(), endpoint.at(value), "{}", key());
                if (answer.status() >= 500 || faulty(answer.body())) {
                    wrong.add(endpoint + " " + value + " " + answer.status());
                }
            }
        }

        assertThat(wrong).as("faults of ours").isEmpty();
    }

    @Test
    void anotherUnitsRecordsAreNotThere() throws Exception {
        var owner = Visitor.at(port).signIn("limin");
        long document = owner.post("/api/documents", "{\"flow\":\"outgoing\"}")
                .json()
                .path("id")
                .asLong();
        var stranger = Visitor.at(port).signIn("linxue");
        var let = new TreeSet<String>();
        for (var endpoint : all()) {
            if (endpoint.path().startsWith("/api/documents/{id}")) {
                var path = endpoint.path()
                        .replaceFirst("\\{id}", Long.toString(document))
                        .replaceAll("\\{[^}]+}", "1");
                var answer = stranger.write(endpoint.method(), path, "{}", key());
                boolean hidden = answer.status() == 404 || answer.status() == 403;
                // a write may be refused for its form before anybody looks for the record
                boolean malformed = endpoint.writes() && (answer.status() == 422 || answer.status() == 400);
                if (!hidden && !malformed) {
                    let.add(endpoint + " " + answer.status());
                }
            }
        }

        assertThat(let).as("a document of the province answered a county").isEmpty();
        assertThat(owner.get("/api/documents/" + document).status()).isEqualTo(200);
    }

    @Test
    void hostileWordsInQueriesFindNothingAndBreakNothing() throws Exception {
        var wrong = new TreeSet<String>();
        var visitors =
                List.of(Visitor.at(port).signIn("limin"), Visitor.at(port).signIn("auditadmin"));
        for (var endpoint : all()) {
            if (endpoint.writes() || STREAMS.contains(endpoint.path())) {
                continue;
            }
            for (var word : List.of("'\";--<script>alert(1)</script>", "%", "\u0000", "9".repeat(40))) {
                var query = new StringBuilder(endpoint.at("1")).append('?');
                endpoint.parameters()
                        .forEach(parameter -> query.append(parameter.name())
                                .append('=')
                                .append(URLEncoder.encode(word, StandardCharsets.UTF_8))
                                .append('&'));
                for (var visitor : visitors) {
                    var answer = visitor.get(query.toString());
                    if (answer.status() >= 500
                            || faulty(answer.body())
                            || (answer.type().startsWith("text/html") && !PAGES.contains(endpoint.path()))) {
                        wrong.add(endpoint + " " + word + " " + answer.status());
                    }
                }
            }
        }

        assertThat(wrong).as("faults of ours").isEmpty();
    }

    @Test
    void nonsenseAndTooMuchAreRefusedWithASentence() throws Exception {
        var wrong = new TreeSet<String>();
        var visitor = Visitor.at(port).signIn("limin");
        var tooMuch = "{\"text\":\"" + "长".repeat(3_000_000) + "\"}";
        for (var endpoint : all()) {
            if (!endpoint.writes()
                    || endpoint.path().startsWith("/api/files")
                    || endpoint.path().startsWith("/api/access/session")) {
                continue;
            }
            for (var body : List.of("", "[", "[]", "null", "{\"a\":{\"a\":{}}}", "\"text\"")) {
                var answer = visitor.write(endpoint.method(), endpoint.at(NOBODY_HAS), body, key());
                if (answer.status() >= 500 || faulty(answer.body())) {
                    wrong.add(endpoint + " " + body + " " + answer.status());
                }
            }
            // the limit knows no paths: some will do for all
            if (endpoint.path().hashCode() % 8 != 0) {
                continue;
            }
            var answer = visitor.write(endpoint.method(), endpoint.at(NOBODY_HAS), tooMuch, key());
            if (answer.status() != 413 || !answer.code().equals("web.too-large")) {
                wrong.add(endpoint + " too much " + answer.status());
            }
        }

        assertThat(wrong).as("what was sent badly").isEmpty();
    }

    private static boolean faulty(String body) {
        return body.contains("web.fault") || body.contains("Exception") || body.contains("\tat ");
    }

    private static String key() {
        return java.util.UUID.randomUUID().toString();
    }

    private static List<Endpoint> all() throws IOException {
        var all = Interface.all();
        assertThat(all).hasSizeGreaterThan(300);
        return all;
    }

    private static List<Endpoint> closed() throws IOException {
        return all().stream()
                .filter(endpoint ->
                        OPEN.stream().noneMatch(open -> endpoint.path().startsWith(open)))
                .toList();
    }

    /** The cookies of somebody signed in, without the token that our own pages add. */
    private String session(String login) throws Exception {
        var first = send(HttpRequest.newBuilder(uri("/api/access/demo")).GET());
        var token = cookie(first, "XSRF-TOKEN");
        var signedIn = send(HttpRequest.newBuilder(uri("/api/access/session"))
                .POST(BodyPublishers.ofString("{\"loginName\":\"" + login + "\",\"password\":\"Jinye-demo-2026\"}"))
                .header("Content-Type", "application/json")
                .header("Cookie", "XSRF-TOKEN=" + token)
                .header("X-XSRF-TOKEN", token));
        return "jinye-session=" + cookie(signedIn, "jinye-session") + "; XSRF-TOKEN=" + token;
    }

    private static String cookie(HttpResponse<String> answer, String name) {
        return answer.headers().allValues("set-cookie").stream()
                .filter(cookie -> cookie.startsWith(name + "="))
                .map(cookie -> cookie.substring(name.length() + 1, cookie.indexOf(';')))
                .findFirst()
                .orElseThrow();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
