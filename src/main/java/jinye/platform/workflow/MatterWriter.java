package jinye.platform.workflow;

import static jinye.kernel.Moments.toNullable;
import static jinye.platform.workflow.Batch.of;
import static jinye.platform.workflow.Batch.row;

import java.util.List;
import java.util.Objects;
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
    private final Batch batch;
    private final AssignmentWriter assignments;
    private final WordsWriter words;
    private long next;
    private long limit;

    MatterWriter(JdbcTemplate jdbc, TriggerStore triggers) {
        this.jdbc = jdbc;
        this.triggers = triggers;
        this.batch = new Batch(jdbc);
        this.assignments = new AssignmentWriter(batch);
        this.words = new WordsWriter(batch);
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
        batch.write(
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
        batch.write(
                """
                update workflow.step set state = ?, threshold = ?, decision = ?, closed_by = ?, closed_by_name = ?, closed_at = ?
                where id = ?""",
                of(works, Work::steps)
                        .filter(s -> !s.thing().isFresh() && s.thing().isTouched())
                        .map(Batch.Of::thing),
                s -> row(
                        s.state().name(),
                        s.threshold(),
                        s.decision(),
                        closer(s),
                        closerName(s),
                        toNullable(s.closedAt()),
                        s.id()));
        batch.write("""
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
        assignments.write(works);
        works.forEach(triggers::write);
        words.write(works);
    }

    private static @Nullable Long closer(Step step) {
        var by = step.closedBy();
        return by == null ? null : by.person();
    }

    private static @Nullable String closerName(Step step) {
        var by = step.closedBy();
        return by == null ? null : by.name();
    }

    /** What was said with a send that was taken back: sheets no longer show it, the trail does. */
    void withdrawOpinions(Work work, long assignment) {
        jdbc.update(
                "update workflow.opinion set withdrawn_at = ? where assignment = ? and withdrawn_at is null",
                toNullable(work.now()),
                assignment);
    }

    void urged(Work work, List<Assignment> urged) {
        batch.write(
                "update workflow.assignment set urged_count = urged_count + 1, urged_at = ? where id = ?",
                urged.stream(),
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
