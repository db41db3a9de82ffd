package jinye.platform.workflow;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jinye.kernel.Actor;
import jinye.platform.workflow.process.Wait;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * 子办件: matters that a matter asks for, each handled by a process of its own. Locks go from the parent to its sub-matters and
 * never back: that one is over, a parent learns through an announcement and the keeper.
 */
@Component
class SubMatters {

    /**
     * A sub-matter as its parent sees it.
     *
     * @param outcome the last step's decision, null while there is none
     * @param removed taken away by whoever steers: nothing is expected of it any more
     */
    record Offshoot(
            long id,
            String kind,
            String title,
            String part,
            int place,
            Matter.State state,
            @Nullable String outcome,
            String outcomeNode,
            String presentHandlers,
            boolean removed) {}

    private final Handling handling;
    private final StepRules rules;
    private final Processes processes;
    private final Desks desks;
    private final Staffing staffing;
    private final Announcements announcements;
    private final JdbcClient jdbc;

    SubMatters(
            Handling handling,
            StepRules rules,
            Processes processes,
            Desks desks,
            Staffing staffing,
            Announcements announcements,
            JdbcClient jdbc) {
        this.handling = handling;
        this.rules = rules;
        this.processes = processes;
        this.desks = desks;
        this.staffing = staffing;
        this.announcements = announcements;
        this.jdbc = jdbc;
    }

    /** After a verb was written: begins what it asked for, and lets its sub-matters follow what became of the matter. */
    void follow(Work work) {
        for (var call : work.calls().entrySet()) {
            if (call.getKey().isOpen()) {
                call.getValue().forEach(part -> begin(work, call.getKey(), part));
            }
        }
        for (var step : work.steps()) {
            if (step.node().waits() instanceof Wait.Call call && !step.isOpen() && !step.isFresh()) {
                boolean enough = step.state() == Step.State.CLOSED;
                if (call.ratio() > 0 && !(enough && call.rest() == Wait.Rest.GO_ON)) {
                    end(work, step.id(), enough ? "主办件已经满足办结比例" : "主办件已经调整环节");
                }
            }
        }
        var matter = work.matter();
        switch (matter.state()) {
            case SUSPENDED -> hold(work, true);
            case RUNNING -> {
                if (work.trail().stream().anyMatch(entry -> entry.verb().equals("RESUME"))) {
                    hold(work, false);
                }
            }
            case ENDED, TERMINATED -> {
                var parent = matter.parent();
                if (parent != null && parent.waits()) {
                    announcements.announce(Waiting.PART_OVER, parent.step(), Map.of());
                }
            }
        }
    }

    private void begin(Work work, Step step, MatterPart part) {
        var parent = work.matter();
        var call = (Wait.Call) Objects.requireNonNull(step.node().waits());
        var process = processes.latest(call.kind());
        var facts = rules.facts(parent);
        var asked = parent.asSeen(facts);
        long record = desks.of(call.kind()).recordOfPart(work.actor(), asked, part);
        var given = new HashMap<>(facts);
        given.keySet().removeAll(List.of("decision", "decisions", "results"));
        given.put("part", part.name());
        if (part.row() != null) {
            given.put("row", part.row());
        }
        handling.start(
                work.actor(),
                id -> {
                    var child = new Matter(
                            id,
                            process,
                            record,
                            part.name().isEmpty() ? parent.title() : parent.title() + "（" + part.name() + "）",
                            parent.number(),
                            parent.urgency(),
                            initiator(parent.initiator(), part),
                            given,
                            Matter.State.RUNNING);
                    child.askedBy(new Matter.Parent(
                            parent.id(),
                            step.id(),
                            call.ratio() > 0,
                            part.name(),
                            part.place(),
                            parent.depth() + 1,
                            false));
                    return child;
                },
                begun -> {
                    begun.trail(
                            "START",
                            null,
                            null,
                            "由《" + parent.title() + "》的环节“" + step.node().name() + "”发起");
                    rules.start(begun);
                });
    }

    /** Who started the parent, in the place the part belongs to: "head of the department" means the department asked. */
    private Matter.Initiator initiator(Matter.Initiator who, MatterPart part) {
        var department = part.department();
        var unit = part.unit();
        var place = department != null
                ? staffing.placeOfDepartment(department)
                : unit != null ? staffing.placeOfUnit(unit) : null;
        return place == null
                ? who
                : new Matter.Initiator(
                        who.person(),
                        who.name(),
                        who.post(),
                        place.department(),
                        place.departmentName(),
                        place.unit(),
                        place.unitName());
    }

    private void end(Work work, long step, String reason) {
        var under = EnumSet.of(Matter.State.RUNNING, Matter.State.SUSPENDED);
        for (var child : of(step)) {
            if (under.contains(child.state())) {
                handling.onMatter(work.actor(), child.id(), EnumSet.allOf(Matter.State.class), own -> {
                    if (under.contains(own.matter().state())) {
                        own.trail("TERMINATE", null, null, reason);
                        rules.terminate(own);
                    }
                    return true;
                });
            }
        }
    }

