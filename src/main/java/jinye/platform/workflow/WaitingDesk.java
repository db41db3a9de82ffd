package jinye.platform.workflow;

import java.time.Instant;
import java.util.EnumSet;
import jinye.kernel.Actor;
import jinye.kernel.Cursor;
import jinye.kernel.Moments;
import jinye.kernel.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The administrators' desk for what could not be done without people: look, try again, or let the matter go on without it. */
@Component
class WaitingDesk {

    /** @param title empty for those who oversee handling without reading. @param failure the sentence of the last attempt */
    record FailedRow(
            long trigger,
            long matter,
            String kind,
            String kindName,
            String module,
            long record,
            String title,
            String nodeName,
            Trigger.Kind what,
            String whatName,
            int attempts,
            String failure,
            Instant armedAt,
            Instant lastAt) {}

    private final Handling handling;
    private final Firing firing;
    private final Processes processes;
    private final Administration administration;
    private final JdbcClient jdbc;

    WaitingDesk(Handling handling, Firing firing, Processes processes, Administration administration, JdbcClient jdbc) {
        this.administration = administration;
        this.handling = handling;
        this.firing = firing;
        this.processes = processes;
        this.jdbc = jdbc;
    }

    /** The latest first. */
    Page<FailedRow> list(Actor actor, @Nullable String after, int size) {
        actor.require(Steering.ADMINISTER);
        var cursor = Cursor.read(after, 1);
        var rows = jdbc.sql("""
                        select t.id, t.matter, t.node_name, t.kind as what, t.attempts, t.failure, t.armed_at, t.due_at,
                               m.kind, m.record, m.title
                        from workflow.trigger t join workflow.matter m on m.id = t.matter
                        where t.state = 'FAILED' and t.id < :before and (:all or m.initiator_unit = :unit)
                        order by t.id desc limit :limit""")
                .param("before", cursor == null ? Long.MAX_VALUE : cursor.number(0))
                .param("limit", size + 1)
                .param("all", Administration.oversees(actor))
                .param("unit", actor.unit())
                .query((row, n) -> {
                    var kind = row.getString("kind");
                    var what = Trigger.Kind.valueOf(row.getString("what"));
                    var armed = Moments.from(row, "armed_at");
                    var last = Moments.fromNullable(row, "due_at");
                    return new FailedRow(
                            row.getLong("id"),
                            row.getLong("matter"),
                            kind,
                            processes.name(kind),
                            kind.substring(0, kind.indexOf('.')),
                            row.getLong("record"),
                            Administration.oversees(actor) ? "" : row.getString("title"),
                            row.getString("node_name"),
                            what,
                            what.term(),
                            row.getInt("attempts"),
                            row.getString("failure"),
                            armed,
                            last == null ? armed : last);
                })
                .list();
        return Page.of(rows, size, row -> Cursor.of(row.trigger()));
    }

    long count(Actor actor) {
        return actor.may(Steering.ADMINISTER)
                ? jdbc.sql("""
                                select count(*) from workflow.trigger t join workflow.matter m on m.id = t.matter
                                where t.state = 'FAILED' and (:all or m.initiator_unit = :unit)""")
                        .param("all", Administration.oversees(actor))
                        .param("unit", actor.unit())
                        .query(Long.class)
                        .single()
                : 0;
    }

    void retry(Actor actor, long trigger) {
        actor.require(Steering.ADMINISTER);
        handling.onMatter(actor, matterOf(actor, trigger), work -> {
            var found = TriggerKeeper.find(work, trigger).orElseThrow(RefusedWaiting::noSuchTrigger);
            if (found.state() != Trigger.State.FAILED) {
                throw RefusedWaiting.notFailed();
            }
            found.retry(work.now());
            work.trail("RETRY", found.step(), null, null);
            return true;
        });
    }

    /** Also for what only waits: a message that will never come must not hold a matter for ever. */
    void skip(Actor actor, long trigger, String reason) {
        actor.require(Steering.ADMINISTER);
        if (reason.isBlank()) {
            throw Refused.reasonRequired();
        }
        handling.onMatter(actor, matterOf(actor, trigger), EnumSet.of(Matter.State.RUNNING), work -> {
            var found = TriggerKeeper.find(work, trigger).orElseThrow(RefusedWaiting::noSuchTrigger);
            firing.skip(work, found, reason);
            return true;
        });
    }

    private long matterOf(Actor actor, long trigger) {
        long matter = jdbc.sql("select matter from workflow.trigger where id = :id")
                .param("id", trigger)
                .query(Long.class)
                .optional()
                .orElseThrow(RefusedWaiting::noSuchTrigger);
        administration.require(actor, matter);
        return matter;
    }
}
