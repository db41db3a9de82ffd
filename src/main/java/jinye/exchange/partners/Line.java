package jinye.exchange.partners;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** 线路: HTTP to a partner. It goes to no other address than the one two people agreed on, and waits no longer than the setting says. */
@Component
class Line implements DisposableBean {

    private static final int ANSWER_MAX = 1024 * 1024;

    private final Settings settings;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    Line(Settings settings) {
        this.settings = settings;
    }

    record Reply(int status, JsonNode body) {
        String words() {
            return body.path("detail").asString("对方回答 " + status);
        }
    }

    Reply post(Partner partner, String path, byte[] body) throws LineTrouble {
        return send(partner, path, "POST", BodyPublishers.ofByteArray(body));
    }

    Reply put(Partner partner, String path, byte[] body) throws LineTrouble {
        return send(partner, path, "PUT", BodyPublishers.ofByteArray(body));
    }

    private Reply send(Partner partner, String path, String method, BodyPublisher body) throws LineTrouble {
        try {
            var request = HttpRequest.newBuilder(URI.create(partner.address() + ExchangeFilter.ROOT + path))
                    .timeout(settings.period("line-patience"))
                    .header("Content-Type", "application/octet-stream")
                    .method(method, body)
                    .build();
            // the body is awaited within the same patience: a line that hangs half-open must not hold the carrier
            var future = client.sendAsync(request, BodyHandlers.ofByteArray());
            var answer = future.get(settings.number("line-patience"), java.util.concurrent.TimeUnit.SECONDS);
            if (answer.body().length > ANSWER_MAX) {
                throw new LineTrouble("对方的回答过大");
            }
            return new Reply(answer.statusCode(), Canonical.JSON.readTree(answer.body()));
        } catch (java.util.concurrent.ExecutionException | IllegalArgumentException away) {
            throw new LineTrouble("线路不通：" + said(away));
        } catch (java.util.concurrent.TimeoutException slow) {
            throw new LineTrouble("线路不通：等待超时");
        } catch (JacksonException cut) {
            throw new LineTrouble("对方的回答不完整");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new LineTrouble("本节点正在停止");
        }
    }

    /** The sentence is shown to people: no name of a class is for them. */
    private static String said(Exception away) {
        return switch (away.getCause() == null ? away : away.getCause()) {
            case HttpConnectTimeoutException never -> "对方地址连不上";
            case HttpTimeoutException slow -> "等待超时";
            case ConnectException nobody -> "对方地址连不上";
            case SSLException distrusted -> "对方的 HTTPS 证书未通过验证";
            case IllegalArgumentException nonsense -> "对方地址不正确";
            case Throwable other -> "传输中断";
        };
    }

    @Override
    public void destroy() {
        client.shutdownNow();
    }

    /** For later: nothing was refused. */
    static final class LineTrouble extends IOException {
        LineTrouble(String words) {
            super(words);
        }

        String words() {
            return String.valueOf(getMessage());
        }
    }
}
