package jinye.safeguard.audit;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import jinye.safeguard.audit.proof.Block;
import jinye.safeguard.audit.proof.LogEntry;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Ties committed entries into the chain, some seconds after the act and beside it. Entries commit in another order than that of
 * their numbers, and some numbers never become entries; so it first notes the highest number and who is still writing, and goes up to
 * that number only when all of those have ended.
 */
@Component
class Chain {

    /** So many entries in one block: proofs stay short, and a block is one small row. */
    private static final int BLOCK_MAX = 1_000;

    /** So many blocks in one round; the next round takes the rest. */
    private static final int ROUND_MAX = 200;

    private final EntrySource source;
    private final ChainStore store;
    private final AlertWatch watch;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private EntrySource.@Nullable Horizon awaited;

    Chain(
            EntrySource source,
            ChainStore store,
            AlertWatch watch,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.source = source;
        this.store = store;
        this.watch = watch;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** @return how many entries were tied in; 0 also while somebody is still writing who began before */
    synchronized int extend() {
        var horizon = awaited == null ? source.horizon() : awaited;
        var writers = source.stillWriting(horizon.writers());
        if (!writers.isEmpty()) {
            awaited = new EntrySource.Horizon(horizon.through(), writers);
            return 0;
        }
        int tied = 0;
        for (int round = 0; round < ROUND_MAX; round++) {
            int now = one(horizon.through());
            tied += now;
            if (now < BLOCK_MAX) {
                awaited = null;
                return tied;
            }
        }
        awaited = new EntrySource.Horizon(horizon.through(), writers);
        return tied;
    }

    private int one(long through) {
        var entries = transaction.execute(status -> store.tryLock() ? tie(through) : List.<LogEntry>of());
        if (entries == null || entries.isEmpty()) {
            return 0;
        }
        watch.look(entries);
        return entries.size();
    }

    private List<LogEntry> tie(long through) {
        var end = store.end();
        var entries = source.between(end.map(ChainStore.End::lastEntry).orElse(0L), through, BLOCK_MAX);
        if (!entries.isEmpty()) {
            store.add(Block.seal(
                    end.map(ChainStore.End::number).orElse(0L) + 1,
                    end.map(ChainStore.End::hash).orElse(Block.NOTHING_BEFORE),
                    entries,
                    clock.instant().truncatedTo(ChronoUnit.MICROS)));
        }
        return entries;
    }
}
