package jinye.safeguard.identity.sources;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.LocalTime;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Compares every directory each night; administrators find the lines in the morning. */
@Configuration(proxyBeanMethods = false)
class Comparing {

    @Bean
    RecurringTask<Void> compareDirectories(Comparisons comparisons) {
        return Tasks.recurring("identity.compare", Schedules.daily(LocalTime.of(2, 30)))
                .execute((instance, context) -> comparisons.compareAll());
    }
}
