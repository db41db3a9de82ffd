package jinye.platform.workflow;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import jinye.kernel.Moments;
import jinye.platform.workflow.process.Mode;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What happened to a matter, step by step, with words, times and working time. */
@Component
class MatterHistory {

    private final JdbcClient jdbc;
    private final Processes processes;
    private final Neighbours neighbours;

    MatterHistory(JdbcClient jdbc, Processes processes, Neighbours neighbours) {
        this.jdbc = jdbc;
        this.processes = processes;
        this.neighbours = neighbours;
    }

    record Dates(Instant startedAt, @Nullable Instant endedAt) {}

    Dates dates(long matter) {
        return jdbc.sql("select started_at, ended_at from workflow.matter where id = :matter")
                .param("matter", matter)
                .query((row, n) -> new Dates(Moments.from(row, "started_at"), Moments.fromNullable(row, "ended_at")))
                .single();
    }

    record NodeState(String node, Step.State state) {}

    /** The latest visit of each node. */
    List<NodeState> states(long matter) {
        return jdbc.sql("""
                        select distinct on (node) node, state from workflow.step where matter = :matter
                        order by node, id desc""")
                .param("matter", matter)
                .query((row, n) -> new NodeState(row.getString("node"), Step.State.valueOf(row.getString("state"))))
                .list();
    }

    Optional<Long> lastSent(long matter, long person) {
        return jdbc.sql("""
                        select id from workflow.assignment
                        where matter = :matter and state = 'DONE' and decision <> 'RETURN' and (done_by = :me or person = :me)
                        order by done_at desc, id desc limit 1""")
                .param("matter", matter)
                .param("me", person)
                .query(Long.class)
                .optional();
    }

    List<MatterPage.StepView> steps(Matter matter, Instant now, Map<Long, List<Waits.WaitView>> waits) {
        var opinions = opinions(matter.id());
        Map<Long, MatterPage.StepView> steps = new LinkedHashMap<>();
        jdbc.sql("""
                        select s.id as step_id, s.node, s.node_name, s.mode, s.state as step_state, s.decision as step_decision,
                               s.closed_by_name, s.opened_at as step_opened_at, s.closed_at,
                               a.id, a.person, a.person_name, a.department_name, a.role, a.state, a.decision, a.done_by_name,
                               a.offered_at, a.opened_at, a.done_at, a.claimed_at, a.waits_for, a.due_at, a.due_provisional, a.due_explanation, a.urged_count
                        from workflow.step s left join workflow.assignment a on a.step = s.id
                        where s.matter = :matter order by s.id, a.place, a.id""").param("matter", matter.id()).query(row -> {
            var step = steps.get(row.getLong("step_id"));
            if (step == null) {
                step = step(row, matter, now, waits.getOrDefault(row.getLong("step_id"), List.of()));
                steps.put(step.id(), step);
            }
            if (row.getObject("id") != null) {
                step.handlers().add(handler(row, matter, now, opinions));
            }
        });
        return List.copyOf(steps.values());
    }

    private MatterPage.StepView step(ResultSet row, Matter matter, Instant now, List<Waits.WaitView> waits)
            throws SQLException {
        var opened = Moments.from(row, "step_opened_at");
        var closed = Moments.fromNullable(row, "closed_at");
        var decision = row.getString("step_decision");
        var node = row.getString("node");
        return new MatterPage.StepView(
                row.getLong("step_id"),
                node,
                row.getString("node_name"),
                mode(matter, node, row.getString("mode")),
                Step.State.valueOf(row.getString("step_state")),
                decision == null ? null : processes.decisionTerm(matter.kind(), node, decision),
                row.getString("closed_by_name"),
                opened,
                closed,
                minutes(opened, closed == null ? now : closed),
                new ArrayList<>(),
                waits);
    }

