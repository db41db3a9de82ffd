package jinye.platform.mining;

import java.sql.Date;
import java.sql.Types;
import java.time.Instant;
import jinye.kernel.Cursor;
import jinye.kernel.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The cases behind a figure. */
@Component
class CaseList {

    /** @param matter null for a case of an imported log. @param hours of working time from start to end, null while it runs */
    record CaseRow(
            long id,
            @Nullable Long matter,
            String title,
            String unitName,
            Instant startedAt,
            @Nullable Instant endedAt,
            int visits,
            int returns,
            int late,
            @Nullable Double hours,
            String present) {}

    private final JdbcClient jdbc;

    CaseList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param node cases that are there now; otherwise those that ended in the period, of one path when given. Newest first */
    Page<CaseRow> page(
            MiningQuestion question, @Nullable String node, @Nullable String path, @Nullable String after, int size) {
        var cursor = Cursor.read(after, 1);
        var units = question.units();
        var rows = jdbc.sql("""
                        select c.*, coalesce((select string_agg(v.node_name, '、' order by v.id) from mining.visit v
                                              where v.case_id = c.id and v.outcome = 'OPEN'), '') as present
                        from mining.case_log c
                        where c.kind = :kind and (:version::int is null or c.version = :version::int)
                          and (:units::bigint[] is null or c.unit = any(:units::bigint[]))
                          and (:path::uuid is null or c.path_hash = :path::uuid)
                          and (:after::bigint is null or c.id < :after::bigint)
                          and case when :node::text is null
                              then c.ended_at >= :from::timestamp at time zone 'Asia/Shanghai'
                                   and c.ended_at < (:to::date + 1)::timestamp at time zone 'Asia/Shanghai'
                              else exists (select from mining.visit v
                                           where v.case_id = c.id and v.outcome = 'OPEN' and v.node = :node) end
                        order by c.id desc limit :limit""")
                .param("kind", question.kind())
                .param("version", question.version(), Types.INTEGER)
                .param(
                        "units",
                        units == null
                                ? null
                                : units.toString().replace('[', '{').replace(']', '}'),
                        Types.VARCHAR)
                .param("path", path, Types.VARCHAR)
                .param("after", cursor == null ? null : cursor.number(0), Types.BIGINT)
                .param("node", node, Types.VARCHAR)
                .param("from", Date.valueOf(question.from()))
                .param("to", Date.valueOf(question.to()))
                .param("limit", size + 1)
                .query((row, n) -> {
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
                            row.getInt("visits"),
                            row.getInt("returns"),
                            row.getInt("late"),
                            worked == null ? null : worked / 3600.0,
                            row.getString("present"));
                })
                .list();
        return Page.of(rows, size, row -> Cursor.of(row.id()));
    }
}
