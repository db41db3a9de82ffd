package jinye.platform.workflow;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import jinye.kernel.Moments;
import jinye.platform.clocks.Due;
import jinye.platform.workflow.process.Mode;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the open steps of matters with their assignments: all there is to know about where a matter stands. */
final class OpenSteps {

    private final JdbcClient jdbc;

    OpenSteps(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void readInto(List<Matter> matters) {
        var byId = matters.stream().collect(Collectors.toMap(Matter::id, Function.identity()));
        jdbc.sql("""
                        select s.matter as step_matter, s.id as step_id, s.node as step_node, s.mode, s.threshold, s.from_step, s.back_to, s.back_person,
                               s.opened_at as step_opened_at,
                               a.id, a.person, a.person_name, a.department_name, a.unit, a.role, a.place, a.state, a.waits_for,
                               a.added_by, a.claimed_at, a.weight, a.scheduled_at, a.decision, a.due_at, a.due_provisional, a.due_rule,
                               a.due_rule_version, a.due_explanation, a.offered_at, a.opened_at, a.done_at, a.done_by,
                               a.done_by_name
                        from workflow.step s left join workflow.assignment a on a.step = s.id
                        where s.matter = any(:matters) and s.state = 'OPEN'
                        order by s.id, a.id""").param("matters", byId.keySet().toArray(Long[]::new)).query(row -> {
            var matter = Objects.requireNonNull(byId.get(row.getLong("step_matter")));
            var step = matter.open(row.getLong("step_id"));
            var open = step == null ? step(row, matter) : step;
            if (row.getObject("id") != null) {
                assignment(row, open);
            }
        });
    }

    private static Step step(ResultSet row, Matter matter) throws SQLException {
        var backTo = row.getString("back_to");
        var step = new Step(
                row.getLong("step_id"),
                matter.process().shape().node(row.getString("step_node")),
                Mode.valueOf(row.getString("mode")),
                row.getInt("threshold"),
                row.getObject("from_step", Long.class),
                backTo == null ? null : new Step.Back(backTo, row.getLong("back_person")),
                false,
                Moments.from(row, "step_opened_at"));
        matter.opened(step);
        return step;
    }

    private static void assignment(ResultSet row, Step step) throws SQLException {
        var read = new Assignment(
                row.getLong("id"),
                step,
                handler(row),
                Assignment.Role.valueOf(row.getString("role")),
                row.getInt("place"),
                new Assignment.Memory(
                        Assignment.State.valueOf(row.getString("state")),
                        row.getObject("waits_for", Long.class),
                        row.getObject("added_by", Long.class),
                        Moments.fromNullable(row, "claimed_at"),
                        row.getString("decision"),
                        due(row),
                        Moments.from(row, "offered_at"),
                        Moments.fromNullable(row, "opened_at"),
                        Moments.fromNullable(row, "done_at"),
                        row.getObject("done_by", Long.class),
                        row.getString("done_by_name")));
        read.weighs(row.getInt("weight"));
        read.wasScheduled(Moments.fromNullable(row, "scheduled_at"));
    }

    private static @Nullable Due due(ResultSet row) throws SQLException {
        var at = Moments.fromNullable(row, "due_at");
        var rule = row.getString("due_rule");
        return at == null || rule == null
                ? null
                : new Due(
                        at,
                        rule,
                        row.getInt("due_rule_version"),
                        row.getBoolean("due_provisional"),
                        row.getString("due_explanation"));
    }

    static Handler handler(ResultSet row) throws SQLException {
        return new Handler(
                row.getLong("person"),
                row.getString("person_name"),
                row.getString("department_name"),
                row.getLong("unit"));
    }
}
