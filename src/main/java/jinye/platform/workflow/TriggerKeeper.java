package jinye.platform.workflow;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import jinye.kernel.Outage;
import jinye.kernel.Refusal;
import jinye.platform.clocks.CalendarChanged;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fires triggers whose time has come, each in a transaction of its own. What a crash interrupted is undone as a whole and done
 * again; of two nodes at work each skips the matters the other holds.
 */
@Component
class TriggerKeeper implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(TriggerKeeper.class);
    /** More than this waits for the next round, so that one round ends. */
    private static final int ROUND = 1000;

    private static final Duration EVERY = Duration.ofSeconds(5);

    private final TriggerStore store;
    private final Firing firing;
    private final Waiting waiting;
    private final Announcements announcements;
    private final Handling handling;
    private final Neighbours neighbours;
    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final ExecutorService soon = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("workflow-triggers").daemon().factory());
    private final AtomicBoolean awaited = new AtomicBoolean();

    TriggerKeeper(
            TriggerStore store,
            Firing firing,
            Waiting waiting,
            Announcements announcements,
            Handling handling,
            Neighbours neighbours,
            JdbcTemplate jdbc,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.firing = firing;
        this.waiting = waiting;
        this.announcements = announcements;
        this.handling = handling;
        this.neighbours = neighbours;
        this.jdbc = jdbc;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Not within the transaction that made it due: what follows from a verb is not part of the verb. */
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void soon(SomethingIsDue due) {
        if (!soon.isShutdown() && awaited.compareAndSet(false, true)) {
            soon.execute(() -> {
                awaited.set(false);
                try {
                    takeDue();
                } catch (RuntimeException away) {
                    // the next round tries again; the database may be away for a moment
                    log.warn("triggers could not be taken: {}", away.toString());
                }
            });
        }
    }

    /** @return how many were looked at */
    int takeDue() {
        int taken = 0;
        do {
            while (taken < ROUND && Boolean.TRUE.equals(transaction.execute(status -> announcements.wakeOne()))) {
                taken++;
            }
        } while (takeOne() && ++taken < ROUND);
        return taken;
    }

    private boolean takeOne() {
        var taken = new AtomicReference<TriggerStore.Taken>();
        try {
            return Boolean.TRUE.equals(transaction.execute(status -> {
                var due = store.takeOne(clock.instant());
                due.forEach(one -> {
                    taken.set(one);
                    fire(one);
                });
                return !due.isEmpty();
            }));
        } catch (RuntimeException broken) {
            var one = taken.get();
            if (one == null) {
                throw broken;
            }
            failed(one, broken);
            return true;
        }
    }

    private void fire(TriggerStore.Taken due) {
        handling.onMatter(SystemActor.SYSTEM, due.matter(), work -> {
            // read again under the lock: whoever was quicker has moved the matter on
            find(work, due.trigger())
                    .ifPresentOrElse(
                            trigger -> {
                                if (trigger.isDue(work.now())) {
                                    firing.fire(work, trigger);
                                }
                            },
                            () -> store.forget(due.trigger(), work.now()));
            return true;
        });
    }

    static Optional<Trigger> find(Work work, long id) {
        return work.matter().open().stream()
                .flatMap(step -> step.triggers().stream())
                .filter(trigger -> trigger.id() == id && trigger.isPending())
                .findFirst();
    }

    private void failed(TriggerStore.Taken due, RuntimeException broken) {
        var why = sentence(due, broken);
        handling.onMatter(SystemActor.SYSTEM, due.matter(), EnumSet.allOf(Matter.State.class), work -> {
            find(work, due.trigger()).ifPresent(trigger -> {
                trigger.failed(why, work.now());
                if (trigger.state() == Trigger.State.FAILED) {
                    work.trail("FAIL", trigger.step(), null, why);
                }
            });
            return true;
        });
    }

    private String sentence(TriggerStore.Taken due, RuntimeException broken) {
        return switch (broken) {
            case Refusal refusal -> neighbours.sentence(refusal.code(), refusal.facts());
            case Outage outage -> neighbours.sentence(outage.code(), List.of());
            default -> {
                var number = UUID.randomUUID().toString().substring(0, 8);
                log.error("fault {}: trigger {} of matter {}", number, due.trigger(), due.matter(), broken);
                yield neighbours.sentence("workflow.trigger-fault", List.of(number));
            }
        };
    }

    /** Holidays were announced: what was reckoned before is reckoned again from the same start. */
    @EventListener
    void reckonAgain(CalendarChanged changed) {
        var matters = jdbc.queryForList(
                "select distinct matter from workflow.trigger where due_provisional and state = 'ARMED' order by 1",
                Long.class);
        for (long matter : matters) {
            handling.onMatter(SystemActor.SYSTEM, matter, EnumSet.allOf(Matter.State.class), work -> {
                waiting.reckonAgain(work);
                return true;
            });
        }
    }

    @Override
    public void destroy() {
        soon.shutdown();
    }

    @Configuration(proxyBeanMethods = false)
    static class Jobs {
        @Bean
        RecurringTask<Void> takeDueTriggers(TriggerKeeper keeper) {
            return Tasks.recurring("workflow.take-due-triggers", FixedDelay.of(EVERY))
                    .execute((instance, context) -> keeper.takeDue());
        }
    }
}
