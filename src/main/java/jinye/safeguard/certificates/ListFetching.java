package jinye.safeguard.certificates;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import jinye.kernel.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Fetches the lists of trusted outside authorities every hour. What goes wrong leaves the list we have; it grows stale by itself. */
@Configuration(proxyBeanMethods = false)
class ListFetching {

    private final Logger log = LoggerFactory.getLogger(getClass());

    @Bean
    RecurringTask<Void> fetchRevocationLists(TrustDesk desk) {
        return Tasks.recurring("certificates.fetch-lists", FixedDelay.ofHours(1))
                .execute((instance, context) -> desk.all().stream()
                        .filter(one -> one.state() == OutsideAuthority.State.TRUSTED && one.listUrl() != null)
                        .forEach(one -> fetch(desk, one)));
    }

    void fetch(TrustDesk desk, OutsideAuthority authority) {
        var address = authority.listUrl();
        if (address == null) {
            return;
        }
        // no redirects: the address is the one that two people agreed on
        try (var client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(10))
                .build()) {
            var request = HttpRequest.newBuilder(URI.create(address))
                    .timeout(Duration.ofSeconds(30))
                    .GET()
                    .build();
            var answer = client.send(request, BodyHandlers.ofInputStream());
            try (var body = answer.body()) {
                if (answer.statusCode() != 200) {
                    log.warn("The list of {} was answered with {}.", authority.name(), answer.statusCode());
                    return;
                }
                desk.take(authority, body.readNBytes(OutsideList.SIZE_MAX + 1), "自动获取");
            }
        } catch (IOException | Refusal away) {
            log.warn("The list of {} was not taken: {}", authority.name(), away.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
