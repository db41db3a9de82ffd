package jinye.platform.directory;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Rights given for a time end by themselves after their last day; nobody has to think of it. */
@Component
class RightsEnding {

    private final JdbcClient jdbc;
    private final Revision revision;
    private final Clock clock;

    RightsEnding(JdbcClient jdbc, Revision revision, Clock clock) {
        this.jdbc = jdbc;
        this.revision = revision;
        this.clock = clock;
    }

    /**
     * The last holder of an administrator's post keeps it: without one nobody could give it again.
     *
     * @return how many rights ended
     */
    @Transactional
    public int end() {
        var today = LocalDate.now(clock);
        var over = jdbc.sql("""
                        select exists (select from directory.role_holding where valid_to is null and last_day < :today)
                            or exists (select from directory.scope_holding where valid_to is null and last_day < :today)""").param("today", today).query(Boolean.class).single();
        if (!over) {
            return 0;
        }
        revision.next();
        int ended = 0;
        for (var ending : new String[] {
            """
                update directory.role_holding r set valid_to = :today where valid_to is null and last_day < :today
                and (r.role not like 'A\\_%' or exists (select from directory.role_holding o join directory.person p on p.id = o.person_id
                    where o.role = r.role and o.valid_to is null and p.valid_to is null and o.person_id <> r.person_id
                      and (o.last_day is null or o.last_day >= :today)))""", "update directory.scope_holding set valid_to = :today where valid_to is null and last_day < :today"
        }) {
            ended += jdbc.sql(ending).param("today", today).update();
        }
        return ended;
    }

    @Configuration(proxyBeanMethods = false)
    static class Every {
        @Bean
        RecurringTask<Void> endRights(RightsEnding ending) {
            return Tasks.recurring("directory.end-rights", Schedules.fixedDelay(Duration.ofMinutes(5)))
                    .execute((instance, context) -> ending.end());
        }
    }
}
