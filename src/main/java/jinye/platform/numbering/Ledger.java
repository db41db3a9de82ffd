package jinye.platform.numbering;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import jinye.kernel.Actor;
import jinye.kernel.Cursor;
import jinye.kernel.Page;
import jinye.kernel.RecordId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of the ledger. */
@Repository
class Ledger {

    private final JdbcClient jdbc;

    Ledger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Holds the counter until the transaction ends: whoever wants a number of this series and year waits here. */
    int hold(long series, int year) {
        jdbc.sql("insert into numbering.counter (series, year, last) values (?, ?, 0) on conflict do nothing")
                .params(series, year)
                .update();
        return jdbc.sql("select last from numbering.counter where series = ? and year = ? for update")
                .params(series, year)
                .query(Integer.class)
                .single();
    }

    List<NumberFact> all(SeriesRegister.Known known, int year) {
        return jdbc.sql("""
                select number, state, reason, taken_at from numbering.number
                where series = ? and year = ? order by number
                """)
                .params(known.id(), year)
                .query((row, at) -> new NumberFact(
                        known.series().code(),
                        row.getInt("number"),
                        known.series().text(year, row.getInt("number")),
                        row.getString("state"),
                        row.getString("reason"),
                        row.getTimestamp("taken_at").toInstant()))
                .list();
    }

    void advance(long series, int year, int last) {
        jdbc.sql("update numbering.counter set last = greatest(last, ?) where series = ? and year = ?")
                .params(last, series, year)
                .update();
    }

    /** The lowest number above the counter that is not reserved or skipped. */
    int nextFree(long series, int year, int last) {
        return jdbc.sql("""
                select min(candidate) from (
                    select :last + 1 as candidate
                    union all
                    select number + 1 from numbering.number where series = :series and year = :year and number > :last
                ) as candidates
                where not exists (
                    select 1 from numbering.number where series = :series and year = :year and number = candidate)
                """)
                .param("last", last)
                .param("series", series)
                .param("year", year)
                .query(Integer.class)
                .single();
    }

    Optional<TakenNumber> heldBy(SeriesRegister.Known known, RecordId record) {
        return jdbc.sql("""
                select year, number from numbering.number
                where series = ? and module = ? and record = ? and state in ('TAKEN', 'USED')
                """)
                .params(known.id(), record.module(), record.id())
                .query((row, at) -> taken(known.series(), row.getInt("year"), row.getInt("number")))
                .optional();
    }

    static TakenNumber taken(Series series, int year, int number) {
        return new TakenNumber(series.code(), year, number, series.text(year, number));
    }

    void write(
            long series,
            int year,
            int number,
            NumberState state,
            @Nullable RecordId record,
            Actor actor,
            @Nullable String reason,
            Instant at) {
        jdbc.sql("""
                insert into numbering.number (series, year, number, state, module, record, taken_by, taken_by_name, taken_at, reason)
                values (:series, :year, :number, :state, :module, :record, :by, :byName, :at, :reason)
                """)
                .param("series", series)
                .param("year", year)
                .param("number", number)
                .param("state", state.name())
                .param("module", record == null ? null : record.module())
                .param("record", record == null ? null : record.id())
                .param("by", actor.person())
                .param("byName", actor.name())
                .param("at", Timestamp.from(at))
                .param("reason", reason)
                .update();
    }

    Optional<LedgerRow> row(SeriesRegister.Known known, int year, int number) {
        return jdbc.sql("select * from numbering.number where series = ? and year = ? and number = ? for update")
                .params(known.id(), year, number)
                .query((row, at) -> row(known.series(), row))
                .optional();
    }

    void give(long id, RecordId record) {
        jdbc.sql("update numbering.number set state = 'TAKEN', module = ?, record = ? where id = ?")
                .params(record.module(), record.id(), id)
                .update();
    }

    void end(long id, NumberState state, @Nullable String reason, Actor actor, Instant at) {
        jdbc.sql("""
                update numbering.number set state = :state, reason = coalesce(:reason, reason), ended_by_name = :by, ended_at = :at
                where id = :id
                """)
                .param("state", state.name())
                .param("reason", reason)
                .param("by", actor.name())
                .param("at", Timestamp.from(at))
                .param("id", id)
                .update();
    }

    int used(RecordId record, Instant at) {
        return jdbc.sql("""
                update numbering.number set state = 'USED', ended_at = ? where module = ? and record = ? and state = 'TAKEN'
                """)
                .params(Timestamp.from(at), record.module(), record.id())
                .update();
    }

    Page<LedgerRow> page(
            SeriesRegister.Known known, int year, @Nullable NumberState state, @Nullable Cursor after, int size) {
        var rows = jdbc.sql("""
                select * from numbering.number
                where series = :series and year = :year and number < :after and (cast(:state as text) is null or state = :state)
                order by number desc limit :limit
                """)
                .param("series", known.id())
                .param("year", year)
                .param("after", after == null ? Integer.MAX_VALUE : after.number(0))
                .param("state", state == null ? null : state.name())
                .param("limit", size + 1)
                .query((row, at) -> row(known.series(), row))
                .list();
        return Page.of(rows, size, row -> Cursor.of(row.number()));
    }

    List<NumberGap> gaps(SeriesRegister.Known known, int year) {
        return jdbc.sql("""
                select candidate, state, reason
                from generate_series(1, (select max(number) from numbering.number
                        where series = :series and year = :year and state <> 'RESERVED')) as candidate
                left join numbering.number on series = :series and year = :year and number = candidate
                where state is null or state not in ('TAKEN', 'USED')
                order by candidate
                """)
                .param("series", known.id())
                .param("year", year)
                .query((row, at) -> {
                    var state = row.getString("state");
                    var number = row.getInt("candidate");
                    return new NumberGap(
                            known.series().code(),
                            year,
                            number,
                            known.series().text(year, number),
                            state == null ? null : NumberState.valueOf(state),
                            row.getString("reason"),
                            state != null);
                })
                .list();
    }

    /** How many numbers of a series stand for something, and the highest one given. */
    record Standing(int last, int used) {}

    Standing standing(long series, int year) {
        return jdbc.sql("""
                select coalesce(max(number) filter (where state <> 'RESERVED'), 0) as last,
                    count(*) filter (where state in ('TAKEN', 'USED')) as used
                from numbering.number where series = ? and year = ?
                """)
                .params(series, year)
                .query((row, at) -> new Standing(row.getInt("last"), row.getInt("used")))
                .single();
    }

    private static LedgerRow row(Series series, ResultSet row) throws SQLException {
        var state = NumberState.valueOf(row.getString("state"));
        var ended = row.getTimestamp("ended_at");
        return new LedgerRow(
                row.getLong("id"),
                series.code(),
                row.getInt("year"),
                row.getInt("number"),
                series.text(row.getInt("year"), row.getInt("number")),
                state,
                state.term(),
                row.getString("module"),
                row.getObject("record", Long.class),
                row.getString("taken_by_name"),
                row.getTimestamp("taken_at").toInstant(),
                row.getString("reason"),
                row.getString("ended_by_name"),
                ended == null ? null : ended.toInstant());
    }
}
