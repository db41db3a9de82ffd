package jinye.office.transmission;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import jinye.kernel.Moments;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 自动催收: unsigned envelopes remind their registrars by themselves, in working time, sooner when urgent. */
@Component
class Urging {

    /** So many at a time, so that one round is a short transaction; the next round takes the rest. */
    private static final int ROUND = 500;

    private final JdbcClient database;
    private final EnvelopeRepository envelopes;
    private final DispatchStore dispatches;
    private final Notifications notifications;
    private final Receipts receipts;
    private final Clock clock;

    Urging(
            JdbcClient database,
            EnvelopeRepository envelopes,
            DispatchStore dispatches,
            Notifications notifications,
            Receipts receipts,
            Clock clock) {
        this.database = database;
        this.envelopes = envelopes;
        this.dispatches = dispatches;
        this.notifications = notifications;
        this.receipts = receipts;
        this.clock = clock;
    }

    /** @return how many envelopes were urged */
    @Transactional
    public int urgeOverdue() {
        var now = clock.instant();
        List<Long> due = database.sql("""
                        select id from transmission.envelope
                        where state in ('SENT', 'ARRIVED') and next_urging_at <= ?
                        order by next_urging_at limit ? for update skip locked""")
                .params(Moments.to(now), ROUND)
                .query(Long.class)
                .list();
        var byDispatch = envelopes.findAllById(due).stream().collect(Collectors.groupingBy(Envelope::dispatch));
        byDispatch.forEach((dispatch, unsigned) -> notifications.urge(unsigned, dispatches.header(dispatch), now));
        receipts.add(due, Receipts.Kind.URGING, now, null, "系统自动催收");
        return due.size();
    }

    @Configuration(proxyBeanMethods = false)
    static class Job {
        @Bean
        RecurringTask<Void> urgeUnsigned(Urging urging) {
            return Tasks.recurring("transmission.urge-unsigned", Schedules.fixedDelay(Duration.ofMinutes(1)))
                    .execute((instance, context) -> urging.urgeOverdue());
        }
    }
}
