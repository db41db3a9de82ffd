package jinye.safeguard.certificates;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import jinye.kernel.Refusal;
import jinye.safeguard.access.Outgoing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Fetches the lists of trusted outside authorities every hour. What goes wrong leaves the list we have; it grows stale by itself. */
@Configuration(proxyBeanMethods = false)
class ListFetching {

    private final Logger log = LoggerFactory.getLogger(getClass());
    private final Outgoing outgoing;

    ListFetching(Outgoing outgoing) {
        this.outgoing = outgoing;
    }

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
        try {
            var list = outgoing.get(URI.create(address), OutsideList.SIZE_MAX, Duration.ofSeconds(30));
            desk.take(authority, list, "自动获取");
        } catch (IOException | Refusal away) {
            log.warn("The list of {} was not taken: {}", authority.name(), away.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
