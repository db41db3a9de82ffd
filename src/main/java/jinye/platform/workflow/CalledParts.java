package jinye.platform.workflow;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import jinye.kernel.Actor;
import jinye.platform.workflow.process.Wait;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * 增减分支 of a step that asks several departments, units or rows, each by a sub-matter: whoever steers the matter asks one more, or
 * one fewer. The share that must be over is counted against the new number; the others are not troubled.
 */
@Component
class CalledParts {

    /** A step whose parts may be changed. @param of what its parts are, null when they cannot be added to */
    record CallRow(String node, String nodeName, Wait.Each.@Nullable Of of, List<CalledPartRow> parts) {}

    /** A part that may be taken away: not over yet. */
    record CalledPartRow(long matter, String name, String presentHandlers) {}

    private final Handling handling;
    private final StepRules rules;
    private final Waiting waiting;
    private final SubMatters subMatters;
    private final Offshoots offshoots;

    CalledParts(Handling handling, StepRules rules, Waiting waiting, SubMatters subMatters, Offshoots offshoots) {
        this.handling = handling;
        this.rules = rules;
        this.waiting = waiting;
        this.subMatters = subMatters;
        this.offshoots = offshoots;
    }

    List<CallRow> of(Matter matter) {
        return matter.open().stream()
                .filter(step -> call(step).isPresent())
                .map(step -> {
                    var each = call(step).orElseThrow().each();
                    var parts = offshoots.awaited(step.id()).stream()
                            .filter(child -> !child.state().isOver())
                            .map(child -> new CalledPartRow(child.id(), child.part(), child.presentHandlers()))
                            .toList();
                    return new CallRow(step.node().id(), step.node().name(), each == null ? null : each.of(), parts);
                })
                .filter(row -> row.of() != null)
                .toList();
    }

    /** @param entry the id of a department or unit, or the name of a row. @return the name of the part */
    String add(Actor actor, long matter, String node, Object entry, String reason) {
        return handling.onMatter(actor, matter, work -> {
            var step = step(work, node);
            var call = call(step).orElseThrow();
            var each = each(step, call);
            checkReason(reason);
            var parts = offshoots.awaited(step.id());
            int place = offshoots.of(step.id()).stream()
                            .mapToInt(Offshoot::place)
                            .max()
                            .orElse(-1)
                    + 1;
            if (place >= Waiting.PARTS) {
                throw RefusedWaiting.tooManyParts(step.node().name(), place + 1, Waiting.PARTS);
            }
            var part = waiting.part(step.node(), each, entry(work, each, entry), place);
            if (parts.stream().anyMatch(child -> child.part().equals(part.name()))) {
                throw RefusedBranches.askedAlready(part.name());
            }
            work.call(step, List.of(part));
            trigger(step).needs(call.needed(parts.size() + 1), work.now());
            work.trail("ADD_BRANCH", step, part.name(), reason);
            return part.name();
        });
    }

    void remove(Actor actor, long matter, long child, String reason) {
        handling.onMatter(actor, matter, work -> {
            steers(work);
            checkReason(reason);
            var step = work.matter().open().stream()
                    .filter(open -> call(open).isPresent())
                    .filter(open -> offshoots.awaited(open.id()).stream().anyMatch(part -> part.id() == child))
                    .findFirst()
                    .orElseThrow(RefusedBranches::noSuchBranch);
            var call = call(step).orElseThrow();
            each(step, call);
            var parts = offshoots.awaited(step.id());
            var part =
                    parts.stream().filter(one -> one.id() == child).findFirst().orElseThrow();
            if (part.state().isOver()) {
                throw RefusedBranches.partOver(part.part());
            }
            if (parts.size() == 1) {
                throw RefusedBranches.last(part.part());
            }
            trigger(step).needs(call.needed(parts.size() - 1), work.now());
            work.trail("REMOVE_BRANCH", step, part.part(), reason);
            work.also(() -> subMatters.remove(actor, child, reason));
            return true;
        });
    }

    /** Rows are described as the others of the list are. */
    private Object entry(Work work, Wait.Each each, Object entry) {
        boolean described = each.of() == Wait.Each.Of.ROWS
                && rules.facts(work.matter()).get(each.fact()) instanceof Collection<?> rows
                && rows.stream().anyMatch(Map.class::isInstance);
        return described ? Map.of("name", entry) : entry;
    }

    private static Step step(Work work, String node) {
        steers(work);
        return work.matter().open().stream()
                .filter(step -> step.node().id().equals(node) && call(step).isPresent())
                .findFirst()
                .orElseThrow(RefusedBranches::noSuchBranch);
    }

    private static void steers(Work work) {
        if (!Administration.steers(work.actor(), work.matter())) {
            throw Refused.noSuchMatter();
        }
    }

    /** Only while it waits: what was asked without waiting is nothing of the matter's any more. */
    private static Optional<Wait.Call> call(Step step) {
        return step.node().waits() instanceof Wait.Call call && call.ratio() > 0 ? Optional.of(call) : Optional.empty();
    }

    private static Wait.Each each(Step step, Wait.Call call) {
        if (call.each() == null) {
            throw RefusedBranches.onePartOnly(step.node().name());
        }
        return Objects.requireNonNull(call.each());
    }

    private static Trigger trigger(Step step) {
        return step.triggers().stream()
                .filter(Trigger::isPending)
                .findFirst()
                .orElseThrow(RefusedBranches::noSuchBranch);
    }

    private static void checkReason(String reason) {
        if (reason.isBlank()) {
            throw Refused.reasonRequired();
        }
    }
}
