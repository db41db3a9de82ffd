package jinye.office.archives.items;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import jinye.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Moves items from state to state. */
@Component
public class Standings {

    private final JdbcClient database;

    Standings(JdbcClient database) {
        this.database = database;
    }

    public record Standing(long item, String archiveNumber, ItemState state, boolean held) {}

    /** Locked in the order of their ids until the act ends. */
    public List<Standing> lock(Collection<Long> items) {
        return database.sql("""
                        select s.item, i.archive_number, s.state,
                               exists (select 1 from archives.hold h where h.item = s.item and h.lifted_at is null) as held
                        from archives.standing s join archives.item i on i.id = s.item
                        where s.item = any(:items) order by s.item for update of s""")
                .param("items", items.toArray(Long[]::new))
                .query((row, number) -> new Standing(
                        row.getLong(1), row.getString(2), ItemState.valueOf(row.getString(3)), row.getBoolean(4)))
                .list();
    }

    public void move(Collection<Long> items, ItemState next) {
        for (var standing : lock(items)) {
            if (!standing.state().canBecome(next)) {
                throw new WrongState(standing.archiveNumber(), standing.state(), next);
            }
        }
        database.sql("update archives.standing set state = :state where item = any(:items)")
                .param("state", next.name())
                .param("items", items.toArray(Long[]::new))
                .update();
    }

    public void retain(long item, String retention, @Nullable LocalDate until) {
        database.sql("update archives.standing set retention = ?, retention_until = ? where item = ?")
                .params(Arrays.asList(retention, until, item))
                .update();
    }

    public static final class WrongState extends Refusal {
        WrongState(String number, ItemState state, ItemState next) {
            super(Kind.CONFLICT, "archives.wrong-item-state", number, state.term(), next.term());
        }
    }
}
