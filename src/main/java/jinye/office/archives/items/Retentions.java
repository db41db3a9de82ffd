package jinye.office.archives.items;

import java.sql.Date;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import jinye.kernel.Moments;
import jinye.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 保管期限 in force. */
@Component
public class Retentions {

    /** @param years null for 永久 */
    public record Retention(
            String code, String term, @Nullable Integer years, String description, String source) {}

    private final JdbcClient database;
    private final Clock clock;

    Retentions(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    public List<Retention> inForce() {
        return database.sql("""
                        select code, term, years, description, source from archives.retention
                        where effective_from <= :day and (effective_to is null or effective_to >= :day)
                        order by years desc nulls first""")
                .param("day", Date.valueOf(LocalDate.ofInstant(clock.instant(), Moments.ZONE)))
                .query((row, number) -> new Retention(
                        row.getString("code"),
                        row.getString("term"),
                        (Integer) row.getObject("years"),
                        row.getString("description"),
                        row.getString("source")))
                .list();
    }

    /** The last day of the period, which begins on 1 January of the year after the files' own; null for 永久. */
    public @Nullable LocalDate until(String code, int year) {
        return inForce().stream()
                .filter(retention -> retention.code().equals(code) && retention.years() != null)
                .findFirst()
                .map(retention -> LocalDate.of(year + java.util.Objects.requireNonNull(retention.years()), 12, 31))
                .orElse(null);
    }

    public void require(String code) {
        if (inForce().stream().noneMatch(retention -> retention.code().equals(code))) {
            throw new UnknownRetention(code);
        }
    }

    static final class UnknownRetention extends Refusal {
        UnknownRetention(String code) {
            super(Kind.INVALID, "archives.unknown-retention", code);
        }
    }
}
