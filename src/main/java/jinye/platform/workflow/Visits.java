package jinye.platform.workflow;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The front door for whoever analyses handling: which matters moved, and every visit of every step of them. */
@Service
@Transactional(readOnly = true)
public class Visits {

    private final JdbcClient jdbc;
    private final MatterPages pages;

    Visits(JdbcClient jdbc, MatterPages pages) {
        this.jdbc = jdbc;
        this.pages = pages;
    }

    /** May this person read the matter? Whoever analyses how matters run need not know what each is about. */
    public boolean mayRead(Actor actor, long matter) {
        return pages.mayRead(actor, matter);
    }

    /** A matter that moved, and when it last did. */
    public record Moved(long matter, Instant at) {}

    /**
     * Matters with trail from a moment on, in the order of their last move. A verb that commits late carries the moment it began, so
     * whoever goes on from the last one they saw steps back a few minutes.
     */
    public List<Moved> movedSince(Instant from, int limit) {
        return jdbc.sql("""
                        select matter, max(at) as at from workflow.trail where at >= :from
                        group by matter order by max(at), matter limit :limit""")
                .param("from", Moments.to(from))
                .param("limit", limit)
                .query((row, n) -> new Moved(row.getLong("matter"), Moments.from(row, "at")))
                .list();
    }

    /** All visits of these matters, by matter and in the order they were opened. */
    public List<Visit> of(Collection<Long> matters) {
        var open = new LinkedHashMap<Long, Visit>();
        var hands = new LinkedHashMap<Long, List<Visit.Hand>>();
        jdbc.sql("""
                        select s.id as step, s.node, s.node_name, s.from_step, s.state as step_state, s.decision as step_decision,
                               s.opened_at as arrived_at, s.closed_at,
                               m.id as matter, m.kind, m.version, m.record, m.title, m.initiator_unit, m.initiator_unit_name,
                               m.started_at, m.ended_at, m.state as matter_state,
                               min(a.opened_at) over (partition by s.id) as first_opened,
                               min(a.due_at) over (partition by s.id) as first_due,
                               a.id as assignment, a.person, a.person_name, a.department_name, a.state, a.offered_at, a.opened_at,
                               a.done_at, a.done_by, a.done_by_name
                        from workflow.step s join workflow.matter m on m.id = s.matter
                        left join workflow.assignment a on a.step = s.id
                        where s.matter = any(:matters) order by m.id, s.id, a.id""").param("matters", matters.toArray(Long[]::new)).query(row -> {
            long step = row.getLong("step");
            var of = hands.computeIfAbsent(step, id -> new ArrayList<>());
            if (!open.containsKey(step)) {
                open.put(step, visit(row, of));
            }
            if (row.getLong("assignment") != 0) {
                of.add(hand(row));
            }
        });
        return List.copyOf(open.values());
    }

    private static Visit visit(ResultSet row, List<Visit.Hand> hands) throws SQLException {
        return new Visit(
                row.getLong("step"),
                row.getLong("matter"),
                row.getString("kind"),
                row.getInt("version"),
                row.getLong("record"),
                row.getString("title"),
                row.getLong("initiator_unit"),
                row.getString("initiator_unit_name"),
                Moments.from(row, "started_at"),
                Moments.fromNullable(row, "ended_at"),
                row.getString("matter_state").equals(Matter.State.TERMINATED.name()),
                row.getString("node"),
                row.getString("node_name"),
                row.getObject("from_step", Long.class),
                row.getString("step_state"),
                row.getString("step_decision"),
                Moments.from(row, "arrived_at"),
                Moments.fromNullable(row, "first_opened"),
                Moments.fromNullable(row, "closed_at"),
                Moments.fromNullable(row, "first_due"),
                hands);
    }

    private static Visit.Hand hand(ResultSet row) throws SQLException {
        return new Visit.Hand(
                row.getLong("person"),
                row.getString("person_name"),
                row.getString("department_name"),
                row.getString("state"),
                Moments.from(row, "offered_at"),
                Moments.fromNullable(row, "opened_at"),
                Moments.fromNullable(row, "done_at"),
                row.getObject("done_by", Long.class),
                row.getString("done_by_name"));
    }
}
