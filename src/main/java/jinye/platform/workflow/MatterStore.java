package jinye.platform.workflow;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import jinye.kernel.Moments;
import jinye.kernel.Urgency;
import jinye.platform.clocks.Due;
import jinye.platform.workflow.process.Mode;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads matters. A verb locks the matter first, in a statement of its own, and then reads its open steps: one joined
 * {@code for update} would re-read only the locked row after waiting and take the rest from the older snapshot.
 */
@Component
class MatterStore {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, Object>> FACTS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final Processes processes;
    private final TriggerStore triggers;

    MatterStore(JdbcClient jdbc, Processes processes, TriggerStore triggers) {
        this.jdbc = jdbc;
        this.triggers = triggers;
        this.processes = processes;
    }

    Optional<Matter> byId(long matter, boolean lock) {
        return read("id = :key", matter, lock);
    }

    /** An assignment never changes its matter, so the inner question needs no lock. */
    Optional<Matter> byAssignment(long assignment, boolean lock) {
        return read("id = (select matter from workflow.assignment where id = :key)", assignment, lock);
    }

    /** Locked in the order of their ids, so that two who lock the same ones never wait for each other in a ring. */
    void lock(Collection<Long> assignments) {
        jdbc.sql("""
                        select id from workflow.matter
                        where id in (select matter from workflow.assignment where id = any(:keys))
                        order by id for update""").param("keys", assignments.toArray(Long[]::new)).query(row -> {});
    }

    /** Many at once. Whoever changes them has locked them before. */
    Map<Long, Matter> byAssignments(Collection<Long> assignments) {
        var matters = new LinkedHashMap<Long, Matter>();
        jdbc.sql("""
                        select * from workflow.matter
                        where id in (select matter from workflow.assignment where id = any(:keys)) order by id""").param("keys", assignments.toArray(Long[]::new)).query(row -> {
            var matter = matter(row);
            matters.put(matter.id(), matter);
        });
        readOpenSteps(matters.values().stream()
                .filter(matter -> !matter.state().isOver())
                .toList());
        matters.values().forEach(matter -> triggers.read(matter, true));
        return matters;
    }

    /** Which matter each assignment belongs to; those that do not exist are left out. */
    Map<Long, Long> mattersOf(Collection<Long> assignments) {
        var found = new HashMap<Long, Long>();
        jdbc.sql("select id, matter from workflow.assignment where id = any(:keys)")
                .param("keys", assignments.toArray(Long[]::new))
                .query(row -> {
                    found.put(row.getLong("id"), row.getLong("matter"));
                });
        return found;
    }

    Optional<Matter> byCirculation(long circulation, boolean lock) {
        return read("id = (select matter from workflow.circulation where id = :key)", circulation, lock);
    }

    Optional<Long> idOf(String kind, long record) {
        return jdbc.sql("""
                        select id from workflow.matter where kind = :kind and record = :record
                        order by parent is not null, id desc limit 1""")
                .param("kind", kind)
                .param("record", record)
                .query(Long.class)
                .optional();
    }

    /** Several sub-matters may be about one record: the one in which this person is asked at the node comes first. */
    Optional<Long> idOf(String kind, long record, long person, String node) {
        return jdbc.sql("""
                        select m.id from workflow.matter m where m.kind = :kind and m.record = :record
                        order by exists (select from workflow.assignment a
                                         where a.matter = m.id and a.node = :node and a.person = :person
                                           and a.state in ('OFFERED', 'OPENED')) desc,
                                 m.parent is not null, m.id desc limit 1""")
                .param("kind", kind)
                .param("record", record)
                .param("node", node)
                .param("person", person)
                .query(Long.class)
                .optional();
    }

    private Optional<Matter> read(String which, long key, boolean lock) {
        var found = jdbc.sql("select * from workflow.matter where " + which + (lock ? " for update" : ""))
                .param("key", key)
                .query((row, n) -> matter(row))
                .optional();
        found.filter(matter -> !matter.state().isOver()).ifPresent(matter -> {
            readOpenSteps(List.of(matter));
            triggers.read(matter, lock);
        });
        return found;
    }

    private Matter matter(ResultSet row) throws SQLException {
        var facts = row.getString("facts");
        var matter = new Matter(
                row.getLong("id"),
                processes.version(row.getString("kind"), row.getInt("version")),
                row.getLong("record"),
                row.getString("title"),
                row.getString("number"),
                Urgency.valueOf(row.getString("urgency")),
                new Matter.Initiator(
                        row.getLong("initiator"),
                        row.getString("initiator_name"),
                        row.getLong("initiator_post"),
                        row.getLong("initiator_department"),
                        row.getString("initiator_department_name"),
                        row.getLong("initiator_unit"),
                        row.getString("initiator_unit_name")),
                facts.equals("{}") ? Map.of() : JSON.readValue(facts, FACTS),
                Matter.State.valueOf(row.getString("state")));
        matter.watched(row.getBoolean("watched"));
        var parent = row.getObject("parent", Long.class);
        if (parent != null) {
            matter.askedBy(new Matter.Parent(
                    parent,
                    row.getLong("parent_step"),
                    row.getBoolean("parent_waits"),
                    row.getString("part"),
                    row.getInt("place"),
                    row.getInt("depth"),
                    row.getBoolean("held")));
        }
        return matter;
    }

    private void readOpenSteps(List<Matter> matters) {
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

    /** What became of an assignment that is no longer open. */
    record Fate(
            long person,
            String kind,
            Assignment.State state,
            @Nullable String doneByName,
            @Nullable Instant doneAt,
            Step.State stepState) {}

    Optional<Fate> fate(long assignment) {
        return jdbc.sql("""
                        select a.person, a.kind, a.state, a.done_by_name, a.done_at, s.state as step_state
                        from workflow.assignment a join workflow.step s on s.id = a.step where a.id = :id""")
                .param("id", assignment)
                .query((row, n) -> new Fate(
                        row.getLong("person"),
                        row.getString("kind"),
                        Assignment.State.valueOf(row.getString("state")),
                        row.getString("done_by_name"),
                        Moments.fromNullable(row, "done_at"),
                        Step.State.valueOf(row.getString("step_state"))))
                .optional();
    }
}
