package jinye.platform.workflow;

import static jinye.kernel.Moments.toNullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import jinye.kernel.Moments;
import jinye.platform.clocks.Due;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads the triggers of open steps and writes what a verb changed in them. */
@Component
class TriggerStore {

    private final JdbcTemplate jdbc;

    TriggerStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Only processes that have any are asked: most matters are handled by people alone. */
    void read(Matter matter, boolean lock) {
        if (matter.state().isOver() || !matter.process().shape().hasTriggers()) {
            return;
        }
        // locked as well, because whoever wakes a trigger does not hold the matter
        jdbc.query(
                """
                select * from workflow.trigger where matter = ? and state in ('ARMED', 'PAUSED', 'FAILED')
                order by id""" + (lock ? " for update" : ""),
                row -> {
                    var step = matter.open(row.getLong("step"));
                    if (step != null) {
                        read(row, step);
                    }
                },
                matter.id());
    }

    private static void read(ResultSet row, Step step) throws SQLException {
        Trigger.read(
                row.getLong("id"),
                step,
                new Trigger.Target(
                        row.getString("node"),
                        row.getString("node_name"),
                        Trigger.Kind.valueOf(row.getString("kind")),
                        row.getString("message"),
                        row.getObject("correlation", Long.class),
                        row.getInt("needed")),
                new Trigger.Memory(
                        Trigger.State.valueOf(row.getString("state")),
                        Moments.from(row, "armed_at"),
                        Moments.fromNullable(row, "due_at"),
                        due(row),
                        row.getObject("heard", Long.class),
                        row.getInt("attempts"),
                        row.getInt("rounds"),
                        row.getString("failure"),
                        Moments.fromNullable(row, "paused_at")));
    }

    private static @Nullable Due due(ResultSet row) throws SQLException {
        var at = Moments.fromNullable(row, "due_at");
        var rule = row.getString("due_rule");
        return at == null || rule == null
                ? null
                : new Due(at, rule, 0, row.getBoolean("due_provisional"), row.getString("due_explanation"));
    }

    void write(Work work) {
        for (var step : work.steps()) {
            for (var trigger : step.triggers()) {
                if (trigger.isFresh()) {
                    insert(work, trigger);
                } else if (trigger.isTouched()) {
                    update(trigger);
                }
            }
        }
    }

    private void insert(Work work, Trigger t) {
        var due = t.due();
        jdbc.update(
                """
                insert into workflow.trigger (id, matter, step, node, node_name, kind, state, due_at, due_rule, due_provisional,
                    due_explanation, message, correlation, heard, needed, attempts, rounds, failure, outcome, armed_at, paused_at,
                    ended_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                t.id(),
                work.matter().id(),
                t.step().id(),
                t.target().node(),
                t.target().nodeName(),
                t.kind().name(),
                t.state().name(),
                toNullable(t.dueAt()),
                due == null ? null : due.rule(),
                due != null && due.provisional(),
                due == null ? null : due.explanation(),
                t.target().message(),
                t.target().correlation(),
                t.heard(),
                t.target().needed(),
                t.attempts(),
                t.rounds(),
                t.failure(),
                t.outcome(),
                toNullable(t.armedAt()),
                toNullable(t.pausedAt()),
                toNullable(t.endedAt()));
    }

    private void update(Trigger t) {
        var due = t.due();
        jdbc.update(
                """
                update workflow.trigger set state = ?, due_at = ?, due_rule = ?, due_provisional = ?, due_explanation = ?,
                    heard = ?, needed = ?, attempts = ?, rounds = ?, failure = ?, outcome = ?, paused_at = ?, ended_at = ?
                where id = ?""",
                t.state().name(),
                toNullable(t.dueAt()),
                due == null ? null : due.rule(),
                due != null && due.provisional(),
                due == null ? null : due.explanation(),
                t.heard(),
                t.target().needed(),
                t.attempts(),
                t.rounds(),
                t.failure(),
                t.outcome(),
                toNullable(t.pausedAt()),
                toNullable(t.endedAt()),
                t.id());
    }

    /** Triggers the keeper should look at: the matter's lock comes first, as in every verb, and whoever is locked is left. */
    List<Taken> takeOne(Instant now) {
        return jdbc.query("""
                select t.id, t.matter from workflow.trigger t join workflow.matter m on m.id = t.matter
                where t.state = 'ARMED' and t.due_at <= ? and m.state = 'RUNNING'
                order by t.due_at, t.id limit 1 for update of m skip locked""", (row, n) -> new Taken(row.getLong("id"), row.getLong("matter")), toNullable(now));
    }

    /** Its step is gone, or the matter moved to a version of its process that knows no such trigger. */
    void forget(long trigger, Instant now) {
        jdbc.update(
                "update workflow.trigger set state = 'CANCELLED', ended_at = ? where id = ? and state = 'ARMED'",
                toNullable(now),
                trigger);
    }

    record Taken(long trigger, long matter) {}
}
