package jinye.platform.mining;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import jinye.kernel.Cursor;
import jinye.kernel.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The cases behind a figure. */
@Component
class CaseList {

    private static final String IN_PERIOD =
            "%1$s >= :from::timestamp at time zone 'Asia/Shanghai' and %1$s < (:to::date + 1)::timestamp at time zone 'Asia/Shanghai'";

    /** Which cases: those that began or ended in the period, or that are under way now, whenever they began. */
    enum Which {
        STARTED(IN_PERIOD.formatted("c.started_at")),
        ENDED(IN_PERIOD.formatted("c.ended_at")),
        TERMINATED(IN_PERIOD.formatted("c.ended_at") + " and c.terminated"),
        LATE(IN_PERIOD.formatted("c.ended_at") + " and c.late > 0"),
        RETURNED(IN_PERIOD.formatted("c.ended_at") + " and c.returns > 0"),
        RUNNING("c.ended_at is null"),
        RUNNING_LATE(
                "c.ended_at is null and exists (select from mining.visit v where v.case_id = c.id and v.outcome = 'OPEN'"
                        + " and v.due_at < now())"),
        VISITED(
                "exists (select from mining.visit v where v.case_id = c.id and (:node::text is null or v.node = :node) and "
                        + IN_PERIOD.formatted("v.left_at") + ")"),
        HANDED_OVER("exists (select from mining.visit v where v.case_id = c.id and v.from_department = :fromDepartment"
                + " and v.department_name = :toDepartment and " + IN_PERIOD.formatted("v.left_at") + ")");

        private final String condition;

        Which(String condition) {
            this.condition = condition;
        }
    }

    /**
     * @param node of those under way: that are there now; of those visited: that left it in the period
     * @param path hash of a variant
     */
    record Drill(
            Which which,
            @Nullable String node,
            @Nullable String path,
            @Nullable String fromDepartment,
            @Nullable String toDepartment) {}

    /** @param matter null for a case of another log. @param hours of working time from start to end, null while it runs */
    record CaseRow(
            long id,
            @Nullable Long matter,
            String title,
            String unitName,
            Instant startedAt,
            @Nullable Instant endedAt,
            boolean terminated,
            int visits,
            int returns,
            int late,
            @Nullable Double hours,
            String present) {

        /** Without a way to the matter. */
        CaseRow titled(String title) {
            return new CaseRow(
                    id, null, title, unitName, startedAt, endedAt, terminated, visits, returns, late, hours, present);
        }
    }

    private final JdbcClient jdbc;

    CaseList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Newest first. */
    Page<CaseRow> page(MiningQuestion question, Drill drill, @Nullable String after, int size) {
        var cursor = Cursor.read(after, 2);
        var started = cursor == null ? null : cursor.moment(0).atOffset(ZoneOffset.UTC);
        var rows = question.ask(
                        jdbc, """
                        select c.*, coalesce((select string_agg(v.node_name, '、' order by v.id) from mining.visit v
                                              where v.case_id = c.id and v.outcome = 'OPEN'), '') as present
                        from mining.case_log c
                        where c.kind = :kind and (:version::int is null or c.version = :version::int)
                          and (:units::bigint[] is null or c.unit = any(:units::bigint[]))
                          and (:path::uuid is null or c.path_hash = :path::uuid)
                          and (:started::timestamptz is null or (c.started_at, c.id) < (:started::timestamptz, :after::bigint))
                          and (:node::text is null or :visited or exists (select from mining.visit v
                               where v.case_id = c.id and v.outcome = 'OPEN' and v.node = :node))
                          and :from <= :to and :fromDepartment || :toDepartment is not null
                          and\s""" + drill.which().condition + " order by c.started_at desc, c.id desc limit :limit")
                .param("path", drill.path(), Types.VARCHAR)
                .param("started", started, Types.TIMESTAMP_WITH_TIMEZONE)
                .param("after", cursor == null ? null : cursor.number(1), Types.BIGINT)
                .param("node", drill.node(), Types.VARCHAR)
                .param("visited", drill.which() == Which.VISITED)
                .param("fromDepartment", drill.fromDepartment() == null ? "" : drill.fromDepartment())
                .param("toDepartment", drill.toDepartment() == null ? "" : drill.toDepartment())
                .param("limit", size + 1)
                .query((row, n) -> row(row))
                .list();
        return Page.of(rows, size, row -> Cursor.of(row.startedAt(), row.id()));
    }

    private static CaseRow row(ResultSet row) throws SQLException {
        long id = row.getLong("id");
        var ended = row.getTimestamp("ended_at");
        var worked = row.getObject("worked_seconds", Long.class);
        return new CaseRow(
                id,
                id > 0 ? (Long) id : null,
                row.getString("title"),
                row.getString("unit_name"),
                row.getTimestamp("started_at").toInstant(),
                ended == null ? null : ended.toInstant(),
                row.getBoolean("terminated"),
                row.getInt("visits"),
                row.getInt("returns"),
                row.getInt("late"),
                worked == null ? null : worked / WorkingSpans.HOUR,
                row.getString("present"));
    }
}
