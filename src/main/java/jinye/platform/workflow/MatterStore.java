package jinye.platform.workflow;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    MatterStore(JdbcClient jdbc, Processes processes) {
        this.jdbc = jdbc;
        this.processes = processes;
    }

    Optional<Matter> byId(long matter, boolean lock) {
        return read("id = :key", matter, lock);
    }

    /** An assignment never changes its matter, so the inner question needs no lock. */
    Optional<Matter> byAssignment(long assignment, boolean lock) {
        return read("id = (select matter from workflow.assignment where id = :key)", assignment, lock);
    }

    Optional<Matter> byCirculation(long circulation, boolean lock) {
        return read("id = (select matter from workflow.circulation where id = :key)", circulation, lock);
    }

    Optional<Long> idOf(String kind, long record) {
        return jdbc.sql("select id from workflow.matter where kind = :kind and record = :record")
                .param("kind", kind)
                .param("record", record)
                .query(Long.class)
                .optional();
    }

    private Optional<Matter> read(String which, long key, boolean lock) {
        var found = jdbc.sql("select * from workflow.matter where " + which + (lock ? " for update" : ""))
                .param("key", key)
                .query((row, n) -> matter(row))
                .optional();
        found.ifPresent(this::readOpenSteps);
        return found;
    }

    private Matter matter(ResultSet row) throws SQLException {
        var facts = row.getString("facts");
        return new Matter(
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
    }

    private void readOpenSteps(Matter matter) {
        if (matter.state().isOver()) {
            return;
        }
        jdbc.sql("""
                        select s.id as step_id, s.node as step_node, s.mode, s.threshold, s.from_step, s.back_to, s.back_person,
                               s.opened_at as step_opened_at,
                               a.id, a.person, a.person_name, a.department_name, a.unit, a.role, a.place, a.state, a.waits_for,
                               a.added_by, a.claimed_at, a.decision, a.due_at, a.due_provisional, a.due_rule,
                               a.due_rule_version, a.due_explanation, a.offered_at, a.opened_at, a.done_at, a.done_by,
                               a.done_by_name
                        from workflow.step s join workflow.assignment a on a.step = s.id
                        where s.matter = :matter and s.state = 'OPEN'
                        order by s.id, a.id""").param("matter", matter.id()).query(row -> {
            var step = matter.open(row.getLong("step_id"));
            assignment(row, step == null ? step(row, matter) : step);
        });
    }

    private static Step step(ResultSet row, Matter matter) throws SQLException {
        var backTo = row.getString("back_to");
        var step = new Step(
                row.getLong("step_id"),
                matter.process().shape().node(row.getString("step_node")),
                Mode.valueOf(row.getString("mode")),
                row.getInt("threshold"),
                Moments.number(row, "from_step"),
                backTo == null ? null : new Step.Back(backTo, row.getLong("back_person")),
                false,
                Moments.always(row, "step_opened_at"));
        matter.opened(step);
        return step;
    }

    private static void assignment(ResultSet row, Step step) throws SQLException {
        new Assignment(
                row.getLong("id"),
                step,
                handler(row),
                Assignment.Role.valueOf(row.getString("role")),
                row.getInt("place"),
                new Assignment.Memory(
                        Assignment.State.valueOf(row.getString("state")),
                        Moments.number(row, "waits_for"),
                        Moments.number(row, "added_by"),
                        Moments.from(row, "claimed_at"),
                        row.getString("decision"),
                        due(row),
                        Moments.always(row, "offered_at"),
                        Moments.from(row, "opened_at"),
                        Moments.from(row, "done_at"),
                        Moments.number(row, "done_by"),
                        row.getString("done_by_name")));
    }

    private static @Nullable Due due(ResultSet row) throws SQLException {
        var at = Moments.from(row, "due_at");
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

    private static Handler handler(ResultSet row) throws SQLException {
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
                        Moments.from(row, "done_at"),
                        Step.State.valueOf(row.getString("step_state"))))
                .optional();
    }

    /** What somebody sent, for taking it back. */
    record Sent(
            Handler handler,
            long doneBy,
            Assignment.State state,
            String decision,
            long step,
            Step.State stepState,
            @Nullable Long stepClosedBy,
            boolean wasStraightBack,
            String node) {}

    Optional<Sent> sent(long matter, long assignment) {
        return jdbc.sql("""
                        select a.person, a.person_name, a.department_name, a.unit, a.done_by, a.state, a.decision, s.id as step_id,
                               s.state as step_state, s.closed_by, s.back_to is not null as straight, s.node
                        from workflow.assignment a join workflow.step s on s.id = a.step
                        where a.id = :assignment and a.matter = :matter and a.state = 'DONE'""")
                .param("assignment", assignment)
                .param("matter", matter)
                .query((row, n) -> new Sent(
                        handler(row),
                        row.getLong("done_by"),
                        Assignment.State.valueOf(row.getString("state")),
                        row.getString("decision"),
                        row.getLong("step_id"),
                        Step.State.valueOf(row.getString("step_state")),
                        Moments.number(row, "closed_by"),
                        row.getBoolean("straight"),
                        row.getString("node")))
                .optional();
    }

    /** Nodes whose steps somebody finished, oldest first. */
    List<String> passed(long matter) {
        return jdbc.sql("""
                        select node from workflow.step where matter = :matter and state in ('CLOSED', 'RETURNED')
                        group by node order by min(id)""").param("matter", matter).query(String.class).list();
    }

    /** Who handled the node last, without those who only co-signed. */
    List<Handler> lastHandlers(long matter, String node) {
        return jdbc.sql("""
                        select person, person_name, department_name, unit from workflow.assignment
                        where state = 'DONE' and role <> 'ADDED' and step =
                            (select max(id) from workflow.step
                             where matter = :matter and node = :node and state in ('CLOSED', 'RETURNED'))
                        order by place, id""").param("matter", matter).param("node", node).query((row, n) -> handler(row)).list().stream()
                .distinct()
                .toList();
    }

    boolean hasClosedChild(long matter, long step) {
        return jdbc.sql("""
                        select exists (select from workflow.step
                                       where matter = :matter and from_step = :step and state <> 'OPEN')""")
                .param("matter", matter)
                .param("step", step)
                .query(Boolean.class)
                .single();
    }

    /** Where the step came from, for "return to the previous". */
    Optional<String> nodeOf(@Nullable Long step) {
        return step == null
                ? Optional.empty()
                : jdbc.sql("select node from workflow.step where id = :id")
                        .param("id", step)
                        .query(String.class)
                        .optional();
    }

    List<String> nodesOpenedAfterClosing(long matter, long step) {
        return jdbc.sql("""
                        select later.node from workflow.step later, workflow.step mine
                        where mine.id = :step and later.matter = :matter and later.id > mine.id
                          and later.opened_at >= mine.closed_at""")
                .param("matter", matter)
                .param("step", step)
                .query(String.class)
                .list();
    }

    /** Has this person handled the matter, or been asked to? */
    boolean tookPart(long matter, long person) {
        return jdbc.sql("""
                        select exists (select from workflow.assignment
                                       where matter = :matter and (person = :person or done_by = :person))""")
                .param("matter", matter)
                .param("person", person)
                .query(Boolean.class)
                .single();
    }

    boolean wasGivenToRead(long matter, long person) {
        return jdbc.sql("select exists (select from workflow.circulation where matter = :matter and person = :person)")
                .param("matter", matter)
                .param("person", person)
                .query(Boolean.class)
                .single();
    }

    List<Long> unreadBy(long matter) {
        return jdbc.sql("select person from workflow.circulation where matter = :matter and read_at is null")
                .param("matter", matter)
                .query(Long.class)
                .list();
    }

    /** One person's copy to read. */
    record Reading(long person, String personName, @Nullable Instant readAt, String opinion) {}

    Optional<Reading> reading(long circulation) {
        return jdbc.sql("select person, person_name, read_at, opinion from workflow.circulation where id = :id")
                .param("id", circulation)
                .query((row, n) -> new Reading(
                        row.getLong("person"),
                        row.getString("person_name"),
                        Moments.from(row, "read_at"),
                        row.getString("opinion")))
                .optional();
    }

    Optional<Instant> urgedLately(long matter, long person, Instant since) {
        return jdbc.sql("""
                        select max(at) as at from workflow.trail
                        where matter = :matter and actor = :person and verb = 'URGE' and at > :since having count(*) > 0""")
                .param("matter", matter)
                .param("person", person)
                .param("since", Moments.to(since))
                .query((row, n) -> Moments.always(row, "at"))
                .optional();
    }
}
