package jinye.platform.workflow;

import static jinye.kernel.Moments.toNullable;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes the difference a verb made: one batch per table that changed. */
@Component
class MatterWriter implements Work.Numbers {

    private static final int BLOCK = 100;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcTemplate jdbc;
    private final TriggerStore triggers;
    private long next;
    private long limit;

    MatterWriter(JdbcTemplate jdbc, TriggerStore triggers) {
        this.jdbc = jdbc;
        this.triggers = triggers;
    }

    @Override
    public synchronized long next() {
        if (next == limit) {
            next = Objects.requireNonNull(jdbc.queryForObject("select nextval('workflow.ids')", Long.class));
            limit = next + BLOCK;
        }
        return next++;
    }

    /** A record has one matter, also when two start it at the same instant: the second one waits here and is refused. */
    void insert(Work work) {
        var m = work.matter();
        var i = m.initiator();
        var p = m.parent();
        boolean over = m.state().isOver();
        int inserted = jdbc.update(
                """
                insert into workflow.matter (id, kind, version, record, title, number, urgency, state, facts, initiator,
                    initiator_name, initiator_post, initiator_department, initiator_department_name, initiator_unit,
                    initiator_unit_name, started_at, ended_at, parent, parent_step, parent_waits, part, place, depth)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (kind, record) where parent is null do nothing""",
                m.id(),
                m.kind(),
                m.process().version(),
                m.record(),
                m.title(),
                m.number(),
                m.urgency().name(),
                m.state().name(),
                JSON.writeValueAsString(m.facts()),
                i.person(),
                i.name(),
                i.post(),
                i.department(),
                i.departmentName(),
                i.unit(),
                i.unitName(),
                toNullable(work.now()),
                over ? toNullable(work.now()) : null,
                p == null ? null : p.matter(),
                p == null ? null : p.step(),
                p != null && p.waits(),
                p == null ? "" : p.part(),
                p == null ? 0 : p.place(),
                p == null ? 0 : p.depth());
        if (inserted == 0) {
            throw Refused.startedAlready(m.title());
        }
        writeSteps(List.of(work));
    }

    void update(Work work) {
        update(List.of(work));
    }

    /** Each of another matter. */
    void update(List<Work> works) {
        batch(
                "update workflow.matter set state = ?, facts = ?::jsonb, ended_at = ?, held = ? where id = ?",
                works.stream().filter(work -> work.matter().isTouched()),
                work -> row(
                        work.matter().state().name(),
                        JSON.writeValueAsString(work.matter().facts()),
                        work.matter().state().isOver() ? toNullable(work.now()) : null,
                        work.matter().isHeld(),
                        work.matter().id()));
        writeSteps(works);
    }

