package jinye.platform.workflow;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jinye.kernel.Urgency;
import jinye.platform.clocks.Due;
import jinye.platform.clocks.Period;
import jinye.platform.clocks.PeriodUnit;
import jinye.platform.workflow.process.Mode;
import jinye.platform.workflow.process.Node;
import jinye.platform.workflow.process.Timeout;
import jinye.platform.workflow.process.Timing;
import jinye.platform.workflow.process.Wait;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Opens what waits without people, and arms what happens when people let the time pass. */
@Component
class Waiting {

    /** No sub-matter of a sub-matter of … beyond this. */
    static final int DEPTH = 5;

    static final int PARTS = 300;

    /** The announcement that one of a step's sub-matters is over; no process can wait for a message of this name. */
    static final String PART_OVER = "workflow:part-over";

    private final Neighbours neighbours;
    private final Staffing staffing;
    private final Clock clock;

    Waiting(Neighbours neighbours, Staffing staffing, Clock clock) {
        this.neighbours = neighbours;
        this.staffing = staffing;
        this.clock = clock;
    }

    Step open(Work work, Node node, @Nullable Long from, Map<String, Object> facts) {
        var step = work.open(node, Mode.WAIT, 0, from, null);
        switch (Objects.requireNonNull(node.waits())) {
            case Wait.Timer(var timing) ->
                work.arm(step, target(node, Trigger.Kind.TIMER, null, null, 0), moment(work, node, timing, facts));
            case Wait.Service service ->
                work.arm(step, target(node, Trigger.Kind.SERVICE, service.name(), null, 0), null);
            case Wait.Message(var name, var correlate) -> {
                var record = correlate == null ? work.matter().record() : number(node, correlate, facts);
                work.arm(step, target(node, Trigger.Kind.MESSAGE, name, record, 0), null);
            }
            case Wait.Call call -> {
                var parts = parts(work, node, call, facts);
                work.arm(
                        step,
                        target(node, Trigger.Kind.SUB_MATTERS, PART_OVER, step.id(), call.needed(parts.size())),
                        null);
                work.call(step, parts);
            }
        }
        return step;
    }

    private static Trigger.Target target(
            Node node, Trigger.Kind kind, @Nullable String message, @Nullable Long correlation, int needed) {
        return new Trigger.Target(node.id(), node.name(), kind, message, correlation, needed);
    }

    /** @param due when the step is due by its own clock */
    void armTimeouts(Work work, Step step, @Nullable Due due, Map<String, Object> facts) {
        for (var timeout : step.node().timeouts()) {
            var after = timeout.after();
            var at = after == null ? due : moment(work, step.node(), after, facts);
            work.arm(step, target(timeout, step.node()), Objects.requireNonNull(at));
        }
    }

    private static Trigger.Target target(Timeout timeout, Node node) {
        return new Trigger.Target(timeout.id(), node.name(), Trigger.Kind.TIMEOUT, null, null, 0);
    }

    Due moment(Work work, Node node, Timing timing, Map<String, Object> facts) {
        var fact = timing.unit() == Timing.Unit.FACT ? facts.get(timing.text()) : null;
        if (timing.unit() == Timing.Unit.FACT && fact == null) {
            throw RefusedWaiting.noDate(node.name(), timing.text());
        }
        return moment(timing, work.matter().urgency(), work.now(), node, fact);
    }

    private Due moment(Timing timing, Urgency urgency, Instant start, Node node, @Nullable Object fact) {
        return switch (timing.unit()) {
            case ISO -> fixed(timing.after(start.atZone(clock.getZone())).toInstant());
            case WORKING_DAYS -> period(timing.length(), PeriodUnit.WORKING_DAYS, start);
            case WORKING_HOURS -> period(timing.length(), PeriodUnit.WORKING_HOURS, start);
            case CALENDAR_DAYS -> period(timing.length(), PeriodUnit.CALENDAR_DAYS, start);
            case RULE -> neighbours.due(timing.text(), urgency, start);
            case FACT -> date(node, timing.text(), String.valueOf(fact), start);
        };
    }

    private Due period(int length, PeriodUnit unit, Instant start) {
        var due = neighbours.due(new Period(length, unit), start);
        return new Due(due.at(), "period:" + length + " " + unit, 0, due.provisional(), due.explanation());
    }

    private static Due fixed(Instant at) {
        return new Due(at, "moment", 0, false, "");
    }