    private void hold(Work work, boolean together) {
        for (var step : work.matter().open()) {
            if (step.node().waits() instanceof Wait.Call call && call.ratio() > 0) {
                of(step.id()).forEach(child -> hold(work.actor(), child.id(), together));
            }
        }
    }

    private void hold(Actor actor, long child, boolean together) {
        handling.onMatter(actor, child, EnumSet.allOf(Matter.State.class), own -> {
            var matter = own.matter();
            var parent = matter.parent();
            if (together && matter.state() == Matter.State.RUNNING) {
                matter.hold(true);
                own.trail("SUSPEND", null, null, "主办件暂停");
                rules.suspend(own);
            } else if (!together && matter.state() == Matter.State.SUSPENDED && parent != null && parent.held()) {
                matter.hold(false);
                own.trail("RESUME", null, null, "主办件恢复");
                rules.resume(own);
            }
            return true;
        });
    }

    /** In the order they were asked. */
    List<Offshoot> of(long step) {
        return list("parent_step = :key", step);
    }

    List<Offshoot> ofMatter(long matter) {
        return list("parent = :key", matter);
    }

    private List<Offshoot> list(String which, long key) {
        return jdbc.sql("""
                        select c.id, c.kind, c.title, c.part, c.place, c.state, c.part_removed, last.decision as outcome,
                               coalesce(last.node, '') as outcome_node,
                               coalesce((select string_agg(distinct a.person_name, '、') from workflow.assignment a
                                         where a.matter = c.id and a.state in ('OFFERED', 'OPENED')), '') as handlers
                        from workflow.matter c left join lateral
                             (select s.decision, s.node from workflow.step s
                              where s.matter = c.id and s.state = 'CLOSED' and s.mode <> 'WAIT'
                              order by s.closed_at desc, s.id desc limit 1) last on true
                        where c.""" + which + " order by c.parent_step, c.place")
                .param("key", key)
                .query((row, n) -> new Offshoot(
                        row.getLong("id"),
                        row.getString("kind"),
                        row.getString("title"),
                        row.getString("part"),
                        row.getInt("place"),
                        Matter.State.valueOf(row.getString("state")),
                        row.getString("outcome"),
                        row.getString("outcome_node"),
                        row.getString("handlers"),
                        row.getBoolean("part_removed")))
                .list();
    }

    /** Those whose end the parent waits for. */
    List<Offshoot> awaited(long step) {
        return of(step).stream().filter(child -> !child.removed()).toList();
    }

    /** A part is taken away: its matter ends, and counts for nothing. */
    void remove(Actor actor, long child, String reason) {
        handling.onMatter(actor, child, EnumSet.of(Matter.State.RUNNING, Matter.State.SUSPENDED), own -> {
            own.trail("TERMINATE", null, null, reason);
            own.also(() -> jdbc.sql("update workflow.matter set part_removed = true where id = :child")
                    .param("child", child)
                    .update());
            rules.terminate(own);
            return true;
        });
    }

    /** What the sub-matters brought, and whether that is enough; null while the matter must go on waiting. */
    record Result(String decision, Map<String, Object> facts) {}

    @Nullable
    Result result(Trigger trigger) {
        var step = trigger.step();
        var call = (Wait.Call) Objects.requireNonNull(step.node().waits());
        var children = awaited(step.id());
        int needed = trigger.target().needed();
        long over = children.stream().filter(child -> counts(child, call)).count();
        long left = children.stream().filter(child -> !child.state().isOver()).count();
        if (over < needed && over + left >= needed) {
            return null;
        }
        var counts = new LinkedHashMap<String, Object>();
        var entries = new ArrayList<Map<String, Object>>();
        for (var child : children) {
            var word = outcome(child);
            counts.merge(word, 1L, (one, more) -> (Long) one + (Long) more);
            entries.add(Map.of("matter", child.id(), "part", child.part(), "outcome", word));
        }
        var result = new HashMap<String, Object>(counts);
        result.put("total", children.size());
        result.put("over", over);
        result.put("list", entries);
        boolean one = call.each() == null && call.ratio() > 0;
        var decision = over < needed ? "short" : one ? outcome(children.getFirst()) : "done";
        return new Result(decision, Map.of(step.node().id(), result));
    }

    private static String outcome(Offshoot child) {
        return switch (child.state()) {
            case TERMINATED -> "terminated";
            case ENDED -> child.outcome() == null || child.outcome().isEmpty() ? "ended" : child.outcome();
            case RUNNING, SUSPENDED -> "running";
        };
    }

    private static boolean counts(Offshoot child, Wait.Call call) {
        return child.state() == Matter.State.ENDED
                || (child.state() == Matter.State.TERMINATED && call.terminated() == Wait.Ended.COUNTS);
    }

    /** Has the parent gone on without this sub-matter, or was it taken away? Then nothing would hear of its end. */
    boolean isForgotten(Matter matter) {
        var parent = matter.parent();
        return parent != null
                && parent.waits()
                && jdbc.sql("""
                                select s.state <> 'OPEN' or c.part_removed
                                from workflow.matter c join workflow.step s on s.id = c.parent_step where c.id = :matter""")
                        .param("matter", matter.id())
                        .query(Boolean.class)
                        .single();
    }
}
