package jinye.office.archives.arrangement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The batches as rows, each state with its moment and its person. */
@Repository
class BatchRegister {

    record Batch(
            long id,
            long unit,
            String fonds,
            String name,
            BatchState state,
            @Nullable Long handOverBy) {}

    record BatchRow(
            long id,
            String name,
            int year,
            String state,
            String stateTerm,
            String arrangedByName,
            @Nullable String handOverByName,
            @Nullable Instant handedOverAt,
            @Nullable Instant filedAt,
            int version) {}

    private final JdbcClient database;
    private final Clock clock;

    BatchRegister(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    long open(Actor actor, String fonds, String name, int year) {
        return database.sql("""
                        insert into archives.batch(unit, fonds, name, year, state, arranged_by, arranged_by_name, created_at)
                        values (?, ?, ?, ?, 'ARRANGING', ?, ?, ?) returning id""")
                .params(actor.unit(), fonds, name, year, actor.person(), actor.name(), now())
                .query(Long.class)
                .single();
    }

    Batch find(long id) {
        return batch(id, "");
    }

    /** Until the end of the transaction nobody else moves it. */
    Batch lock(long id) {
        return batch(id, " for update");
    }

    private Batch batch(long id, String locking) {
        return database.sql("select * from archives.batch where id = ?" + locking)
                .param(id)
                .query((row, number) -> new Batch(
                        id,
                        row.getLong("unit"),
                        row.getString("fonds"),
                        row.getString("name"),
                        BatchState.valueOf(row.getString("state")),
                        row.getObject("hand_over_by", Long.class)))
                .optional()
                .orElseThrow(NoSuchBatch::new);
    }

    BatchRow row(long id) {
        return database.sql("select * from archives.batch where id = ?")
                .param(id)
                .query((row, number) -> row(row))
                .single();
    }

    /** The newest first. */
    List<BatchRow> list(long unit) {
        return database.sql("select * from archives.batch where unit = ? order by id desc limit 200")
                .param(unit)
                .query((row, number) -> row(row))
                .list();
    }

    void become(long id, BatchState state) {
        move(id, state, "");
    }

    void numbered(long id, long handOverBy, String handOverByName) {
        move(
                id,
                BatchState.NUMBERED,
                "numbered_at = ?, hand_over_by = ?, hand_over_by_name = ?,",
                now(),
                handOverBy,
                handOverByName);
    }

    void inspected(long id, boolean passed) {
        move(
                id,
                passed ? BatchState.CHECKED : BatchState.RETURNED,
                "checked_at = ?, first_passed = coalesce(first_passed, ?),",
                now(),
                passed);
    }

    void handedOver(long id) {
        move(id, BatchState.HANDED_OVER, "handed_over_at = ?,", now());
    }

    void filed(Actor actor, long id) {
        move(id, BatchState.FILED, "filed_at = ?, filed_by_name = ?,", now(), actor.name());
    }

    /** @param also further columns, each followed by a comma */
    private void move(long id, BatchState state, String also, Object... values) {
        var all = new ArrayList<Object>(List.of(values));
        all.add(state.name());
        all.add(id);
        database.sql("update archives.batch set " + also + " state = ?, version = version + 1 where id = ?")
                .params(all)
                .update();
    }

    private java.time.OffsetDateTime now() {
        return Moments.to(clock.instant());
    }

    private static BatchRow row(ResultSet row) throws SQLException {
        var state = BatchState.valueOf(row.getString("state"));
        return new BatchRow(
                row.getLong("id"),
                row.getString("name"),
                row.getInt("year"),
                state.name(),
                state.term(),
                row.getString("arranged_by_name"),
                row.getString("hand_over_by_name"),
                Moments.fromNullable(row, "handed_over_at"),
                Moments.fromNullable(row, "filed_at"),
                row.getInt("version"));
    }

    static final class NoSuchBatch extends Refusal {
        NoSuchBatch() {
            super(Kind.NOT_FOUND, "archives.no-such-batch");
        }
    }
}
