package jinye.platform.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import jinye.kernel.Outage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.ObjectProvider;

/** The index is derived: whatever happens to its folder, it comes back by itself. */
class IndexingTests {

    @TempDir
    Path data;

    private final Waiting waiting = new Waiting();
    private final List<SearchEntry> kept = new CopyOnWriteArrayList<>();
    private boolean sourceFails;
    private Indexing indexing;

    @AfterEach
    void stop() {
        indexing.stop();
    }

    @Test
    void aMissingIndexIsBuiltFromTheDesks() throws Exception {
        kept.add(Entries.entry(1, "怀化通知", "", "person:1"));

        start();

        eventually(() -> indexing.isComplete() && found("怀化") == 1);
    }

    @Test
    void anIndexOfAnotherDatabaseIsNotUsed() throws Exception {
        kept.add(Entries.entry(1, "怀化通知", "", "person:1"));
        start();
        eventually(indexing::isComplete);
        indexing.stop();
        kept.set(0, Entries.entry(2, "湘西通知", "", "person:1"));
        waiting.generation = UUID.randomUUID();

        start();

        eventually(() -> found("湘西") == 1);
        assertThat(found("怀化")).isZero();
    }

    @Test
    void aDamagedIndexIsBuiltAnew() throws Exception {
        kept.add(Entries.entry(1, "怀化通知", "", "person:1"));
        start();
        eventually(() -> indexing.isComplete() && found("怀化") == 1);
        indexing.stop();
        try (var files = Files.walk(data.resolve("index/lucene"))) {
            for (var file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("write.lock"))
                    .toList()) {
                Files.writeString(file, "damaged");
            }
        }

        start();

        eventually(() -> indexing.isComplete() && found("怀化") == 1);
    }

    @Test
    void anUnharmedIndexIsNotBuiltAgain() throws Exception {
        kept.add(Entries.entry(1, "怀化通知", "", "person:1"));
        start();
        eventually(indexing::isComplete);
        indexing.stop();
        kept.clear();

        start();

        eventually(() -> found("怀化") == 1);
        assertThat(indexing.isComplete()).isTrue();
    }

    @Test
    void aDeskThatCannotAnswerLeavesTheIndexIncompleteButWorking() throws Exception {
        sourceFails = true;
        waiting.add(Entries.entry(5, "永州通知", "", "person:1"));

        start();

        eventually(() -> found("永州") == 1);
        assertThat(indexing.isComplete()).isFalse();
    }

    @Test
    void oneEntryThatCannotBeIndexedHoldsUpNobody() throws Exception {
        start();
        waiting.add(Entries.entry(6, "娄底通知", "", "person:1"));
        eventually(() -> found("娄底") == 1);

        waiting.add(Entries.entry(6, "娄底通知", "", "person:1", "x".repeat(40_000)));
        waiting.add(Entries.entry(7, "郴州通知", "", "person:1"));

        eventually(() -> found("郴州") == 1);
        // rather not found than found by those who may no longer see it
        eventually(() -> found("娄底") == 0);
    }

    @Test
    void ofSeveralChangesTheLastCounts() throws Exception {
        waiting.add(Entries.entry(8, "益阳通知", "", "person:1"));
        waiting.add(Entries.entry(8, "张家界通知", "", "person:1"));

        start();

        eventually(() -> found("张家界") == 1);
        assertThat(found("益阳")).isZero();
    }

    private void start() {
        indexing = new Indexing(waiting, new Sources(), data);
        indexing.start();
    }

    private long found(String text) {
        try {
            return indexing.search(shelf ->
                            shelf.find(Entries.query(text), Words.read(text), Set.of("person:1"), Set.of(), true))
                    .total();
        } catch (Outage notYet) {
            return -1;
        }
    }

    private static void eventually(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("not in time").isLessThan(deadline);
            Thread.sleep(20);
        }
    }

    private final class Sources implements ObjectProvider<SearchSource> {
        @Override
        public SearchSource getObject() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Stream<SearchSource> stream() {
            return Stream.of(new SearchSource() {
                @Override
                public String module() {
                    return "documents";
                }

                @Override
                public void all(Consumer<SearchEntry> entries) {
                    if (sourceFails) {
                        throw new IllegalStateException("the desk is away");
                    }
                    kept.forEach(entries);
                }
            });
        }
    }

    /** Pending changes in memory. */
    private static final class Waiting extends PendingChanges {
        private final List<Change> changes = new ArrayList<>();
        private UUID generation = UUID.randomUUID();

        Waiting() {
            super(null, Clock.systemUTC());
        }

        synchronized void add(SearchEntry entry) {
            changes.add(new Change(changes.size() + 1_000_000L + System.nanoTime(), entry.record(), entry));
        }

        @Override
        synchronized List<Change> next(int limit) {
            return changes.stream().limit(limit).toList();
        }

        @Override
        synchronized void done(Collection<Long> done) {
            changes.removeIf(change -> done.contains(change.change()));
        }

        @Override
        UUID generation() {
            return generation;
        }
    }
}
