package jinye.platform.workflow;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jinye.kernel.Moments;
import jinye.kernel.Urgency;
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
    private final OpenSteps steps;

    MatterStore(JdbcClient jdbc, Processes processes, TriggerStore triggers) {
        this.jdbc = jdbc;
        this.triggers = triggers;
        this.processes = processes;
        this.steps = new OpenSteps(jdbc);
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
        steps.readInto(matters.values().stream()
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
            steps.readInto(List.of(matter));
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
