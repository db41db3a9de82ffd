package jinye.platform.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import jinye.kernel.Actor;
import jinye.kernel.Cursor;
import jinye.kernel.RecordId;
import jinye.sample.JinyeTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@JinyeTest
class JournalTests {

    @Autowired
    Journal journal;

    @Autowired
    JournalController controller;

    @Autowired
    JournalList list;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    private final RecordId record =
            new RecordId("samples", ThreadLocalRandom.current().nextLong(1L << 40));

    @Test
    void anEntrySaysWhoDidWhatInWhichPostAndForWhom() {
        journal.record(
                actor(7, 3),
                new OnBehalf(9, "周正"),
                "samples.sign",
                record,
                Map.of("number", "湘烟办〔2026〕12号", "pages", 3));

        var entry = journal.of(record).getFirst();

        assertThat(entry.personName()).isEqualTo("李明");
        assertThat(entry.postTitle()).isEqualTo("办公室主任");
        assertThat(entry.unitName()).isEqualTo("湖南省烟草专卖局");
        assertThat(entry.onBehalfName()).isEqualTo("周正");
        assertThat(entry.facts()).containsEntry("number", "湘烟办〔2026〕12号").containsEntry("pages", 3);
        assertThat(entry.request()).isNull();
    }

    @Test
    void theSystemActsWithoutAPerson() {
        journal.recordBySystem("samples.expire", record, Map.of());

        assertThat(journal.of(record)).singleElement().satisfies(entry -> {
            assertThat(entry.person()).isNull();
            assertThat(entry.personName()).isNull();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update journal.entry set act = 'samples.other' where module = 'samples'",
                "delete from journal.entry where module = 'samples'",
                "truncate journal.entry"
            })
    void theDatabaseRefusesToChangeWhatIsWritten(String statement) {
        journal.record(actor(7, 3), "samples.sign", record, Map.of());

        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> jdbc.sql(statement).update());

        assertThat(journal.of(record)).hasSize(1);
    }

    @Test
    void anActThatIsRolledBackLeavesNoEntry() {
        transaction.executeWithoutResult(status -> {
            journal.record(actor(7, 3), "samples.sign", record, Map.of());
            status.setRollbackOnly();
        });

        assertThat(journal.of(record)).isEmpty();
    }

    @Test
    void anAuditorWithoutThePermissionIsRefused() {
        assertThatExceptionOfType(Actor.NotPermitted.class)
                .isThrownBy(() -> controller.listJournal(
                        actor(7, 3), null, null, null, null, null, null, null, null, null, null, 50));
    }

    @Test
    void anAuditorSeesTheActsOfTheOwnUnitOnlyAndAnOverseerThoseOfAll() {
        journal.record(actor(7, 3), "samples.sign", record, Map.of());
        journal.record(actor(8, 4), "samples.sign", record, Map.of());
        journal.recordBySystem("samples.expire", record, Map.of());

        assertThat(listed(actor(1, 4, "journal.read"), 4L)).containsExactly(8L);
        assertThat(listed(actor(1, 4, "journal.read"), 3L)).containsExactly(8L);
        assertThat(listed(actor(1, 4, "journal.read", "journal.oversee"), null)).containsExactly(null, 8L, 7L);
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrRepetition() {
        for (int entry = 0; entry < 7; entry++) {
            journal.record(actor(entry, 3), "samples.sign", record, Map.of());
        }
        var question = new JournalList.Question("samples", record.id(), null, null, null, null, null, null, null);

        var first = list.page(question, null, 3);
        var second = list.page(question, Cursor.read(first.next(), 1), 3);
        var third = list.page(question, Cursor.read(second.next(), 1), 3);

        assertThat(List.of(first, second, third))
                .flatExtracting(
                        page -> page.items().stream().map(JournalRow::person).toList())
                .containsExactly(6L, 5L, 4L, 3L, 2L, 1L, 0L);
        assertThat(third.next()).isNull();
    }

    @Test
    void aReversedRangeIsRefused() {
        assertThatExceptionOfType(JournalList.RangeReversed.class)
                .isThrownBy(() -> new JournalList.Question(
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        Instant.parse("2026-02-02T00:00:00Z"),
                        Instant.parse("2026-02-01T00:00:00Z")));
    }

    private List<Long> listed(Actor auditor, Long unit) {
        return controller
                .listJournal(auditor, "samples", record.id(), null, unit, null, null, null, null, null, null, 50)
                .items()
                .stream()
                .map(JournalRow::person)
                .toList();
    }

    private static Actor actor(long person, long unit, String... permissions) {
        return new Actor(
                person, "李明", 2, "办公室主任", 5, "办公室", unit, "湖南省烟草专卖局", Set.of("person:" + person), Set.of(permissions));
    }
}