    /** Updates go first: at no moment may two open steps of one matter stand at the same node. */
    private void writeSteps(List<Work> works) {
        batch(
                """
                update workflow.step set state = ?, threshold = ?, decision = ?, closed_by = ?, closed_by_name = ?, closed_at = ?
                where id = ?""",
                of(works, Work::steps)
                        .filter(s -> !s.thing().isFresh() && s.thing().isTouched())
                        .map(Of::thing),
                s -> row(
                        s.state().name(),
                        s.threshold(),
                        s.decision(),
                        closer(s),
                        closerName(s),
                        toNullable(s.closedAt()),
                        s.id()));
        batch("""
                insert into workflow.step (id, matter, node, node_name, mode, state, threshold, from_step, back_to, back_person,
                    decision, closed_by, closed_by_name, opened_at, closed_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", of(works, Work::steps).filter(s -> s.thing().isFresh()), one -> {
            var s = one.thing();
            return row(
                    s.id(),
                    one.work().matter().id(),
                    s.node().id(),
                    s.node().name(),
                    s.mode().name(),
                    s.state().name(),
                    s.threshold(),
                    s.from(),
                    s.back() == null ? null : s.back().node(),
                    s.back() == null ? null : s.back().person(),
                    s.decision(),
                    closer(s),
                    closerName(s),
                    toNullable(s.openedAt()),
                    toNullable(s.closedAt()));
        });
        writeAssignments(works);
        works.forEach(triggers::write);
        writeWords(works);
    }

    /** Something of one of the works. */
    private record Of<T>(Work work, T thing) {}

    private static <T> Stream<Of<T>> of(List<Work> works, Function<Work, List<T>> things) {
        return works.stream().flatMap(work -> things.apply(work).stream().map(thing -> new Of<>(work, thing)));
    }

    private void writeAssignments(List<Work> works) {
        var known = of(works, Work::steps)
                .flatMap(s -> s.thing().assignments().stream().map(a -> new Of<>(s.work(), a)))
                .toList();
        batch(
                """
                update workflow.assignment set state = ?, waits_for = ?, added_by = ?, claimed_at = ?, decision = ?, due_at = ?,
                    due_provisional = ?, due_rule = ?, due_rule_version = ?, due_explanation = ?, offered_at = ?, opened_at = ?,
                    done_at = ?, done_by = ?, done_by_name = ?, scheduled_at = ?, next_urge_at = null where id = ?""",
                known.stream().map(Of::thing).filter(a -> !a.isFresh() && a.isTouched()),
                a -> Stream.concat(changing(a), Stream.of(a.id())).toArray());
        batch(
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

    private void writeWords(List<Work> works) {
        batch("""
                insert into workflow.opinion (id, matter, step, assignment, node, node_name, cell, person, person_name,
                    department_name, on_behalf_of, on_behalf_of_name, decision, body, at, ink, page_hash, typed_by, typed_by_name)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?)""", of(works, Work::opinions), one -> opinion(one.work(), one.thing()));
        batch(
                """
                insert into workflow.circulation (id, matter, kind, record, person, person_name, department_name, by_person,
                    by_name, note, at, copy)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                of(works, Work::circulations),
                one -> row(
                        one.thing().id(),
                        one.work().matter().id(),
                        one.work().matter().kind(),
                        one.work().matter().record(),
                        one.thing().reader().person(),
                        one.thing().reader().name(),
                        one.thing().reader().departmentName(),
                        one.work().actor().person(),
                        one.work().actor().name(),
                        one.thing().note(),
                        toNullable(one.work().now()),
                        one.thing().copy()));
        batch("""
                insert into workflow.trail (id, matter, step, node_name, verb, actor, actor_name, on_behalf_of_name, target, note,
                    at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", of(works, Work::trail), one -> act(one.work(), one.thing()));
    }

    private static @Nullable Object[] opinion(Work work, Work.OpinionEntry o) {
        var step = o.assignment().step();
        var behalf = o.author().onBehalfOf();
        var typed = o.author().typedBy();
        var ink = o.ink();
        return row(
                o.id(),
                work.matter().id(),
                step.id(),
                o.assignment().id(),
                step.node().id(),
                step.node().name(),
                step.node().settings().cell(),
                o.author().person(),
                o.author().name(),
                o.author().departmentName(),
                behalf == null ? null : behalf.person(),
                behalf == null ? null : behalf.name(),
                o.decision(),
                o.body(),
                toNullable(work.now()),
                ink == null ? null : JSON.writeValueAsString(ink),
                ink == null ? null : ink.pageHash(),
                typed == null ? null : typed.person(),
                typed == null ? null : typed.name());
    }

    private static @Nullable Object[] act(Work work, Work.TrailEntry t) {
        var behalf = work.onBehalfOf();
        var step = t.step();
        return row(
                t.id(),
                work.matter().id(),
                step == null ? null : step.id(),
                step == null ? null : step.node().name(),
                t.verb(),
                work.actor().person(),
                work.actor().name(),
                behalf == null ? null : behalf.name(),
                t.target(),
                t.note(),
                toNullable(work.now()));
    }

    private static @Nullable Long closer(Step step) {
        var by = step.closedBy();
        return by == null ? null : by.person();
    }

    private static @Nullable String closerName(Step step) {
        var by = step.closedBy();
        return by == null ? null : by.name();
    }

    private static @Nullable Object[] row(@Nullable Object... values) {
        return values;
    }

    private <T> void batch(String sql, Stream<T> changed, Function<T, @Nullable Object[]> row) {
        List<@Nullable Object[]> rows = changed.map(row).toList();
        if (rows.size() == 1) {
            jdbc.update(sql, rows.getFirst());
        } else if (!rows.isEmpty()) {
            jdbc.batchUpdate(sql, rows);
        }
    }

    /** What was said with a send that was taken back: sheets no longer show it, the trail does. */
    void withdrawOpinions(Work work, long assignment) {
        jdbc.update(
                "update workflow.opinion set withdrawn_at = ? where assignment = ? and withdrawn_at is null",
                toNullable(work.now()),
                assignment);
    }

    void urged(Work work, List<Assignment> assignments) {
        batch(
                "update workflow.assignment set urged_count = urged_count + 1, urged_at = ? where id = ?",
                assignments.stream(),
                a -> row(toNullable(work.now()), a.id()));
    }

    void read(Work work, long circulation, String opinion) {
        jdbc.update(
                "update workflow.circulation set read_at = ?, opinion = ? where id = ?",
                toNullable(work.now()),
                opinion,
                circulation);
    }
}