    /** A date runs to its end, and when it is a holiday to the end of the next working day (民法典 art. 203). */
    private Due date(Node node, String name, String written, Instant start) {
        try {
            if (written.length() > 10) {
                return fixed(
                        written.endsWith("Z")
                                ? Instant.parse(written)
                                : OffsetDateTime.parse(written).toInstant());
            }
            var last = LocalDate.parse(written);
            long days = ChronoUnit.DAYS.between(LocalDate.ofInstant(start, clock.getZone()), last);
            if (days > 36_500) {
                throw RefusedWaiting.noDate(node.name(), name);
            }
            return days < 0 ? fixed(start) : period((int) days, PeriodUnit.CALENDAR_DAYS, start);
        } catch (DateTimeException unreadable) {
            throw RefusedWaiting.noDate(node.name(), name);
        }
    }

    /** The same waitings from the same start, by the calendar as it is now. */
    void reckonAgain(Work work) {
        for (var step : work.matter().open()) {
            for (var trigger : step.triggers()) {
                var due = trigger.due();
                if (due != null && due.provisional() && trigger.state() == Trigger.State.ARMED) {
                    var start = trigger.armedAt();
                    var counted = due.rule().startsWith("period:")
                            ? due.rule().substring(7).split(" ")
                            : null;
                    trigger.reckonedAgain(
                            counted == null
                                    ? neighbours.due(due.rule(), work.matter().urgency(), start)
                                    : period(Integer.parseInt(counted[0]), PeriodUnit.valueOf(counted[1]), start));
                }
            }
        }
    }

    /** What is left of a waiting that was paused: working time when it was reckoned in it, else simply as long as it was away. */
    @Nullable
    Due left(Trigger trigger, Instant now) {
        var due = trigger.due();
        var paused = trigger.pausedAt();
        if (due == null || paused == null) {
            return null;
        }
        if (due.rule().equals("moment") && trigger.kind() == Trigger.Kind.TIMER) {
            return due;
        }
        if (!due.at().isAfter(paused)) {
            return fixed(now);
        }
        var at = due.rule().contains("WORKING") || due.rule().contains(".")
                ? neighbours.afterWorkingTime(now, neighbours.workingTime(paused, due.at()))
                : due.at().plus(java.time.Duration.between(paused, now));
        return new Due(at, "moment", 0, false, due.explanation());
    }

    /** The parts that the node's sub-matters handle; refused before anything is written. */
    private List<MatterPart> parts(Work work, Node node, Wait.Call call, Map<String, Object> facts) {
        if (work.matter().depth() >= DEPTH) {
            throw RefusedWaiting.tooDeep(node.name(), DEPTH);
        }
        var each = call.each();
        if (each == null) {
            return List.of(new MatterPart("", 0, null, null, null));
        }
        if (!(facts.get(each.fact()) instanceof Collection<?> entries)) {
            throw RefusedWaiting.noList(node.name(), each.fact());
        }
        if (entries.size() > PARTS) {
            throw RefusedWaiting.tooManyParts(node.name(), entries.size(), PARTS);
        }
        var parts = new ArrayList<MatterPart>();
        for (var entry : entries) {
            parts.add(part(node, each, entry, parts.size()));
        }
        return parts;
    }

    MatterPart part(Node node, Wait.Each each, @Nullable Object entry, int place) {
        if (each.of() == Wait.Each.Of.ROWS) {
            var name = entry instanceof Map<?, ?> row && row.get("name") != null
                    ? String.valueOf(row.get("name"))
                    : entry instanceof Map || entry == null ? "第" + (place + 1) + "项" : String.valueOf(entry);
            return new MatterPart(name, place, null, null, entry);
        }
        if (!(entry instanceof Number id)) {
            throw RefusedWaiting.noList(node.name(), each.fact());
        }
        var found = each.of() == Wait.Each.Of.DEPARTMENTS
                ? staffing.placeOfDepartment(id.longValue())
                : staffing.placeOfUnit(id.longValue());
        if (found == null) {
            throw RefusedWaiting.noList(node.name(), each.fact());
        }
        boolean department = each.of() == Wait.Each.Of.DEPARTMENTS;
        return new MatterPart(
                department ? found.departmentName() : found.unitName(),
                place,
                department ? found.department() : null,
                found.unit(),
                null);
    }

    private static long number(Node node, String fact, Map<String, Object> facts) {
        if (facts.get(fact) instanceof Number number) {
            return number.longValue();
        }
        throw RefusedWaiting.noRecord(node.name(), fact);
    }
}
