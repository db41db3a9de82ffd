package jinye.platform.workflow;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import jinye.kernel.Moments;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What verbs ask about a matter's past: who sent what, which nodes were passed, who took part. */
@Component
class MatterPast {

    private final JdbcClient jdbc;

    MatterPast(JdbcClient jdbc) {
        this.jdbc = jdbc;
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
                        OpenSteps.handler(row),
                        row.getLong("done_by"),
                        Assignment.State.valueOf(row.getString("state")),
                        row.getString("decision"),
                        row.getLong("step_id"),
                        Step.State.valueOf(row.getString("step_state")),
                        row.getObject("closed_by", Long.class),
                        row.getBoolean("straight"),
                        row.getString("node")))
                .optional();
    }

    /** Nodes whose steps somebody finished, oldest first. */
    List<String> passed(long matter) {
        return jdbc.sql("""
                        select node from workflow.step
                        where matter = :matter and mode <> 'WAIT' and state in ('CLOSED', 'RETURNED')
                        group by node order by min(id)""").param("matter", matter).query(String.class).list();
    }

    /** Who handled the node last, without those who only co-signed. */
    List<Handler> lastHandlers(long matter, String node) {
        return jdbc
                .sql("""
                        select person, person_name, department_name, unit from workflow.assignment
                        where state = 'DONE' and role <> 'ADDED' and step =
                            (select max(id) from workflow.step
                             where matter = :matter and node = :node and state in ('CLOSED', 'RETURNED'))
                        order by place, id""")
                .param("matter", matter)
                .param("node", node)
                .query((row, n) -> OpenSteps.handler(row))
                .list()
                .stream()
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

    /** Which people's step it came from, for "return to the previous". */
    Optional<String> nodeOf(@Nullable Long step) {
        return step == null
                ? Optional.empty()
                : jdbc.sql("""
                                with recursive back as (
                                    select id, node, mode, from_step from workflow.step where id = :id
                                    union all
                                    select s.id, s.node, s.mode, s.from_step
                                    from back b join workflow.step s on s.id = b.from_step where b.mode = 'WAIT')
                                select node from back where mode <> 'WAIT'""").param("id", step).query(String.class).optional();
    }

    /** Has this person sent the matter on, and was it not sent back by anybody since? */
    boolean approved(long matter, long person) {
        return jdbc.sql("""
                        select exists (
                            select from workflow.assignment a join workflow.step s on s.id = a.step
                            where a.matter = :matter and a.person = :person and a.state = 'DONE' and s.state = 'CLOSED'
                              and a.decision <> 'RETURN' and a.done_at > coalesce(
                                  (select max(closed_at) from workflow.step where matter = :matter and state = 'RETURNED'),
                                  timestamptz '-infinity'))""")
                .param("matter", matter)
                .param("person", person)
                .query(Boolean.class)
                .single();
    }

    /** Did this person finish the step, as one of its handlers or for one of them? */
    boolean closedBy(@Nullable Long step, long person) {
        return step != null
                && jdbc.sql("""
                        select exists (select from workflow.assignment
                                       where step = :step and state = 'DONE' and (person = :person or done_by = :person))""")
                        .param("step", step)
                        .param("person", person)
                        .query(Boolean.class)
                        .single();
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

    /** Has this person handled the matter, or is asked to now? Who was asked and let go before opening it, was not in it. */
    boolean tookPart(long matter, long person) {
        return jdbc.sql("""
                        select exists (select from workflow.assignment
                                       where matter = :matter and (person = :person or done_by = :person)
                                         and (state not in ('WITHDRAWN', 'CANCELLED') or opened_at is not null))""")
                .param("matter", matter)
                .param("person", person)
                .query(Boolean.class)
                .single();
    }

    /** The initiator and everybody who handled it or is asked to. */
    List<Long> peopleOn(long matter) {
        return jdbc.sql("""
                        select initiator from workflow.matter where id = :matter
                        union
                        select person from workflow.assignment
                        where matter = :matter and (state not in ('WITHDRAWN', 'CANCELLED') or opened_at is not null)
                        order by 1""").param("matter", matter).query(Long.class).list();
    }

    /** An opinion somebody typed for a leader. */
    record Dictated(long matter, long person, long typedBy, String typedByName, boolean isOpen) {}

    Optional<Dictated> dictated(long opinion) {
        return jdbc.sql("""
                        select matter, person, typed_by, typed_by_name,
                               confirmed_at is null and disputed_at is null and withdrawn_at is null as is_open
                        from workflow.opinion where id = :id and typed_by is not null""").param("id", opinion).query(Dictated.class).optional();
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
                        Moments.fromNullable(row, "read_at"),
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
                .query((row, n) -> Moments.from(row, "at"))
                .optional();
    }

    /** One visit of a node. @param from the step before it, null at the start and after a jump */
    record Visit(
            long id,
            String node,
            Step.State state,
            @Nullable Long from,
            @Nullable String decision) {}

    /** Every visit so far, oldest first. */
    List<Visit> visits(long matter) {
        return jdbc.sql("""
                        select id, node, state, from_step as "from", decision from workflow.step
                        where matter = :matter order by id""").param("matter", matter).query(Visit.class).list();
    }

    /** How the latest visit of a node ended. */
    record Closing(Step.State state, String by, Instant at) {}

    Optional<Closing> lastClosing(long matter, String node) {
        return jdbc.sql("""
                        select state, closed_by_name, closed_at from workflow.step
                        where matter = :matter and node = :node and state <> 'OPEN' order by id desc limit 1""")
                .param("matter", matter)
                .param("node", node)
                .query((row, n) -> new Closing(
                        Step.State.valueOf(row.getString("state")),
                        row.getString("closed_by_name"),
                        Moments.from(row, "closed_at")))
                .optional();
    }

    /** Was this person asked at the node, whatever became of it? */
    boolean wasAsked(long matter, String node, long person) {
        return jdbc.sql("""
                        select exists (select from workflow.assignment
                                       where matter = :matter and node = :node and person = :person)""")
                .param("matter", matter)
                .param("node", node)
                .param("person", person)
                .query(Boolean.class)
                .single();
    }
}
