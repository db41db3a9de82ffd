package jinye.office.archives.transfer;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import jinye.kernel.Moments;
import jinye.kernel.Refusal;
import jinye.platform.directory.Directory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** When items are due (档案法实施条例 art. 20), and which may leave at all. */
@Component
class TransferRules {

    /** @param dueYear the first year in which it is to be transferred */
    record DueTransfer(long item, String archiveNumber, String title, String retention, int year, int dueYear) {}

    private final Directory directory;
    private final JdbcClient database;
    private final Clock clock;

    TransferRules(Directory directory, JdbcClient database, Clock clock) {
        this.directory = directory;
        this.database = database;
        this.clock = clock;
    }

    int years(long unit) {
        return database.sql("""
                        select years from archives.transfer_rule
                        where level = ? and effective_from <= ? and (effective_to is null or effective_to >= ?)
                        order by effective_from desc limit 1""")
                .params(directory.unit(unit).level().name(), today(), today())
                .query(Integer.class)
                .single();
    }

    /** What is due this year or before and still here; what is held waits. */
    List<DueTransfer> due(long unit) {
        int years = years(unit);
        return database.sql("""
                        select i.id, i.archive_number, i.title, i.retention_now, i.year from archives.item_now i
                        where i.unit = ? and i.state = 'FILED' and not i.held and i.retention_now in ('Y', 'D30') and i.year + ? < ?
                        order by i.archive_number limit 500""")
                .params(unit, years, today().getYear())
                .query((row, index) -> new DueTransfer(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getInt(5),
                        row.getInt(5) + years + 1))
                .list();
    }

    /** Early only with a reason, as the receiving archive must agree to it; never while the paper is lent. */
    void require(long unit, List<Long> items, String early) {
        database.sql("""
                        select i.archive_number from archives.item i join archives.loan l on l.item = i.id
                        where i.id = any(?) and l.state = 'IN_USE' and l.mode in ('ORIGINAL', 'TAKEN_OUT') limit 1""")
                .param(items.toArray(Long[]::new))
                .query(String.class)
                .optional()
                .ifPresent(number -> {
                    throw new OriginalOut(number);
                });
        int years = years(unit);
        if (early.isBlank()) {
            database.sql("""
                            select archive_number from archives.item where id = any(?) and year + ? >= ?
                            order by archive_number limit 1""")
                    .params(items.toArray(Long[]::new), years, today().getYear())
                    .query(String.class)
                    .optional()
                    .ifPresent(number -> {
                        throw new NotYet(number, years);
                    });
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Moments.ZONE);
    }

    static final class OriginalOut extends Refusal {
        OriginalOut(String number) {
            super(Kind.CONFLICT, "archives.transfer-while-lent", number);
        }
    }

    static final class NotYet extends Refusal {
        NotYet(String number, int years) {
            super(Kind.CONFLICT, "archives.transfer-not-due", number, years);
        }
    }
}
