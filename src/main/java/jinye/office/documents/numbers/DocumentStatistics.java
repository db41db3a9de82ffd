package jinye.office.documents.numbers;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.Refusal;
import jinye.kernel.Urgency;
import jinye.office.documents.text.UnknownWord;
import jinye.platform.directory.Directory;
import jinye.platform.directory.Unit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * 公文处理统计: sums over the register, each computed by the database in one pass. Nobody's text is in it, so that it covers also
 * what the reader may not open; lists behind it are cut to what they may.
 */
@Repository
@Transactional(readOnly = true)
public class DocumentStatistics {

    private static final String PERMISSION = "documents.statistics";
    private static final int DAYS_MAX = 1100;
    private static final int LISTED_MAX = 200;

    /** A period, one's own unit alone or with those below it. @param below with all units below */
    public record StatisticsQuestion(LocalDate from, LocalDate to, boolean below) {}

    /** @param key what a list is asked by. @param name as it is read */
    public record DocumentShare(String key, String name, long sent, long received) {}

    /**
     * @param dueInPeriod        received documents whose deadline lies in the period
     * @param handledHours       mean working hours from draft to giving out; null when nothing was given out
     * @param checkedByOffice    documents that came to 核稿 in the period, and how many the office returned there
     * @param returnedIncoming   received documents sent back at 初审
     * @param sentLastYear       given out in the same period of the year before
     */
    public record DocumentTotals(
            long sent,
            long received,
            long electronic,
            long open,
            long sentLastYear,
            long dueInPeriod,
            long onTime,
            @Nullable Double handledHours,
            @Nullable Double closedHours,
            long checkedByOffice,
            long returnedByOffice,
            long returnedIncoming) {}

    public record DocumentFigures(
            LocalDate from,
            LocalDate to,
            DocumentTotals totals,
            List<DocumentShare> kinds,
            List<DocumentShare> departments,
            List<DocumentShare> units,
            List<DocumentShare> months,
            List<DocumentShare> urgencies) {}

    public record ListedDocument(
            long id, String flow, String title, @Nullable String number, String unitName, LocalDate on) {}

    /** @param all how many there are. @param shown those of them the reader may open, at most 200 */
    public record DocumentsBehind(long all, List<ListedDocument> shown) {}

    private final JdbcClient jdbc;
    private final Directory directory;
    private final Clock clock;

