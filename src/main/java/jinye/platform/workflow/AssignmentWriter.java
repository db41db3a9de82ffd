package jinye.platform.workflow;

import static jinye.kernel.Moments.toNullable;
import static jinye.platform.workflow.Batch.of;
import static jinye.platform.workflow.Batch.row;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes the assignments that a verb made or changed. */
final class AssignmentWriter {

    private final Batch batch;

    AssignmentWriter(Batch batch) {
        this.batch = batch;
    }

    void write(List<Work> works) {
        var known = of(works, Work::steps)
                .flatMap(s -> s.thing().assignments().stream().map(a -> new Batch.Of<>(s.work(), a)))
                .toList();
        batch.write(
                """
                update workflow.assignment set state = ?, waits_for = ?, added_by = ?, claimed_at = ?, decision = ?, due_at = ?,
                    due_provisional = ?, due_rule = ?, due_rule_version = ?, due_explanation = ?, offered_at = ?, opened_at = ?,
                    done_at = ?, done_by = ?, done_by_name = ?, scheduled_at = ?, next_urge_at = null where id = ?""",
                known.stream().map(Batch.Of::thing).filter(a -> !a.isFresh() && a.isTouched()),
                a -> Stream.concat(changing(a), Stream.of(a.id())).toArray());
        batch.write(
                """
                insert into workflow.assignment (state, waits_for, added_by, claimed_at, decision, due_at, due_provisional,
                    due_rule, due_rule_version, due_explanation, offered_at, opened_at, done_at, done_by, done_by_name, scheduled_at, id, step,
                    matter, kind, record, title, number, urgency, node, node_name, initiator_name, initiator_department_name,
                    sender_name, person, person_name, department_name, unit, role, place, draft, returned, pool,
                    weight)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                    ?)""",
                known.stream().filter(a -> a.thing().isFresh()),
                one -> Stream.concat(changing(one.thing()), Stream.of(lasting(one.work(), one.thing())))
                        .toArray());
    }

    private static @Nullable Object[] lasting(Work work, Assignment a) {
        var m = work.matter();
        return row(
                a.id(),
                a.step().id(),
                m.id(),
                m.kind(),
                m.record(),
                m.title(),
                m.number(),
                m.urgency().name(),
                a.step().node().id(),
                a.step().node().name(),
                m.initiator().name(),
                m.initiator().departmentName(),
                work.actor().name(),
                a.handler().person(),
                a.handler().name(),
                a.handler().departmentName(),
                a.handler().unit(),
                a.role().name(),
                a.place(),
                work.arrival() == Work.Arrival.DRAFT,
                work.arrival() == Work.Arrival.RETURNED && a.step().isFresh(),
                a.step().node().settings().who().pool() && a.role() == Assignment.Role.MAIN,
                a.weight());
    }

    private static Stream<@Nullable Object> changing(Assignment a) {
        var due = a.due();
        return Stream.of(row(
                a.state().name(),
                a.waitsFor(),
                a.addedBy(),
                toNullable(a.claimedAt()),
                a.decision(),
                due == null ? null : toNullable(due.at()),
                due != null && due.provisional(),
                due == null ? null : due.rule(),
                due == null ? 0 : due.ruleVersion(),
                due == null ? null : due.explanation(),
                toNullable(a.offeredAt()),
                toNullable(a.openedAt()),
                toNullable(a.doneAt()),
                a.doneBy(),
                a.doneByName(),
                toNullable(a.scheduledAt())));
    }
}
