package jinye.platform.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import jinye.kernel.Refusal;
import jinye.sample.JinyeTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@JinyeTest
class SearchIndexTests {

    private static final long FIRST = 880_000_000L;

    @Autowired
    SearchIndex index;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void whatWasCommittedIsFoundShortlyAfter() throws InterruptedException {
        transaction.executeWithoutResult(status -> index.put(Entries.entry(FIRST + 1, "岳阳楼记专报", "", "person:880001")));

        eventually(() -> found("岳阳楼", "person:880001") == 1);
        assertThat(found("岳阳楼", "person:880002")).isZero();
    }

    @Test
    void whatWasRolledBackIsNeverFound() throws InterruptedException {
        transaction.executeWithoutResult(status -> {
            index.put(Entries.entry(FIRST + 2, "橘子洲头专报", "", "person:880001"));
            status.setRollbackOnly();
        });
        index.put(Entries.entry(FIRST + 3, "爱晚亭专报", "", "person:880001"));

        eventually(() -> found("爱晚亭", "person:880001") == 1);
        assertThat(found("橘子洲", "person:880001")).isZero();
    }

    @Test
    void aRightTakenAwayIsGoneAtTheNextQuery() throws InterruptedException {
        index.put(Entries.entry(FIRST + 4, "南岳衡山专报", "", "person:880001", "person:880002"));
        eventually(() -> found("衡山", "person:880002") == 1);

        for (int i = 0; i < 5; i++) {
            index.put(Entries.entry(FIRST + 4, "南岳衡山专报", "", "person:880001"));
            assertThat(found("衡山", "person:880002")).isZero();
            index.put(Entries.entry(FIRST + 4, "南岳衡山专报", "", "person:880001", "person:880002"));
            eventually(() -> found("衡山", "person:880002") == 1);
        }

        index.remove(Entries.entry(FIRST + 4, "", "").record());
        assertThat(found("衡山", "person:880001")).isZero();
    }

    @Test
    void anIndexOfNothingIsBuiltAnew() throws InterruptedException {
        index.rebuild();

        eventually(index::isUpToDate);
    }

    @Test
    void deepAndReversedQueriesAreRefused() {
        var deep = new SearchQuery("", Map.of(), null, null, 9_990, 20);
        var reversed = new SearchQuery(
                "", Map.of(), java.time.LocalDate.of(2026, 2, 1), java.time.LocalDate.of(2026, 1, 1), 0, 20);

        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> index.find(deep, Set.of("person:1")));
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> index.find(reversed, Set.of("person:1")));
    }

    private long found(String text, String token) {
        return index.find(Entries.query(text), Set.of(token)).total();
    }

    private static void eventually(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("not in time").isLessThan(deadline);
            Thread.sleep(20);
        }
    }
}
