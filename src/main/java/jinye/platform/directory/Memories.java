package jinye.platform.directory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import jinye.kernel.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What has been read of the directory and not changed since. A memory is thrown away whole when its revision is past, so a
 * reader that was slow can only fill a memory nobody looks into any more. A transaction that writes has a memory of its own.
 */
@Component
class Memories {

    /** How long another node's write may go unnoticed here. */
    private static final long LOOK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** @param post zero for the primary one */
    record ActorKey(long person, long post) {}

    record RoleKey(String role, long unit) {}

    static final class Memory {
        final long revision;
        final AtomicReference<@Nullable Structure> structure = new AtomicReference<>();
        final Cache<Long, Person> people = cache(50_000);
        final Cache<ActorKey, Optional<Actor>> actors = cache(20_000);
        final Cache<RoleKey, List<Person>> holders = cache(20_000);
        final Cache<Long, Optional<Person>> heads = cache(20_000);
        final Cache<Long, Optional<Person>> inCharge = cache(20_000);
        volatile long lookedAt = System.nanoTime();

        Memory(long revision) {
            this.revision = revision;
        }

        private static <K, V> Cache<K, V> cache(int size) {
            return Caffeine.newBuilder().maximumSize(size).build();
        }
    }

    private final JdbcClient jdbc;
    private volatile Memory shared = new Memory(-1);

    Memories(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Reads outside any lock: two may read the same, but nobody waits for a connection while others wait for them. */
    static <K, V> V remembered(Cache<K, V> cache, K key, Function<K, V> read) {
        var known = cache.getIfPresent(key);
        if (known != null) {
            return known;
        }
        var value = read.apply(key);
        cache.put(key, value);
        return value;
    }

    Memory memory() {
        if (TransactionSynchronizationManager.getResource(this) instanceof Memory own) {
            return own;
        }
        var memory = shared;
        if (memory.revision >= 0 && System.nanoTime() - memory.lookedAt < LOOK_AGAIN_NANOS) {
            return memory;
        }
        long revision = jdbc.sql("select number from directory.revision")
                .query(Long.class)
                .single();
        if (revision != memory.revision) {
            memory = new Memory(revision);
            shared = memory;
        }
        memory.lookedAt = System.nanoTime();
        return memory;
    }

    /** @return whether it is this transaction's first write */
    boolean begin() {
        if (TransactionSynchronizationManager.hasResource(this)) {
            return false;
        }
        TransactionSynchronizationManager.bindResource(this, new Memory(0));
        return true;
    }

    /** The transaction writes once more: what it read in between is old. */
    void again() {
        TransactionSynchronizationManager.unbindResource(this);
        TransactionSynchronizationManager.bindResource(this, new Memory(0));
    }

    void end() {
        TransactionSynchronizationManager.unbindResourceIfPossible(this);
        shared = new Memory(-1);
    }
}
