package jinye.exchange.partners;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import jinye.kernel.Refusal;
import jinye.platform.web.Sentences;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * 邮差: carries what waits, partner by partner, each in its own thread, so that one bad line holds up nobody else. A line that is away is
 * tried again after a while that doubles, with some chance in it, up to a longest; what is still there after days becomes 死信.
 */
@Component
class Carrier implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Carrier.class);
    private static final int ROUND = 50;
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Partners partners;
    private final Outbox outbox;
    private final Delivering delivering;
    private final Greetings greetings;
    private final AddressBooks books;
    private final Incidents incidents;
    private final Settings settings;
    private final Sentences sentences;
    private final Clock clock;
    private final boolean wanted;
    private final Set<Long> underway = ConcurrentHashMap.newKeySet();
    private final Map<Long, Pause> pauses = new ConcurrentHashMap<>();
    private final Map<Long, Instant> greeted = new HashMap<>();
    private final Object bell = new Object();
    private volatile boolean running;
    private ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private record Pause(int failures, Instant until) {}

    Carrier(
            Partners partners,
            Outbox outbox,
            Delivering delivering,
            Greetings greetings,
            AddressBooks books,
            Incidents incidents,
            Settings settings,
            Sentences sentences,
            Clock clock,
            @Value("${jinye.partners.carry:true}") boolean wanted) {
        this.partners = partners;
        this.outbox = outbox;
        this.delivering = delivering;
        this.greetings = greetings;
        this.books = books;
        this.incidents = incidents;
        this.settings = settings;
        this.sentences = sentences;
        this.clock = clock;
        this.wanted = wanted;
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void ring(Outbox.ParcelQueued queued) {
        synchronized (bell) {
            bell.notifyAll();
        }
    }

    /** A person wants it tried now. */
    void wake(long partner) {
        pauses.remove(partner);
        synchronized (bell) {
            greeted.remove(partner);
            bell.notifyAll();
        }
    }

    @Override
    public void start() {
        if (!wanted || running) {
            return;
        }
        running = true;
        threads = Executors.newVirtualThreadPerTaskExecutor();
        Thread.ofPlatform().daemon().name("exchange-carrier").start(this::look);
    }

    private void look() {
        while (running) {
            try {
                for (var partner : partners.active()) {
                    if (!isPaused(partner.id()) && underway.add(partner.id())) {
                        threads.execute(() -> carry(partner));
                    }
                }
                synchronized (bell) {
                    bell.wait(LOOK.toMillis());
                }
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException away) {
                log.debug("the carrier looks again later", away);
                rest();
            }
        }
    }

    private void carry(Partner partner) {
        try {
            // before the line is tried: a line that stays away is what makes dead letters
            outbox.bury(partner.id())
                    .forEach(title -> incidents.note(
                            partner.id(),
                            partner.address(),
                            "partners.dead",
                            sentences.of("partners.dead", List.of(title, partner.name())),
                            null));
            if (greetingDue(partner)) {
                greetings.greet(partner);
                books.offer(partner);
                greeted(partner);
            }
            var due = outbox.due(partner.id(), ROUND);
            while (running && !due.isEmpty()) {
                for (var waiting : due) {
                    deliver(partner, waiting);
                }
                due = outbox.due(partner.id(), ROUND);
            }
            pauses.remove(partner.id());
        } catch (Line.LineTrouble away) {
            pause(partner, away.words());
        } catch (RuntimeException broken) {
            if (running) {
                log.error("carrying to {} failed", partner.name(), broken);
                pause(partner, "本节点处理出错，稍后重试");
            }
        } finally {
            underway.remove(partner.id());
        }
    }

    private void deliver(Partner partner, Outbox.Waiting waiting) throws Line.LineTrouble {
        try {
            delivering.deliver(partner, waiting);
        } catch (Refusal refused) {
            var words = sentences.of(refused.code(), refused.facts());
            outbox.failed(waiting.id(), words, later(waiting.attempts() + 1));
        } catch (Line.LineTrouble away) {
            outbox.failed(waiting.id(), away.words(), later(waiting.attempts() + 1));
            throw away;
        }
    }

    private boolean greetingDue(Partner partner) {
        synchronized (bell) {
            var last = greeted.get(partner.id());
            return last == null || last.plus(settings.period("greeting")).isBefore(clock.instant());
        }
    }

    private void greeted(Partner partner) {
        synchronized (bell) {
            greeted.put(partner.id(), clock.instant());
        }
    }

    private boolean isPaused(long partner) {
        var pause = pauses.get(partner);
        return pause != null && clock.instant().isBefore(pause.until());
    }

    private void pause(Partner partner, String words) {
        try {
            int failures = pauses.getOrDefault(partner.id(), new Pause(0, Instant.EPOCH))
                            .failures()
                    + 1;
            pauses.put(partner.id(), new Pause(failures, later(failures)));
            partners.troubled(partner.id(), words);
        } catch (RuntimeException databaseAway) {
            log.debug("cannot note the trouble of {}", partner.name(), databaseAway);
        }
    }

    /** Doubles from the first to the longest, and a quarter up or down by chance, so that many nodes do not come back at once. */
    private Instant later(int failures) {
        long first = settings.period("retry-first").toMillis();
        long longest = settings.period("retry-longest").toMillis();
        long wait = Math.min(longest, first << Math.min(failures - 1, 20));
        return clock.instant().plusMillis(wait * ThreadLocalRandom.current().nextLong(75, 126) / 100);
    }

    private static void rest() {
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        running = false;
        synchronized (bell) {
            bell.notifyAll();
        }
        threads.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
