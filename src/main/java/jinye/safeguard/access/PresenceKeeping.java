package jinye.safeguard.access;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Every minute: presences whose session nobody used any more are over, which other systems must be told. */
@Configuration(proxyBeanMethods = false)
class PresenceKeeping {

    @Bean
    RecurringTask<Void> endForgottenPresences(Presences presences) {
        return Tasks.recurring("access.end-forgotten-presences", FixedDelay.of(Duration.ofMinutes(1)))
                .execute((task, context) -> presences.endForgotten());
    }
}
