package jinye.platform.workflow;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.Cursor;
import jinye.kernel.Moments;
import jinye.kernel.Page;
import jinye.kernel.Urgency;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 全部办件: what is under way in the units one administers, the longest waiting first. */
@Component
class OpenMatters {

    /** What has not moved for so long is called still (久未动). */
    private static final Duration STILL = Duration.ofDays(3);

    enum Show {
        OVERDUE("exists (select from workflow.assignment d where d.matter = m.id"
                + " and d.state in ('OFFERED', 'OPENED') and d.due_at < :now)"),
        STILL("s.opened_at < :still"),
        SUSPENDED("m.state = 'SUSPENDED'");

        private final String condition;

        Show(String condition) {
            this.condition = condition;
        }
    }

    /** @param unit asked by those who oversee all units. @param handler whose hands it is in */
    record Question(
            @Nullable Show show,
            @Nullable String kind,
            @Nullable String text,
            @Nullable Long unit,
            @Nullable Long handler) {}

    /**
     * @param title    null for those who oversee handling without seeing what it is about
     * @param since    when the oldest present step was reached
     * @param handlers of all present steps; the one due first gives the row its due moment
     */
    record OpenMatter(
            long matter,
            String kind,
            String kindName,
            @Nullable String title,
            String number,
            Urgency urgency,
            Matter.State state,
            String initiatorName,
            String initiatorDepartmentName,
            String unitName,
            String presentNodes,
            Instant since,
            @Nullable Instant dueAt,
            boolean dueProvisional,
            @Nullable String light,
            List<PresentHandlers.PresentHandler> handlers) {}

    record OpenCounts(long all, long overdue, long still, long suspended) {}

    private record Line(OpenMatter matter, long step) {}

    /** A matter stands here once, by its oldest open step; a draft that was never sent is nobody else's. */
    private static final String FROM = """
             from workflow.step s join workflow.matter m on m.id = s.matter
            where s.state = 'OPEN' and m.state in ('RUNNING', 'SUSPENDED')
              and not exists (select from workflow.step o where o.matter = s.matter and o.state = 'OPEN' and o.id < s.id)
              and not exists (select from workflow.assignment d
                              where d.matter = m.id and d.draft and d.state in ('OFFERED', 'OPENED'))""";

    private static final String IN_HAND = """
            exists (select from workflow.assignment h
                    where h.matter = m.id and h.person = :handler and h.state in ('WAITING', 'OFFERED', 'OPENED'))""";

    private final JdbcClient jdbc;
    private final Processes processes;
    private final PresentHandlers handlers;
    private final Clock clock;

    OpenMatters(JdbcClient jdbc, Processes processes, PresentHandlers handlers, Clock clock) {
        this.jdbc = jdbc;
        this.processes = processes;
        this.handlers = handlers;
        this.clock = clock;
    }

    Page<OpenMatter> page(Actor actor, Question question, @Nullable String after, int size) {
        actor.require(Steering.ADMINISTER);
        var cursor = Cursor.read(after, 2);
        var now = clock.instant();
        var values = new HashMap<String, Object>();
        var sql = new StringBuilder("select s.id as step, s.opened_at as since, m.*,"
                + " (select string_agg(o.node_name, '、' order by o.id) from workflow.step o"
                + " where o.matter = m.id and o.state = 'OPEN') as present_nodes");
        sql.append(FROM).append(filter(actor, question, now, values));
        if (cursor != null) {
            sql.append(" and (s.opened_at, s.id) > (:since, :step)");
            values.put("since", moment(cursor.moment(0)));
            values.put("step", cursor.number(1));
        }
        values.put("limit", size + 1);
        var titled = !Administration.oversees(actor);
        var lines = jdbc.sql(
                        sql.append(" order by s.opened_at, s.id limit :limit").toString())
                .params(values)
                .query((row, n) -> new Line(matter(row, titled), row.getLong("step")))
                .list();
        var page = Page.of(lines, size, line -> Cursor.of(line.matter().since(), line.step()));
        var matters = page.items().stream().map(Line::matter).toList();
        return new Page<>(handlers.with(matters, now), page.next());
    }

    OpenCounts counts(Actor actor, @Nullable Long unit) {
        actor.require(Steering.ADMINISTER);
        var now = clock.instant();
        var values = new HashMap<String, Object>();
        var filter = filter(actor, new Question(null, null, null, unit, null), now, values);
        values.put("now", moment(now));
        values.put("still", moment(now.minus(STILL)));
        return jdbc.sql("select count(*) as \"all\", count(*) filter (where " + Show.OVERDUE.condition
                        + ") as overdue, count(*) filter (where " + Show.STILL.condition
                        + ") as still, count(*) filter (where " + Show.SUSPENDED.condition + ") as suspended" + FROM
                        + filter)
                .params(values)
                .query(OpenCounts.class)
                .single();
    }

    private static String filter(Actor actor, Question question, Instant now, Map<String, Object> values) {
        var filter = new StringBuilder();
        var unit = Administration.oversees(actor) ? question.unit() : Long.valueOf(actor.unit());
        if (unit != null) {
            filter.append(" and m.initiator_unit = :unit");
            values.put("unit", unit);
        }
        if (question.kind() != null) {
            filter.append(" and m.kind = :kind");
            values.put("kind", question.kind());
        }
        if (question.handler() != null) {
            filter.append(" and ").append(IN_HAND);
            values.put("handler", question.handler());
        }
        var show = question.show();
        if (show != null) {
            filter.append(" and ").append(show.condition);
            switch (show) {
                case OVERDUE -> values.put("now", moment(now));
                case STILL -> values.put("still", moment(now.minus(STILL)));
                case SUSPENDED -> {
                    // the state says it
                }
            }
        }
        var text = question.text();
        if (text != null && !text.isBlank()) {
            // who may not see titles does not find by them either
            filter.append(Administration.oversees(actor) ? " and (" : " and (m.title ilike :text or ")
                    .append("m.number ilike :text or m.initiator_name ilike :text)");
            values.put("text", Asked.containing(text));
        }
        return filter.toString();
    }

    private OpenMatter matter(ResultSet row, boolean titled) throws SQLException {
        var kind = row.getString("kind");
        return new OpenMatter(
                row.getLong("id"),
                kind,
                processes.name(kind),
                titled ? row.getString("title") : null,
                row.getString("number"),
                Urgency.valueOf(row.getString("urgency")),
                Matter.State.valueOf(row.getString("state")),
                row.getString("initiator_name"),
                row.getString("initiator_department_name"),
                row.getString("initiator_unit_name"),
                row.getString("present_nodes"),
                Moments.from(row, "since"),
                null,
                false,
                null,
                List.of());
    }

    private static Object moment(Instant at) {
        return Moments.to(at);
    }
}
