package jinye.office.approvals;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import jinye.kernel.Actor;
import jinye.kernel.Cursor;
import jinye.kernel.Page;
import jinye.office.approvals.kinds.ApprovalKinds;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Lists of requests, cut to what the reader may see; newest first, or by a declared value. */
@Repository
class RequestList {

    static final int SIZE_MAX = 200;
    static final int COUNT_MAX = 10_000;
    static final String READABLE =
            " exists (select 1 from approvals.request_grant g where g.request = r.id and g.token = any(:tokens))";

    /** Requests without the value stand at the end in either direction. */
    private static final String KEY = """
            coalesce((select min(coalesce(s.number_value, (s.date_value - date '2000-01-01')::numeric)) from approvals.indicator s
                where s.request = r.id and s.part is null and s.field = :sort), :absent)""";

    /** @param more whether there are more than {@link #COUNT_MAX} */
    record RequestCounts(int total, boolean more, Map<String, Integer> byState) {}

    private final JdbcClient jdbc;
    private final IndicatorStore indicators;
    private final ApprovalKinds kinds;

    RequestList(JdbcClient jdbc, IndicatorStore indicators, ApprovalKinds kinds) {
        this.jdbc = jdbc;
        this.indicators = indicators;
        this.kinds = kinds;
    }

    /** @param sort a declared field, null for the newest first */
    Page<RequestRow> page(
            Actor actor,
            RequestFilter filter,
            @Nullable String sort,
            boolean descending,
            @Nullable String after,
            int size) {
        var rows = sort == null
                ? newest(actor, filter, Cursor.read(after, 1), size)
                : sorted(actor, filter, sort, descending, Cursor.read(after, 2), size);
        return Page.of(
                rows,
                size,
                row -> sort == null ? Cursor.of(row.id()) : Cursor.of(String.valueOf(row.sortKey()), row.id()));
    }

    private List<RequestRow> newest(Actor actor, RequestFilter filter, @Nullable Cursor after, int size) {
        var params = filter.params(actor);
        params.put("after", after == null ? Long.MAX_VALUE : after.number(0));
        params.put("limit", size + 1);
        return withValues(jdbc.sql("""
                        with readable as (
                            select distinct found.request
                            from unnest(cast(:tokens as text[])) as held (token)
                            cross join lateral (
                                select distinct g.request
                                from approvals.request_grant g join approvals.request r on r.id = g.request
                                where g.token = held.token and g.request < :after /*where*/
                                order by g.request desc limit :limit) found
                            order by found.request desc limit :limit)
                        select r.*, null as sort_key from readable f join approvals.request r on r.id = f.request
                        order by r.id desc""".replace("/*where*/", filter.where()))
                .params(params)
                .query((row, n) -> row(row))
                .list());
    }

    private List<RequestRow> sorted(
            Actor actor, RequestFilter filter, String sort, boolean descending, @Nullable Cursor after, int size) {
        var params = filter.params(actor);
        params.put("sort", sort);
        params.put("absent", descending ? new BigDecimal("-1e15") : new BigDecimal("1e15"));
        params.put("limit", size + 1);
        var beyond = "";
        if (after != null) {
            params.put("afterKey", number(after.key(0)));
            params.put("afterId", after.number(1));
            beyond = descending
                    ? " and (" + KEY + ", r.id) < (cast(:afterKey as numeric), :afterId)"
                    : " and (" + KEY + ", -r.id) > (cast(:afterKey as numeric), -:afterId)";
        }
        return withValues(jdbc.sql("select r.*, " + KEY + " as sort_key from approvals.request r where" + READABLE
                        + filter.where() + beyond + " order by sort_key " + (descending ? "desc" : "asc")
                        + ", r.id desc limit :limit")
                .params(params)
                .query((row, n) -> row(row))
                .list());
    }

    private static BigDecimal number(String key) {
        try {
            return new BigDecimal(key);
        } catch (NumberFormatException notOurs) {
            throw new RequestFilter.Unreadable(key);
        }
    }

    private RequestRow row(ResultSet row) throws SQLException {
        var state = RequestState.valueOf(row.getString("state"));
        var kind = row.getString("kind");
        return new RequestRow(
                row.getLong("id"),
                kind,
                row.getInt("kind_version"),
                kinds.version(kind, row.getInt("kind_version")).settings().title(),
                row.getString("title"),
                row.getString("number"),
                row.getString("urgency"),
                state.name(),
                state.term(),
                row.getString("applicant_name"),
                row.getString("department_name"),
                row.getString("unit_name"),
                row.getTimestamp("created_at").toInstant(),
                RequestStore.moment(row, "sent_at"),
                RequestStore.moment(row, "ended_at"),
                Map.of(),
                row.getString("sort_key"));
    }

    private List<RequestRow> withValues(List<RequestRow> rows) {
        var values = indicators.labels(rows.stream().map(RequestRow::id).toList());
        return rows.stream()
                .map(row -> new RequestRow(
                        row.id(),
                        row.kind(),
                        row.kindVersion(),
                        row.kindTitle(),
                        row.title(),
                        row.number(),
                        row.urgency(),
                        row.state(),
                        row.stateTerm(),
                        row.applicantName(),
                        row.departmentName(),
                        row.unitName(),
                        row.createdAt(),
                        row.sentAt(),
                        row.endedAt(),
                        values.getOrDefault(row.id(), Map.of()),
                        row.sortKey()))
                .toList();
    }

    RequestCounts counts(Actor actor, RequestFilter filter) {
        var byState = new java.util.LinkedHashMap<String, Integer>();
        var params = filter.params(actor);
        params.put("limit", COUNT_MAX + 1);
        jdbc.sql("""
                        select found.state, count(*) as requests from (
                            select r.state from approvals.request r where""" + READABLE + filter.where() + """
                             limit :limit) found
                        group by found.state order by found.state""").params(params).query(row -> {
            byState.put(row.getString("state"), row.getInt("requests"));
        });
        int total = byState.values().stream().mapToInt(Integer::intValue).sum();
        return new RequestCounts(Math.min(total, COUNT_MAX), total > COUNT_MAX, byState);
    }

    /** Every request the filter finds, page by page, for an export. */
    void all(Actor actor, RequestFilter filter, int most, Consumer<RequestRow> rows) {
        @Nullable String after = null;
        int given = 0;
        do {
            var page = page(actor, filter, null, true, after, SIZE_MAX);
            for (var row : page.items()) {
                if (given++ < most) {
                    rows.accept(row);
                }
            }
            after = page.next();
        } while (after != null && given < most);
    }
}
