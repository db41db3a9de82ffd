package jinye.office.archives.arrangement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import jinye.kernel.Actor;
import jinye.kernel.Cursor;
import jinye.kernel.Moments;
import jinye.kernel.Page;
import jinye.office.archives.items.ItemList;
import jinye.platform.clocks.Light;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 预归档库 as archivists see it. */
@Component
@Transactional(readOnly = true)
class PoolList {

    record CandidateRow(
            long id,
            String module,
            long record,
            String title,
            @Nullable String documentNumber,
            String kindName,
            @Nullable LocalDate documentDate,
            int year,
            String schedule,
            @Nullable String retention,
            String classCode,
            boolean inScope,
            String because,
            String reason,
            String state,
            String stateTerm,
            LocalDate due,
            Light light,
            @Nullable Long batch,
            @Nullable String archiveNumber,
            @Nullable Long item) {}

    record PoolCounts(long waiting, long overdue, long soon, long arranging, long outOfScope) {}

    private final JdbcClient database;
    private final Clock clock;

    PoolList(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The pool of the actor's unit, what is due first. @param state POOL, BATCH, FILED, or OUT for what is not filed at all */
    Page<CandidateRow> page(
            Actor actor, String text, String state, @Nullable Integer year, @Nullable String after, int size) {
        actor.require("archives.file");
        var cursor = Cursor.read(after, 2);
        var rows = database.sql("""
                        select * from archives.candidate
                        where unit = :unit and (cast(:year as int) is null or year = :year)
                          and (:text = '' or title ilike :like or document_number ilike :like or archive_number ilike :like)
                          and case :state when 'OUT' then not in_scope when '' then true else in_scope and state = :state end
                          and (cast(:due as date) is null or (due, id) > (cast(:due as date), :id))
                        order by due, id limit :limit""")
                .param("unit", actor.unit())
                .param("year", year)
                .param("text", text)
                .param("like", ItemList.like(text))
                .param("state", state)
                .param("due", cursor == null ? null : cursor.key(0))
                .param("id", cursor == null ? 0L : cursor.number(1))
                .param("limit", size + 1)
                .query((row, number) -> row(row))
                .list();
        return Page.of(rows, size, row -> Cursor.of(row.due(), row.id()));
    }

    PoolCounts counts(Actor actor) {
        actor.require("archives.file");
        return database.sql("""
                        select count(*) filter (where state = 'POOL' and in_scope) as waiting,
                               count(*) filter (where state <> 'FILED' and in_scope and due < :today) as overdue,
                               count(*) filter (where state <> 'FILED' and in_scope and due between :today and cast(:today as date) + 90) as soon,
                               count(*) filter (where state = 'BATCH') as arranging,
                               count(*) filter (where not in_scope) as out
                        from archives.candidate where unit = :unit""")
                .param("today", today())
                .param("unit", actor.unit())
                .query((row, number) ->
                        new PoolCounts(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)))
                .single();
    }

    List<CandidateRow> ofBatch(long batch) {
        return database.sql("select * from archives.candidate where batch = ? order by position, id")
                .param(batch)
                .query((row, number) -> row(row))
                .list();
    }

    private CandidateRow row(ResultSet row) throws SQLException {
        var state = Candidate.State.valueOf(row.getString("state"));
        var due = row.getObject("due", LocalDate.class);
        return new CandidateRow(
                row.getLong("id"),
                row.getString("module"),
                row.getLong("record"),
                row.getString("title"),
                row.getString("document_number"),
                row.getString("kind_name"),
                row.getObject("document_date", LocalDate.class),
                row.getInt("year"),
                row.getString("schedule"),
                row.getString("retention"),
                row.getString("class_code"),
                row.getBoolean("in_scope"),
                row.getString("proposed_because"),
                row.getString("decided_reason"),
                state.name(),
                row.getBoolean("in_scope") ? state.term() : "不归档",
                due,
                light(due, today()),
                row.getObject("batch", Long.class),
                row.getString("archive_number"),
                row.getObject("item", Long.class));
    }

    /** A long period has long warnings: three months, one month. */
    static Light light(LocalDate due, LocalDate today) {
        long left = ChronoUnit.DAYS.between(today, due);
        return left < 0 ? Light.RED : left <= 30 ? Light.ORANGE : left <= 90 ? Light.YELLOW : Light.GREEN;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Moments.ZONE);
    }
}
