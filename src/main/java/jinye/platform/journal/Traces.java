package jinye.platform.journal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import jinye.kernel.Actor;
import jinye.kernel.RecordId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * What changes nothing leaves a trace too: records opened, files taken, requests refused. Traces wait in memory and are written
 * together some seconds later, so that reading costs no write. Opening the same record again within ten minutes is the same reading.
 */
@Component
class Traces {

    /** When so many wait, the next one is written at once: slower, but none is lost. */
    private static final int WAITING_MAX = 10_000;

    private static final int BATCH = 1_000;

    private final Journal journal;
    private final BlockingQueue<Journal.Trace> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private final Cache<String, Boolean> seen = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterWrite(Duration.ofMinutes(10))
            .build();

    Traces(Journal journal) {
        this.journal = journal;
    }

    void read(Actor actor, String act, RecordId record, Map<String, ?> facts) {
        var same = actor.person() + " " + act + " " + record + " " + facts;
        if (seen.asMap().putIfAbsent(same, true) == null) {
            add(journal.trace(actor, act, record, facts, "done"));
        }
    }

    void refused(Actor actor, RecordId record, Map<String, ?> facts) {
        add(journal.trace(actor, "web.refuse", record, facts, "refused"));
    }

    private void add(Journal.Trace trace) {
        if (!waiting.offer(trace)) {
            write();
            waiting.add(trace);
        }
    }

    @EventListener(ContextClosedEvent.class)
    synchronized void write() {
        while (!waiting.isEmpty()) {
            var batch = new ArrayList<Journal.Trace>();
            waiting.drainTo(batch, BATCH);
            journal.writeTraces(batch);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Job {
        @Bean
        RecurringTask<Void> writeTraces(Traces traces) {
            return Tasks.recurring("journal.write-traces", Schedules.fixedDelay(Duration.ofSeconds(2)))
                    .execute((instance, context) -> traces.write());
        }
    }
}
