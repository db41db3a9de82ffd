package jinye.platform.files;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Hourly: uploads nobody continued and bytes a killed process left are thrown away. */
@Configuration(proxyBeanMethods = false)
class UploadExpiry {

    @Bean
    RecurringTask<Void> expireUploads(Uploads uploads, FileFolder folder, Clock clock) {
        return Tasks.recurring("files.expire-uploads", FixedDelay.of(Duration.ofHours(1)))
                .execute((task, context) -> {
                    uploads.cleanUp();
                    folder.sweep(clock.instant().minus(Duration.ofDays(1)));
                });
    }
}
