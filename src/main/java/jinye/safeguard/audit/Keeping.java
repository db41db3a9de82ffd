package jinye.safeguard.audit;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** One round of everything that is done beside the acts. */
@Component
class Keeping {

    private final Chain chain;
    private final LogSeals seals;
    private final LogPulse pulse;
    private final Verifications verifications;
    private final Integrity integrity;

    Keeping(Chain chain, LogSeals seals, LogPulse pulse, Verifications verifications, Integrity integrity) {
        this.chain = chain;
        this.seals = seals;
        this.pulse = pulse;
        this.verifications = verifications;
        this.integrity = integrity;
    }

    void round() {
        pulse.beat();
        chain.extend();
        seals.sealWhenDue();
        verifications.askNightly();
        verifications.runAsked();
        integrity.checkWhenDue();
    }

    @Configuration(proxyBeanMethods = false)
    static class Job {
        @Bean
        RecurringTask<Void> keepAuditLog(Keeping keeping) {
            return Tasks.recurring("audit.keep-log", Schedules.fixedDelay(Duration.ofSeconds(5)))
                    .execute((instance, context) -> keeping.round());
        }
    }
}
