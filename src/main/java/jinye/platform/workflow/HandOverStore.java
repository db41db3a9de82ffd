package jinye.platform.workflow;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was handed over from whom to whom, and what somebody still has to handle. */
@Component
class HandOverStore {

    record Done(long from, Instant at, @Nullable Instant undoneAt) {}

    private static final int MOST = 5000;

    private final JdbcClient jdbc;
    private final Processes processes;
    private final MatterWriter numbers;

    HandOverStore(JdbcClient jdbc, Processes processes, MatterWriter numbers) {
        this.jdbc = jdbc;
        this.processes = processes;
        this.numbers = numbers;
    }

    /** What a person still has to handle, for whoever wants to let them go. */
    List<HandOvers.HandOverItem> open(long person, List<String> kinds) {
        return jdbc.sql("""
                        select id, matter, kind, title, node_name, state from workflow.assignment
                        where person = :person and state in ('WAITING', 'OFFERED', 'OPENED')
                          and (cardinality(cast(:kinds as text[])) = 0 or kind = any(cast(:kinds as text[])))
                        order by id limit :most""")
                .param("person", person)
                .param("kinds", kinds.toArray(String[]::new))
                .param("most", MOST)
                .query((row, n) -> new HandOvers.HandOverItem(
                        row.getLong("id"),
                        row.getLong("matter"),
                        row.getString("kind"),
                        processes.name(row.getString("kind")),
                        row.getString("title"),
                        row.getString("node_name"),
                        Assignment.State.valueOf(row.getString("state")),
                        null))
                .list();
    }

    List<HandOvers.HandOverRow> list(Actor actor, Predicate<Done> undoable) {
        return jdbc.sql("""
                        select h.*, (select count(*) from workflow.handed_over i where i.hand_over = h.id) as moved
                        from workflow.hand_over h
                        where :all or h.by_person = :me or h.from_person = :me or h.to_person = :me
                        order by h.at desc, h.id desc limit 100""")
                .param("all", Administration.oversees(actor))
                .param("me", actor.person())
                .query((row, n) -> new HandOvers.HandOverRow(
                        row.getLong("id"),
                        row.getString("from_name"),
                        row.getString("to_name"),
                        row.getString("reason"),
                        row.getString("by_name"),
                        Moments.from(row, "at"),
                        row.getInt("moved"),
                        Moments.fromNullable(row, "undone_at"),
                        undoable.test(done(row))))
                .list();
    }

    long insert(Actor actor, long from, String fromName, Handler to, List<String> kinds, String reason, Instant now) {
        long id = numbers.next();
        jdbc.sql("""
                        insert into workflow.hand_over (id, from_person, from_name, to_person, to_name, kinds, reason, by_person,
                            by_name, at)
                        values (:id, :from, :fromName, :to, :toName, :kinds, :reason, :by, :byName, :now)""")
                .param("id", id)
                .param("from", from)
                .param("fromName", fromName)
                .param("to", to.person())
                .param("toName", to.name())
                .param("kinds", kinds.toArray(String[]::new))
                .param("reason", reason)
                .param("by", actor.person())
                .param("byName", actor.name())
                .param("now", Moments.to(now))
                .update();
        return id;
    }

    void keep(long id, HandOvers.HandOverItem item, @Nullable Long fresh) {
        jdbc.sql("""
                        insert into workflow.handed_over (hand_over, matter, old_assignment, new_assignment, title, node_name)
                        values (:id, :matter, :old, :new, :title, :node)""")
                .param("id", id)
                .param("matter", item.matter())
                .param("old", item.assignment())
                .param("new", fresh)
                .param("title", item.title())
                .param("node", item.nodeName())
                .update();
    }

    Done find(long id) {
        return jdbc.sql("select from_person, at, undone_at from workflow.hand_over where id = :id for update")
                .param("id", id)
                .query((row, n) -> done(row))
                .optional()
                .orElseThrow(RefusedForOthers::noSuchHandOver);
    }

    private static Done done(ResultSet row) throws SQLException {
        return new Done(row.getLong("from_person"), Moments.from(row, "at"), Moments.fromNullable(row, "undone_at"));
    }

    /** @return false when somebody undid it already */
    boolean undo(long id, Actor actor, Instant now) {
        int locked = jdbc.sql("""
                        update workflow.hand_over set undone_at = :now, undone_by_name = :name
                        where id = :id and undone_at is null""")
                .param("now", Moments.to(now))
                .param("name", actor.name())
                .param("id", id)
                .update();
        return locked > 0;
    }

    /** What the receiver has not finished. */
    List<Long> given(long id) {
        return jdbc.sql("""
                        select h.new_assignment from workflow.handed_over h join workflow.assignment a on a.id = h.new_assignment
                        where h.hand_over = :id and a.state in ('WAITING', 'OFFERED', 'OPENED') order by 1""").param("id", id).query(Long.class).list();
    }

    int number(long id) {
        return jdbc.sql("select count(*) from workflow.handed_over where hand_over = :id")
                .param("id", id)
                .query(Integer.class)
                .single();
    }

    Optional<String> personName(long assignment) {
        return jdbc.sql("select person_name from workflow.assignment where id = :id")
                .param("id", assignment)
                .query(String.class)
                .optional();
    }
}
