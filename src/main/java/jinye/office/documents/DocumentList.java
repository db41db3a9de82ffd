package jinye.office.documents;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jinye.kernel.Actor;
import jinye.kernel.Cursor;
import jinye.kernel.Moments;
import jinye.kernel.Page;
import jinye.kernel.Urgency;
import jinye.office.documents.elements.Kind;
import jinye.office.documents.elements.Kinds;
import jinye.office.documents.relations.Act;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Lists of documents, newest first, cut to what the reader may see. The query walks the grants of each token the reader holds
 * from the newest document downwards and stops as soon as the page is full, so its cost does not grow with the register.
 */
@Repository
class DocumentList {

    static final int SIZE_MAX = 200;
    /** Beyond so many a count says "more than". */
    static final int COUNT_MAX = 10_000;

    record Filter(
            Flow flow,
            List<DocumentState> states,
            @Nullable String text,
            @Nullable String kind,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable Boolean open) {}

    /** @param total of what the filter finds, at most 10,000. @param more whether there are more. @param open unfinished ones by state */
    record DocumentCounts(int total, boolean more, Map<String, Integer> open) {}

    private final JdbcClient jdbc;
    private final Kinds kinds;

    DocumentList(JdbcClient jdbc, Kinds kinds) {
        this.jdbc = jdbc;
        this.kinds = kinds;
    }

    Page<DocumentRow> page(Actor actor, Filter filter, @Nullable Cursor after, int size) {
        var params = params(actor, filter);
        params.put("after", after == null ? Long.MAX_VALUE : after.number(0));
        params.put("limit", size + 1);
        var terms = kinds.all().stream().collect(Collectors.toMap(Kind::code, Kind::term));
        var rows = jdbc.sql("""
                        with readable as (
                            select distinct found.document
                            from unnest(cast(:tokens as text[])) as held (token)
                            cross join lateral (
                                select distinct g.document
                                from documents.document_grant g
                                join documents.document d on d.id = g.document
                                where g.token = held.token and g.flow = :flow and g.document < :after
                                /*where*/
                                order by g.document desc limit :limit) found
                            order by found.document desc limit :limit)
                        select d.id, d.flow, d.state, d.kind, d.title, d.number, d.incoming_register_number, d.urgency,
                               d.unit_name, d.department_name, d.author_name, d.incoming_from, d.issue_date,
                               d.created_at, d.changed_at, d.ended_at is not null as ended, d.standing
                        from readable r join documents.document d on d.id = r.document
                        order by d.id desc""".replace("/*where*/", where(filter)))
                .params(params)
                .query((row, index) -> {
                    var state = DocumentState.valueOf(row.getString("state"));
                    var urgency = Urgency.valueOf(row.getString("urgency"));
                    var kind = row.getString("kind");
                    return new DocumentRow(
                            row.getLong("id"),
                            row.getString("flow"),
                            state.name(),
                            state.term(),
                            kind,
                            terms.getOrDefault(kind, kind),
                            row.getString("title"),
                            row.getString("number"),
                            row.getString("incoming_register_number"),
                            urgency.name(),
                            urgency.term(),
                            row.getString("unit_name"),
                            row.getString("department_name"),
                            row.getString("author_name"),
                            row.getString("incoming_from"),
                            row.getObject("issue_date", LocalDate.class),
                            Moments.from(row, "created_at"),
                            Moments.from(row, "changed_at"),
                            row.getBoolean("ended"),
                            standing(row.getString("standing")));
                })
                .list();
        return Page.of(rows, size, row -> Cursor.of(row.id()));
    }

    private static @Nullable String standing(@Nullable String act) {
        return act == null ? null : Act.valueOf(act).standing();
    }

    DocumentCounts counts(Actor actor, Filter filter) {
        var params = params(actor, filter);
        params.put("limit", COUNT_MAX + 1);
        int total = jdbc.sql("""
                        select count(*) from (
                            select distinct g.document
                            from documents.document_grant g join documents.document d on d.id = g.document
                            where g.token = any(:tokens) and g.flow = :flow
                            /*where*/
                            limit :limit) found""".replace("/*where*/", where(filter)))
                .params(params)
                .query(Integer.class)
                .single();
        var open = new LinkedHashMap<String, Integer>();
        jdbc.sql("""
                        select d.state, count(*) as documents
                        from documents.document d
                        where d.flow = :flow and d.ended_at is null
                          and exists (select 1 from documents.document_grant g
                                      where g.document = d.id and g.token = any(:tokens))
                        group by d.state order by d.state""")
                .param("flow", filter.flow().word())
                .param("tokens", DocumentGrants.tokens(actor))
                .query(row -> {
                    open.put(row.getString("state"), row.getInt("documents"));
                });
        return new DocumentCounts(Math.min(total, COUNT_MAX), total > COUNT_MAX, open);
    }

    private static Map<String, Object> params(Actor actor, Filter filter) {
        var params = new HashMap<String, Object>();
        params.put("tokens", DocumentGrants.tokens(actor));
        params.put("flow", filter.flow().word());
        if (!filter.states().isEmpty()) {
            params.put("states", filter.states().stream().map(Enum::name).toArray(String[]::new));
        }
        if (filter.text() != null) {
            var escaped =
                    filter.text().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
            params.put("text", "%" + escaped + "%");
        }
        if (filter.kind() != null) {
            params.put("kind", filter.kind());
        }
        if (filter.from() != null) {
            params.put("from", filter.from().atStartOfDay(Moments.ZONE).toOffsetDateTime());
        }
        if (filter.to() != null) {
            params.put("to", filter.to().plusDays(1).atStartOfDay(Moments.ZONE).toOffsetDateTime());
        }
        return params;
    }

    /** Only the conditions that are asked for, so that the plan fits the question. */
    private static String where(Filter filter) {
        var where = new StringBuilder();
        if (!filter.states().isEmpty()) {
            where.append(" and d.state = any(:states)");
        }
        if (filter.text() != null) {
            where.append(
                    " and (d.title ilike :text or d.number ilike :text or d.incoming_register_number ilike :text or d.incoming_from ilike :text)");
        }
        if (filter.kind() != null) {
            where.append(" and d.kind = :kind");
        }
        if (filter.from() != null) {
            where.append(" and d.created_at >= :from");
        }
        if (filter.to() != null) {
            where.append(" and d.created_at < :to");
        }
        if (filter.open() != null) {
            where.append(filter.open() ? " and d.ended_at is null" : " and d.ended_at is not null");
        }
        return where.toString();
    }
}
