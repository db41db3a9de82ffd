package jinye.platform.workflow;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jinye.kernel.Actor;
import jinye.platform.workflow.process.Wait;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * 子办件: matters that a matter asks for, each handled by a process of its own. Locks go from the parent to its sub-matters and
 * never back: that one is over, a parent learns through an announcement and the keeper.
 */
@Component
class SubMatters {

    private final Handling handling;
    private final StepRules rules;
    private final Processes processes;
    private final Desks desks;
    private final Staffing staffing;
    private final Announcements announcements;
    private final Offshoots offshoots;
    private final JdbcClient jdbc;

    SubMatters(
            Handling handling,
            StepRules rules,
            Processes processes,
            Desks desks,
            Staffing staffing,
            Announcements announcements,
            Offshoots offshoots,
            JdbcClient jdbc) {
        this.handling = handling;
        this.rules = rules;
        this.processes = processes;
        this.desks = desks;
        this.staffing = staffing;
        this.announcements = announcements;
        this.offshoots = offshoots;
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
        for (var child : offshoots.of(step)) {
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
                offshoots.of(step.id()).forEach(child -> hold(work.actor(), child.id(), together));
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
}
