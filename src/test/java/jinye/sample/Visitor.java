package jinye.sample;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who talks to the application over HTTP as the workspace does: cookies, CSRF token, idempotency keys. */
public final class Visitor {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final CookieManager cookies = new CookieManager();
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private final String origin;

    private Visitor(int port) {
        this.origin = "http://127.0.0.1:" + port;
    }

    public static Visitor at(int port) {
        return new Visitor(port);
    }

    /** @param type empty when the answer has no body */
    public record Answer(int status, String type, String body) {
        public JsonNode json() {
            return JSON.readTree(body);
        }

        public String code() {
            return json().path("code").asString("");
        }
    }

    public Visitor signIn(String loginName) {
        return signIn(loginName, "Jinye-demo-2026");
    }

    public Visitor signIn(String loginName, String password) {
        var answer = post(
                "/api/access/session",
                JSON.createObjectNode()
                        .put("loginName", loginName)
                        .put("password", password)
                        .toString());
        if (answer.status() != 200) {
            throw new IllegalStateException(loginName + " cannot sign in: " + answer);
        }
        return this;
    }

    public Answer get(String path) {
        return send(HttpRequest.newBuilder(URI.create(origin + path)).GET());
    }

    /** A file as it comes. */
    public byte[] bytes(String path) {
        try {
            var answer = client.send(
                    HttpRequest.newBuilder(URI.create(origin + path)).GET().build(), BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(path + " answers " + answer.statusCode());
            }
            return answer.body();
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** Where a page sends the browser on to; empty when it does not. */
    public String redirect(String path) {
        return exchange(HttpRequest.newBuilder(URI.create(origin + path)).GET())
                .headers()
                .firstValue("location")
                .orElse("");
    }

    /** What a browser keeps of the session: nobody else may ever know it. */
    public String sessionCookie() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("jinye-session"))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    /** A file for the uploads, in one piece. @return its id */
    public long upload(String name, byte[] content) {
        var boundary = "jinye-" + UUID.randomUUID();
        var head =
                "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: application/octet-stream\r\n\r\n"
                        .formatted(boundary, name)
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        var answer = send(HttpRequest.newBuilder(URI.create(origin + "/api/files"))
                .POST(BodyPublishers.concat(
                        BodyPublishers.ofByteArray(head),
                        BodyPublishers.ofByteArray(content),
                        BodyPublishers.ofString("\r\n--" + boundary + "--\r\n")))
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .header("X-XSRF-TOKEN", csrfToken())
                .header("Idempotency-Key", UUID.randomUUID().toString()));
        return answer.json().path("id").asLong();
    }

    /** The lines of an answer that goes on, as they come. */
    public java.util.stream.Stream<String> listen(String path) {
        try {
            return client.send(
                            HttpRequest.newBuilder(URI.create(origin + path))
                                    .header("Accept", "text/event-stream")
                                    .build(),
                            BodyHandlers.ofLines())
                    .body();
        } catch (IOException away) {
            throw new java.io.UncheckedIOException(away);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    public Answer post(String path, String json) {
        return write("POST", path, json, UUID.randomUUID().toString());
    }

    public Answer put(String path, String json) {
        return write("PUT", path, json, UUID.randomUUID().toString());
    }

    /** With the version the person was looking at. */
    public Answer put(String path, String json, long version) {
        return send(request("PUT", path, json, UUID.randomUUID().toString()).header("If-Match", "\"" + version + "\""));
    }

    /** With the version the person was looking at. */
    public Answer post(String path, String json, long version) {
        return send(
                request("POST", path, json, UUID.randomUUID().toString()).header("If-Match", "\"" + version + "\""));
    }

    /** With the version the person was looking at. */
    public Answer delete(String path, long version) {
        return send(
                request("DELETE", path, "", UUID.randomUUID().toString()).header("If-Match", "\"" + version + "\""));
    }

    public Answer delete(String path) {
        return write("DELETE", path, "", UUID.randomUUID().toString());
    }

    public Answer write(String method, String path, String json, @Nullable String key) {
        return send(request(method, path, json, key));
    }

    private HttpRequest.Builder request(String method, String path, String json, @Nullable String key) {
        var request = HttpRequest.newBuilder(URI.create(origin + path))
                .method(method, BodyPublishers.ofString(json))
                .header("Content-Type", "application/json")
                .header("X-XSRF-TOKEN", csrfToken());
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return request;
    }

    private String csrfToken() {
        if (csrfCookie() == null) {
            get("/api/access/demo");
        }
        var token = csrfCookie();
        return token == null ? "" : token;
    }

    private @Nullable String csrfCookie() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse(null);
    }

    private Answer send(HttpRequest.Builder request) {
        var answer = exchange(request);
        return new Answer(
                answer.statusCode(), answer.headers().firstValue("content-type").orElse(""), answer.body());
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException away) {
            throw new java.io.UncheckedIOException(away);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
