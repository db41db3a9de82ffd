package jinye.platform.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import jinye.kernel.Outage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.FileSystemUtils;

/**
 * The one thread that writes the index. It opens the index, builds it when it is missing, damaged or not ours, and carries
 * pending changes into it. Because rebuilding and carrying happen in the same thread, an old state can never overwrite a newer
 * one: what changes during a rebuild waits, and is hidden from those it shuts out while it waits.
 */
@Component
class Indexing implements SmartLifecycle {

    /** Raised whenever {@link IndexedEntry} or {@link IndexAnalysis} change. */
    static final String VERSION = "1";

    private static final Logger log = LoggerFactory.getLogger(Indexing.class);
    private static final int ATTEMPTS = 3;
    private static final int OPENING_SECONDS_MAX = 10;

    private final PendingChanges pending;
    private final IndexFilling filling;
    private final ObjectProvider<SearchSource> sources;
    private final Path folder;
    private final Semaphore work = new Semaphore(0);
    private final Object opened = new Object();

    private volatile @Nullable EntryShelf shelf;
    private volatile boolean complete;
    private volatile boolean rebuildWanted;
    private volatile boolean damaged;
    private volatile boolean running;
    private @Nullable Thread thread;

    Indexing(PendingChanges pending, ObjectProvider<SearchSource> sources, @Value("${jinye.data}") Path data) {
        this.pending = pending;
        this.filling = new IndexFilling(pending);
        this.sources = sources;
        this.folder = data.resolve("index").toAbsolutePath();
    }

    boolean isComplete() {
        return complete && !rebuildWanted;
    }

    void requestRebuild() {
        rebuildWanted = true;
        work.release();
    }

    void wakeAfterCommit() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            work.release();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                work.release();
            }
        });
    }

    /** @throws Outage while the index cannot be used; only searching suffers */
    <T> T search(Function<EntryShelf, T> question) {
        for (int attempt = 1; ; attempt++) {
            try {
                return question.apply(openedShelf());
            } catch (Outage outage) {
                throw outage;
            } catch (RuntimeException failed) {
                // Lucene closes its readers for a moment when a write failed; the next attempt finds new ones
                if (IndexFilling.isDamage(failed) || attempt == ATTEMPTS) {
                    damaged |= IndexFilling.isDamage(failed);
                    work.release();
                    throw new Outage("search.away", failed);
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
        }
    }

    @Override
    public void start() {
        running = true;
        // a platform thread: Lucene's file channels close when a virtual thread's carrier is interrupted
        thread = Thread.ofPlatform().daemon().name("search-index").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        work.release();
        try {
            if (thread != null) {
                thread.join(TimeUnit.SECONDS.toMillis(20));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        int failures = 0;
        while (running) {
            try {
                open();
                if (rebuildWanted || damaged) {
                    rebuild();
                }
                while (running && !rebuildWanted && filling.carry(openedShelf()) > 0) {
                    // until nothing waits
                }
                failures = 0;
                pause(2);
            } catch (RuntimeException | IOException failed) {
                damaged |= IndexFilling.isDamage(failed);
                failures++;
                log.warn("The search index cannot be written at the moment (attempt {})", failures, failed);
                close();
                pause(Math.min(30, 1 << Math.min(failures, 5)));
            }
        }
        close();
    }

    private void open() throws IOException {
        if (shelf != null && !damaged) {
            return;
        }
        close();
        boolean usable =
                !damaged && Files.exists(marker()) && Files.readString(marker()).equals(mark());
        if (!usable) {
            FileSystemUtils.deleteRecursively(folder);
            rebuildWanted = true;
        }
        Files.createDirectories(folder);
        complete = usable;
        damaged = false;
        shelf = EntryShelf.open(folder.resolve("lucene"));
        synchronized (opened) {
            opened.notifyAll();
        }
    }

    private void rebuild() throws IOException {
        var shelf = openedShelf();
        complete = false;
        rebuildWanted = false;
        Files.deleteIfExists(marker());
        shelf.clear();
        long count = 0;
        boolean everything = true;
        for (var source : sources.stream().toList()) {
            try {
                count += IndexFilling.copy(source, shelf);
            } catch (RuntimeException failed) {
                if (IndexFilling.isDamage(failed)) {
                    throw failed;
                }
                everything = false;
                log.error("{} could not hand all its entries to the search index", source.module(), failed);
            }
        }
        if (everything) {
            Files.writeString(marker(), mark());
            complete = true;
        }
        log.info("Search index built: {} entries", count);
    }

    private EntryShelf openedShelf() {
        var now = shelf;
        if (now == null && running && Thread.currentThread() != thread) {
            awaitOpened();
            now = shelf;
        }
        if (now == null) {
            throw new Outage("search.away", new IllegalStateException("the index is not open"));
        }
        return now;
    }

    private void awaitOpened() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(OPENING_SECONDS_MAX);
        synchronized (opened) {
            try {
                for (long left = OPENING_SECONDS_MAX * 1000L; shelf == null && left > 0; ) {
                    opened.wait(left);
                    left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void close() {
        var closing = shelf;
        shelf = null;
        if (closing != null) {
            try {
                closing.close();
            } catch (RuntimeException failed) {
                log.warn("The search index was not closed properly", failed);
            }
        }
    }

    private void pause(int seconds) {
        try {
            if (running && work.tryAcquire(seconds, TimeUnit.SECONDS)) {
                work.drainPermits();
            }
        } catch (InterruptedException stopped) {
            running = false;
        }
    }

    private Path marker() {
        return folder.resolve("complete");
    }

    private String mark() {
        return VERSION + " " + pending.generation();
    }
}
