package jinye.platform.mining;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Writes cases, and then reckons the sums of every day they touch anew, from the visits: sums are never added to. */
@Component
class CaseLog {

    /** Days are Chinese days, whatever the database thinks. */
    private static final String DAY = "(%s at time zone 'Asia/Shanghai')::date";

    /** Bucket b holds spans up to 60 * 2^(b/3) seconds of work. */
    private static final String BUCKET =
            "least(60, greatest(0, ceil(3 * ln(greatest(%1$s, 1) / 60.0) / ln(2))))::smallint";

    /** Each unit by itself, and all together as unit 0: the province would otherwise add up a hundred rows for one number. */
    private static final String UNIT = "version, coalesce(unit, 0)";

    private static final String EACH_UNIT = "grouping sets ((unit), ())";

    private final JdbcTemplate jdbc;

    CaseLog(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void write(List<Case> cases) {
        if (cases.isEmpty()) {
            return;
        }
        var ids = cases.stream().map(Case::id).toArray(Long[]::new);
        var kinds = new LinkedHashSet<String>();
        cases.forEach(one -> kinds.add(one.kind()));
        var days = new LinkedHashSet<>(days(ids));
        jdbc.update("delete from mining.visit where case_id = any(?)", (Object) ids);
        jdbc.batchUpdate("""
                insert into mining.case_log (id, kind, version, record, title, unit, unit_name, started_at, ended_at, terminated,
                    path_hash, visits, returns, late, worked_seconds)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (id) do update set version = excluded.version, title = excluded.title, ended_at = excluded.ended_at,
                    terminated = excluded.terminated, path_hash = excluded.path_hash, visits = excluded.visits,
                    returns = excluded.returns, late = excluded.late, worked_seconds = excluded.worked_seconds""", cases.stream().map(CaseLog::row).toList());
        jdbc.batchUpdate(
                "insert into mining.path (hash, nodes, names) values (?, ?, ?) on conflict do nothing",
                cases.stream()
                        .map(one -> new Object[] {
                            one.pathHash(),
                            one.path().stream().map(Event::node).toArray(String[]::new),
                            one.path().stream().map(Event::nodeName).toArray(String[]::new)
                        })
                        .toList());
        var events = new ArrayList<Object[]>();
        cases.forEach(one -> one.events().forEach(event -> events.add(row(one, event))));
        jdbc.batchUpdate("""
                insert into mining.visit (id, case_id, kind, version, unit, node, node_name, from_node, from_department, arrived_at,
                    since_start_seconds, opened_at, left_at, due_at, outcome, late, wait_seconds, touch_seconds, person, person_name, department_name)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", events);
        days.addAll(days(ids));
        reckon(kinds, days);
    }

    private static Object[] row(Case one) {
        return new Object[] {
            one.id(),
            one.kind(),
            one.version(),
            one.record(),
            one.title(),
            one.unit(),
            one.unitName(),
            at(one.startedAt()),
            at(one.endedAt()),
            one.terminated(),
            one.pathHash(),
            one.path().size(),
            one.returns(),
            one.late(),
            one.workedSeconds()
        };
    }

    private static Object[] row(Case one, Event event) {
        return new Object[] {
            event.id(),
            one.id(),
            one.kind(),
            one.version(),
            one.unit(),
            event.node(),
            event.nodeName(),
            event.fromNode(),
            event.fromDepartment(),
            at(event.arrivedAt()),
            event.sinceStart(),
            at(event.openedAt()),
            at(event.leftAt()),
            at(event.dueAt()),
            event.outcome(),
            event.late(),
            event.waitSeconds(),
            event.touchSeconds(),
            event.person(),
            event.personName(),
            event.departmentName()
        };
    }

    private static @Nullable Timestamp at(@Nullable Instant moment) {
        return moment == null ? null : Timestamp.from(moment);
    }

    private List<java.sql.Date> days(Long[] cases) {
        return jdbc.queryForList(
                "select distinct " + DAY.formatted("left_at")
                        + " from mining.visit where case_id = any(?) and left_at is not null"
                        + " union select " + DAY.formatted("ended_at")
                        + " from mining.case_log where id = any(?) and ended_at is not null"
                        + " union select " + DAY.formatted("started_at")
                        + " from mining.case_log where id = any(?)",
                java.sql.Date.class,
                cases,
                cases,
                cases);
    }

    /** The sums of these days, from nothing. */
    void reckon(Collection<String> kinds, Set<java.sql.Date> days) {
        var kind = kinds.toArray(String[]::new);
        var day = days.toArray(java.sql.Date[]::new);
        if (day.length == 0) {
            return;
        }
        for (var table : List.of("day_node", "day_span", "day_arc", "day_hand_over", "day_case", "day_start")) {
            jdbc.update("delete from mining." + table + " where kind = any(?) and day = any(?)", kind, day);
        }
        var visits = from("visit", "left_at");
        var cases = from("case_log", "ended_at");
        insert(
                kind,
                day,
                "day_node",
                UNIT + ", node, max(node_name), count(*), count(*) filter (where outcome = 'RETURNED'), "
                        + "count(*) filter (where outcome = 'WITHDRAWN'), count(due_at), count(*) filter (where late), "
                        + "coalesce(sum(wait_seconds), 0), coalesce(sum(touch_seconds), 0)" + visits
                        + " group by 1, 2, 3, node, " + EACH_UNIT);
        for (var measure : List.of("wait", "touch")) {
            insert(
                    kind,
                    day,
                    "day_span",
                    UNIT + ", node, '" + measure.toUpperCase(java.util.Locale.ROOT) + "', "
                            + BUCKET.formatted(measure + "_seconds") + ", count(*)" + visits + " where " + measure
                            + "_seconds is not null group by 1, 2, 3, 5, 6, 7, " + EACH_UNIT);
        }
        insert(
                kind,
                day,
                "day_span",
                UNIT + ", '', 'CASE', " + BUCKET.formatted("worked_seconds") + ", count(*)" + cases
                        + " group by 1, 2, 3, 5, 6, 7, " + EACH_UNIT);
        insert(
                kind,
                day,
                "day_arc",
                UNIT + ", coalesce(from_node, ''), node, count(*)" + visits + " group by 1, 2, 3, 5, 6, " + EACH_UNIT);
        insert(
                kind,
                day,
                "day_hand_over",
                UNIT + ", from_department, department_name, count(*)" + visits
                        + " where from_department is not null and department_name is not null group by 1, 2, 3, 5, 6, "
                        + EACH_UNIT);
        insert(
                kind,
                day,
                "day_case",
                UNIT + ", path_hash, count(*), count(*) filter (where terminated), "
                        + "count(*) filter (where returns > 0), count(*) filter (where late > 0), coalesce(sum(worked_seconds), 0)"
                        + cases + " group by 1, 2, 3, 5, " + EACH_UNIT);
        insert(
                kind,
                day,
                "day_start",
                UNIT + ", count(*)" + from("case_log", "started_at") + " group by 1, 2, 3, " + EACH_UNIT);
    }

    /** One short range of the index for every day. */
    private static String from(String table, String moment) {
        return " from unnest(?::date[]) d join mining." + table + " on kind = any(?) and " + moment
                + " >= d::timestamp at time zone 'Asia/Shanghai' and " + moment
                + " < (d + 1)::timestamp at time zone 'Asia/Shanghai'";
    }

    private void insert(String[] kind, java.sql.Date[] day, String table, String columns) {
        jdbc.update("insert into mining." + table + " select kind, d, " + columns, day, kind);
    }
}
