package jinye.platform.workflow;

import java.time.Instant;
import java.util.List;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.Urgency;
import jinye.platform.messages.Message;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 待认领: a pool as a queue. One takes the next, or the head of the department says who does it. */
@Component
class Queueing {

    /** One item of the queue. @param members who may take it, of those the asker leads or is */
    record QueueRow(
            long step,
            long matter,
            String kind,
            String kindName,
            String title,
            String number,
            Urgency urgency,
            String nodeName,
            Instant offeredAt,
            @Nullable Instant dueAt,
            boolean mine,
            boolean mayAssign,
            List<Member> members) {}

    record Member(long person, String name) {}

    record Taken(long matter, long assignment) {}

    private static final int SHOWN = 200;
    private static final int TRIED = 20;

    private final JdbcClient jdbc;
    private final Handling handling;
    private final Sharing sharing;
    private final Staffing staffing;
    private final Processes processes;
    private final Neighbours neighbours;

    Queueing(
            JdbcClient jdbc,
            Handling handling,
            Sharing sharing,
            Staffing staffing,
            Processes processes,
            Neighbours neighbours) {
        this.jdbc = jdbc;
        this.handling = handling;
        this.sharing = sharing;
        this.staffing = staffing;
        this.processes = processes;
        this.neighbours = neighbours;
    }

    /** Takes the most urgent, oldest item nobody has taken; who is quicker by a moment leaves the next one. */
    Taken next(Actor actor) {
        return handling.inTransaction(() -> {
            for (var item : waiting(actor)) {
                try {
                    sharing.claim(actor, item.assignment());
                    return item;
                } catch (Refused quicker) {
                    // refused before anything was written: somebody else has it now
                }
            }
            throw RefusedSharing.queueEmpty();
        });
    }

    private List<Taken> waiting(Actor actor) {
        return jdbc.sql("""
                        select a.matter, a.id as assignment from workflow.assignment a
                        join workflow.matter m on m.id = a.matter and m.state = 'RUNNING'
                        where a.person = :me and a.pool and a.claimed_at is null and a.state in ('OFFERED', 'OPENED')
                          and not exists (select from workflow.assignment other
                                          where other.step = a.step and other.claimed_at is not null
                                            and other.state in ('OFFERED', 'OPENED'))
                        order by a.urgency_rank desc, a.offered_at, a.id limit :tried""")
                .param("me", actor.person())
                .param("tried", TRIED)
                .query((row, n) -> new Taken(row.getLong("matter"), row.getLong("assignment")))
                .list();
    }

    /** 指派: the head of the member's department, or who administers handling, says who takes it. */
    void assign(Actor actor, long matter, long stepId, long person) {
        handling.onMatter(actor, matter, work -> {
            var step = work.matter().open(stepId);
            if (step == null) {
                throw Refused.noSuchAssignment();
            }
            if (!step.node().settings().who().pool()) {
                throw RefusedSharing.noPool(step.node().name());
            }
            var member = staffing.person(person).orElseThrow(() -> Refused.noSuchPerson("/person"));
            if (!leads(actor, work.matter(), person)) {
                throw RefusedSharing.mayNotAssign();
            }
            var theirs = step.assignments().stream()
                    .filter(a -> a.isOf(person) && a.role() == Assignment.Role.MAIN && a.isPending())
                    .findFirst()
                    .orElseThrow(() -> RefusedSharing.notInPool(member.name()));
            if (theirs.claimedAt() == null) {
                sharing.giveTo(work, theirs);
            }
            work.trail("ASSIGN", step, member.name(), null);
            var m = work.matter();
            work.also(() -> neighbours.tell(
                    List.of(person),
                    new Message(
                            "workflow.assigned:" + stepId + ":" + work.now(),
                            "assigned",
                            actor.name() + "指派办理《" + m.title() + "》",
                            Sharing.link(m),
                            m.urgency())));
            return true;
        });
    }

    private boolean leads(Actor actor, Matter matter, long person) {
        return Administration.steers(actor, matter)
                || staffing.superior(person)
                        .filter(head -> head.person() == actor.person())
                        .isPresent();
    }

    /** What nobody has taken yet, of the pools the asker belongs to or whose members the asker leads. */
    List<QueueRow> list(Actor actor) {
        record Entry(
                long step,
                long matter,
                String kind,
                String title,
                String number,
                Urgency urgency,
                String nodeName,
                Instant offeredAt,
                @Nullable Instant dueAt,
                long person,
                String personName) {}
        var team = staffing.team(actor.person());
        var people = new java.util.TreeSet<>(team);
        people.add(actor.person());
        var rows = new java.util.LinkedHashMap<Long, java.util.ArrayList<Entry>>();
        jdbc.sql("""
                        select a.step, a.matter, a.kind, a.title, a.number, a.urgency, a.node_name, a.offered_at, a.due_at, a.person,
                               a.person_name
                        from workflow.assignment a join workflow.matter m on m.id = a.matter and m.state = 'RUNNING'
                        where a.person = any(:people) and a.pool and a.claimed_at is null and a.state in ('OFFERED', 'OPENED')
                        order by a.urgency_rank desc, a.offered_at, a.step, a.id limit :shown""")
                .param("people", people.toArray(Long[]::new))
                .param("shown", SHOWN * 10)
                .query((row, n) -> new Entry(
                        row.getLong("step"),
                        row.getLong("matter"),
                        row.getString("kind"),
                        row.getString("title"),
                        row.getString("number"),
                        Urgency.valueOf(row.getString("urgency")),
                        row.getString("node_name"),
                        Moments.from(row, "offered_at"),
                        Moments.fromNullable(row, "due_at"),
                        row.getLong("person"),
                        row.getString("person_name")))
                .list()
                .forEach(entry -> rows.computeIfAbsent(entry.step(), step -> new java.util.ArrayList<>())
                        .add(entry));
        return rows.values().stream()
                .limit(SHOWN)
                .map(entries -> {
                    var first = entries.getFirst();
                    var led = entries.stream()
                            .filter(entry -> actor.may(Steering.ADMINISTER) || team.contains(entry.person()))
                            .map(entry -> new Member(entry.person(), entry.personName()))
                            .toList();
                    return new QueueRow(
                            first.step(),
                            first.matter(),
                            first.kind(),
                            processes.name(first.kind()),
                            first.title(),
                            first.number(),
                            first.urgency(),
                            first.nodeName(),
                            first.offeredAt(),
                            first.dueAt(),
                            entries.stream().anyMatch(entry -> entry.person() == actor.person()),
                            !led.isEmpty(),
                            led);
                })
                .toList();
    }
}
