package jinye.platform.workflow;

import static jinye.kernel.Moments.toNullable;
import static jinye.platform.workflow.Batch.of;
import static jinye.platform.workflow.Batch.row;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Writes what was said: opinions, what was given to read, and the trail. */
final class WordsWriter {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Batch batch;

    WordsWriter(Batch batch) {
        this.batch = batch;
    }

    void write(List<Work> works) {
        batch.write("""
                insert into workflow.opinion (id, matter, step, assignment, node, node_name, cell, person, person_name,
                    department_name, on_behalf_of, on_behalf_of_name, decision, body, at, ink, page_hash, typed_by, typed_by_name)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?)""", of(works, Work::opinions), one -> opinion(one.work(), one.thing()));
        batch.write(
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
        batch.write("""
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
}