    DocumentStatistics(JdbcClient jdbc, Directory directory, Clock clock) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.clock = clock;
    }

    /** The year so far where no period is given. */
    public StatisticsQuestion question(@Nullable LocalDate from, @Nullable LocalDate to, boolean below) {
        var today = LocalDate.ofInstant(clock.instant(), Moments.ZONE);
        var end = to == null ? today : to;
        var begin = from == null ? end.withDayOfYear(1) : from;
        if (begin.isAfter(end)) {
            throw new PeriodBackwards();
        }
        if (begin.plusDays(DAYS_MAX).isBefore(end)) {
            throw new PeriodTooLong();
        }
        return new StatisticsQuestion(begin, end, below);
    }

    private static final String COUNTED = """
            select case when d.flow = 'outgoing' then 'SENT' else 'RECEIVED' end as measure, d.kind, d.department_name,
                   d.unit_name, d.urgency, d.publicity, d.receivers, d.handled_minutes, d.id,
                   to_char(case when d.flow = 'outgoing' then d.distributed_at else d.incoming_received_at end
                           at time zone 'Asia/Shanghai', 'YYYY-MM') as month,
                   (case when d.flow = 'outgoing' then d.distributed_at else d.incoming_received_at end
                           at time zone 'Asia/Shanghai')::date as on_day,
                   d.incoming_rejected is not null as rejected, d.title, d.number, d.flow
            from documents.document d
            where d.unit = any(:units)
              and ((d.flow = 'outgoing' and d.distributed_at >= :from and d.distributed_at < :to)
                or (d.flow = 'incoming' and d.incoming_received_at >= :from and d.incoming_received_at < :to))
            """;

    public DocumentFigures figures(Actor actor, StatisticsQuestion asked) {
        actor.require(PERMISSION);
        var params = params(actor, asked);
        Map<String, Map<String, long[]>> groups = new HashMap<>();
        jdbc.sql("""
                        select measure, kind, department_name, unit_name, month, urgency,
                               grouping(kind, department_name, unit_name, month, urgency) as level, count(*) as documents
                        from (%s) c
                        group by measure, grouping sets ((kind), (department_name), (unit_name), (month), (urgency))""".formatted(COUNTED)).params(params).query(row -> {
            var dimension = switch (row.getInt("level")) {
                case 0b01111 -> "kind";
                case 0b10111 -> "department_name";
                case 0b11011 -> "unit_name";
                case 0b11101 -> "month";
                default -> "urgency";
            };
            groups.computeIfAbsent(dimension, name -> new LinkedHashMap<>())
                            .computeIfAbsent(row.getString(dimension), key -> new long[2])[
                            row.getString("measure").equals("SENT") ? 0 : 1] =
                    row.getLong("documents");
        });
        var terms = new HashMap<String, String>();
        jdbc.sql("select code, term from documents.kind").query(row -> {
            terms.put(row.getString("code"), row.getString("term"));
        });
        return new DocumentFigures(
                asked.from(),
                asked.to(),
                totals(params, asked),
                shares(groups, "kind", terms),
                shares(groups, "department_name", Map.of()),
                shares(groups, "unit_name", Map.of()),
                shares(groups, "month", Map.of()).stream()
                        .sorted(Comparator.comparing(DocumentShare::key))
                        .toList(),
                shares(groups, "urgency", urgencies()));
    }

    private static Map<String, String> urgencies() {
        var names = new HashMap<String, String>();
        for (var urgency : Urgency.values()) {
            names.put(urgency.name(), urgency.term());
        }
        return names;
    }

    private static List<DocumentShare> shares(
            Map<String, Map<String, long[]>> groups, String dimension, Map<String, String> names) {
        var shares = new ArrayList<DocumentShare>();
        groups.getOrDefault(dimension, Map.of())
                .forEach((key, counts) ->
                        shares.add(new DocumentShare(key, names.getOrDefault(key, key), counts[0], counts[1])));
        shares.sort(Comparator.comparingLong((DocumentShare share) -> share.sent() + share.received())
                .reversed()
                .thenComparing(DocumentShare::name));
        return shares;
    }

    private DocumentTotals totals(Map<String, Object> params, StatisticsQuestion asked) {
        var before = new HashMap<>(params);
        before.put(
                "from",
                Moments.to(asked.from().minusYears(1).atStartOfDay(Moments.ZONE).toInstant()));
        before.put(
                "to",
                Moments.to(asked.to()
                        .minusYears(1)
                        .plusDays(1)
                        .atStartOfDay(Moments.ZONE)
                        .toInstant()));
        long lastYear = jdbc.sql("select count(*) from (" + COUNTED + ") c where measure = 'SENT'")
                .params(before)
                .query(Long.class)
                .single();
        return jdbc.sql("""
                        with c as (%s),
                        due as (
                            select count(*) as all_due,
                                   count(*) filter (where (ended_at at time zone 'Asia/Shanghai')::date <= incoming_deadline) as kept
                            from documents.document
                            where unit = any(:units) and flow = 'incoming'
                              and incoming_deadline >= :fromDay and incoming_deadline <= :toDay and incoming_rejected is null),
                        office as (
                            select count(distinct v.document) as checked,
                                   count(distinct v.document) filter (where v.act = '退回') as returned
                            from documents.version v join documents.document d on d.id = v.document
                            where d.unit = any(:units) and v.node = 'office' and v.at >= :from and v.at < :to),
                        open as (
                            select count(*) as running from documents.document
                            where unit = any(:units) and flow in ('outgoing', 'incoming') and ended_at is null)
                        select count(*) filter (where measure = 'SENT') as sent,
                               count(*) filter (where measure = 'RECEIVED') as received,
                               count(*) filter (where measure = 'SENT' and receivers > 0) as electronic,
                               count(*) filter (where rejected) as rejected,
                               avg(handled_minutes) filter (where measure = 'SENT') / 60.0 as handled,
                               avg(handled_minutes) filter (where measure = 'RECEIVED') / 60.0 as closed,
                               (select all_due from due), (select kept from due), (select checked from office),
                               (select returned from office), (select running from open)
                        from c""".formatted(COUNTED))
                .params(params)
                .query((row, index) -> new DocumentTotals(
                        row.getLong("sent"),
                        row.getLong("received"),
                        row.getLong("electronic"),
                        row.getLong("running"),
                        lastYear,
                        row.getLong("all_due"),
                        row.getLong("kept"),
                        hours(row.getBigDecimal("handled")),
                        hours(row.getBigDecimal("closed")),
                        row.getLong("checked"),
                        row.getLong("returned"),
                        row.getLong("rejected")))
                .single();
    }

    private static @Nullable Double hours(java.math.@Nullable BigDecimal value) {
        return value == null ? null : Math.round(value.doubleValue() * 10) / 10.0;
    }

    /**
     * What stands behind a number.
     *
     * @param measure SENT or RECEIVED
     * @param dimension kind, department, unit, month or urgency; empty for all
     */
    public DocumentsBehind behind(Actor actor, StatisticsQuestion asked, String measure, String dimension, String key) {
        actor.require(PERMISSION);
        var column = switch (dimension) {
            case "" -> null;
            case "kind", "month", "urgency" -> dimension;
            case "department", "unit" -> dimension + "_name";
            default -> throw new UnknownWord("dimension", dimension);
        };
        var params = params(actor, asked);
        params.put("measure", measure);
        params.put("tokens", actor.tokens().toArray(String[]::new));
        params.put("limit", LISTED_MAX);
        var where = "measure = :measure";
        if (column != null) {
            where += " and " + column + " = :key";
            params.put("key", key);
        }
        long all = jdbc.sql("select count(*) from (" + COUNTED + ") c where " + where)
                .params(params)
                .query(Long.class)
                .single();
        var shown = jdbc.sql("select id, flow, title, number, unit_name, on_day from (" + COUNTED + ") c where " + where
                        + """
                         and exists (select 1 from documents.document_grant g
                                     where g.document = c.id and g.token = any(:tokens))
                        order by on_day desc, id desc limit :limit""")
                .params(params)
                .query((row, index) -> new ListedDocument(
                        row.getLong("id"),
                        row.getString("flow"),
                        row.getString("title"),
                        row.getString("number"),
                        row.getString("unit_name"),
                        row.getObject("on_day", LocalDate.class)))
                .list();
        return new DocumentsBehind(all, shown);
    }

    private Map<String, Object> params(Actor actor, StatisticsQuestion asked) {
        var units = asked.below()
                ? directory.unitWithAllBelow(actor.unit()).stream()
                        .map(Unit::id)
                        .toList()
                : List.of(actor.unit());
        var params = new HashMap<String, Object>();
        params.put("units", units.toArray(Long[]::new));
        params.put("from", Moments.to(asked.from().atStartOfDay(Moments.ZONE).toInstant()));
        params.put(
                "to",
                Moments.to(asked.to().plusDays(1).atStartOfDay(Moments.ZONE).toInstant()));
        params.put("fromDay", asked.from());
        params.put("toDay", asked.to());
        return params;
    }

    static final class PeriodBackwards extends Refusal {
        PeriodBackwards() {
            super(Kind.INVALID, "documents.period-backwards");
        }
    }

    static final class PeriodTooLong extends Refusal {
        PeriodTooLong() {
            super(Kind.INVALID, "documents.period-too-long");
        }
    }
}
