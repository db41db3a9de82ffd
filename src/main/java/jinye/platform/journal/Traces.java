package jinye.platform.journal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import jinye.kernel.Actor;
import jinye.kernel.RecordId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * What changes nothing leaves a trace too: records opened, files taken, requests refused. Traces wait in the memory of their node and
 * are written together some seconds later, so that reading costs no write; what could not be written waits for the next time.
 * Opening the same record again within ten minutes is the same reading.
 */
@Component
class Traces implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Traces.class);
    private static final Duration EVERY = Duration.ofSeconds(2);

    /** When so many wait, the next one is written at once: slower, but none is lost. */
    private static final int WAITING_MAX = 10_000;

    private static final int BATCH = 1_000;

    private final Journal journal;
    private final BlockingQueue<Journal.Trace> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private final Cache<String, Boolean> seen = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterWrite(Duration.ofMinutes(10))
            .build();

    /** Out of the queue and not yet in the database. */
    private final List<Journal.Trace> taken = new ArrayList<>();

    private volatile @Nullable Thread writer;

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

    synchronized void write() {
        waiting.drainTo(taken, BATCH - taken.size());
        while (!taken.isEmpty()) {
            journal.writeTraces(taken);
            taken.clear();
            waiting.drainTo(taken, BATCH);
        }
    }

    @Override
    public void start() {
        // known before it runs: otherwise it may look, find nobody running and end for good
        var thread = Thread.ofVirtual().name("journal-traces").unstarted(this::writeOn);
        writer = thread;
        thread.start();
    }

    private void writeOn() {
        while (isRunning()) {
            try {
                Thread.sleep(EVERY);
                if (isRunning()) {
                    write();
                }
            } catch (InterruptedException stopping) {
                return;
            } catch (RuntimeException away) {
                LOG.warn("Traces wait for the database: {}", away.toString());
            }
        }
    }

    /** After the last request has been answered. */
    @Override
    public void stop() {
        writer = null;
        write();
    }

    @Override
    public boolean isRunning() {
        return writer != null;
    }

    /** Stopped after the web server, which stands 2048 below the default. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 4096;
    }
}