    /** 或签 where any of several may sign; in a pool one takes it first, and people say so. */
    private static String mode(Matter matter, String node, String mode) {
        boolean pool = matter.process()
                .shape()
                .find(node)
                .filter(step -> step.settings().who().pool())
                .isPresent();
        return pool ? "一人认领" : Mode.valueOf(mode).term();
    }

    private MatterPage.HandlerView handler(
            ResultSet row, Matter matter, Instant now, Map<Long, List<MatterPage.OpinionView>> opinions)
            throws SQLException {
        var state = Assignment.State.valueOf(row.getString("state"));
        var offered = Moments.from(row, "offered_at");
        var done = Moments.fromNullable(row, "done_at");
        var due = Moments.fromNullable(row, "due_at");
        var decision = row.getString("decision");
        boolean live = state == Assignment.State.OFFERED || state == Assignment.State.OPENED;
        return new MatterPage.HandlerView(
                row.getLong("id"),
                row.getLong("person"),
                row.getString("person_name"),
                row.getString("department_name"),
                Assignment.Role.valueOf(row.getString("role")),
                state,
                decision == null ? null : processes.decisionTerm(matter.kind(), row.getString("node"), decision),
                row.getString("done_by_name"),
                offered,
                Moments.fromNullable(row, "opened_at"),
                done,
                Moments.fromNullable(row, "claimed_at"),
                row.getObject("waits_for", Long.class),
                due,
                row.getBoolean("due_provisional"),
                row.getString("due_explanation"),
                due == null || !live ? null : neighbours.light(offered, due, now),
                state == Assignment.State.WAITING ? 0 : minutes(offered, done == null ? now : done),
                row.getInt("urged_count"),
                opinions.getOrDefault(row.getLong("id"), List.of()));
    }

    private Map<Long, List<MatterPage.OpinionView>> opinions(long matter) {
        return jdbc
                .sql("select * from workflow.opinion where matter = :matter order by id")
                .param("matter", matter)
                .query((row, n) -> new MatterPage.OpinionView(
                        row.getLong("id"),
                        row.getLong("assignment"),
                        row.getString("cell"),
                        row.getString("person_name"),
                        row.getString("department_name"),
                        row.getString("on_behalf_of_name"),
                        row.getString("decision"),
                        row.getString("body"),
                        ink(row.getString("ink")),
                        row.getString("typed_by_name"),
                        Moments.fromNullable(row, "confirmed_at"),
                        row.getString("dispute"),
                        Moments.from(row, "at"),
                        row.getObject("withdrawn_at") != null))
                .list()
                .stream()
                .collect(Collectors.groupingBy(MatterPage.OpinionView::assignment));
    }

    List<MatterPage.TrailView> trail(long matter) {
        return jdbc.sql("select * from workflow.trail where matter = :matter order by id")
                .param("matter", matter)
                .query((row, n) -> new MatterPage.TrailView(
                        row.getLong("id"),
                        row.getString("verb"),
                        Trail.term(row.getString("verb")),
                        row.getString("node_name"),
                        row.getString("actor_name"),
                        row.getString("on_behalf_of_name"),
                        row.getString("target"),
                        row.getString("note"),
                        Moments.from(row, "at")))
                .list();
    }

    List<MatterPage.ReaderView> readers(long matter) {
        return jdbc.sql("select * from workflow.circulation where matter = :matter order by id")
                .param("matter", matter)
                .query((row, n) -> new MatterPage.ReaderView(
                        row.getLong("id"),
                        row.getLong("person"),
                        row.getString("person_name"),
                        row.getString("department_name"),
                        row.getString("by_name"),
                        row.getString("note"),
                        row.getBoolean("copy"),
                        Moments.from(row, "at"),
                        Moments.fromNullable(row, "read_at"),
                        row.getString("opinion")))
                .list();
    }

    static @Nullable Ink ink(@Nullable String kept) {
        return kept == null ? null : JsonMapper.shared().readValue(kept, Ink.class);
    }

    private long minutes(Instant from, Instant to) {
        return to.isAfter(from) ? neighbours.workingTime(from, to).toMinutes() : 0;
    }
}
