package jinye.platform.workflow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jinye.platform.clocks.Period;
import jinye.platform.clocks.PeriodUnit;
import jinye.platform.messages.Message;
import jinye.platform.workflow.process.Mode;
import jinye.platform.workflow.process.Timeout;
import jinye.platform.workflow.process.Wait;
import jinye.platform.workflow.process.Who;
import org.springframework.stereotype.Component;

/** What a trigger does to its matter when its time has come. */
@Component
class Firing {

    /** A reminder comes again each working day, but nobody is helped by the sixth. */
    private static final int REMINDERS = 5;

    private final StepRules rules;
    private final Opening opening;
    private final Crews crews;
    private final Staffing staffing;
    private final Services services;
    private final Offshoots offshoots;
    private final Announcements announcements;
    private final Neighbours neighbours;

    Firing(
            StepRules rules,
            Opening opening,
            Crews crews,
            Staffing staffing,
            Services services,
            Offshoots offshoots,
            Announcements announcements,
            Neighbours neighbours) {
        this.rules = rules;
        this.opening = opening;
        this.crews = crews;
        this.staffing = staffing;
        this.services = services;
        this.offshoots = offshoots;
        this.announcements = announcements;
        this.neighbours = neighbours;
    }

    void fire(Work work, Trigger trigger) {
        switch (trigger.kind()) {
            case TIMER -> leave(work, trigger, "TIMER", "", null);
            case SERVICE -> serve(work, trigger);
            case MESSAGE -> hear(work, trigger);
            case SUB_MATTERS -> gather(work, trigger);
            case TIMEOUT -> timeOut(work, trigger);
        }
    }

    /** An administrator lets the matter go on without what it waited for. */
    void skip(Work work, Trigger trigger, String reason) {
        if (trigger.kind() == Trigger.Kind.TIMEOUT) {
            trigger.fired("skipped", work.now());
            work.trail("SKIP_WAIT", trigger.step(), "超时处理", reason);
        } else {
            leave(work, trigger, "SKIP_WAIT", "skipped", reason);
        }
    }

    private void leave(
            Work work, Trigger trigger, String verb, String decision, @org.jspecify.annotations.Nullable String note) {
        trigger.fired(decision, work.now());
        work.trail(verb, trigger.step(), null, note);
        rules.settle(work, trigger.step(), Choices.NONE);
    }

    private void serve(Work work, Trigger trigger) {
        var service =
                (Wait.Service) Objects.requireNonNull(trigger.step().node().waits());
        var matter = work.matter();
        var brought = new HashMap<>(services.of(service.name())
                .run(new MatterService.Call(
                        trigger.id(),
                        matter.asSeen(rules.facts(matter)),
                        trigger.step().node().id())));
        var decision = brought.remove("decision");
        matter.learn(brought);
        leave(work, trigger, "SERVICE", decision == null ? "" : String.valueOf(decision), null);
    }

    private void hear(Work work, Trigger trigger) {
        var heard = announcements.unheard(work.matter(), trigger);
        if (heard.isEmpty()) {
            trigger.sleep();
            return;
        }
        trigger.hear(heard.get().id());
        var brought = new HashMap<>(heard.get().facts());
        var decision = brought.remove("decision");
        work.matter().learn(brought);
        leave(work, trigger, "MESSAGE", decision == null ? "" : String.valueOf(decision), null);
    }

    private void gather(Work work, Trigger trigger) {
        var result = offshoots.result(trigger);
        if (result == null) {
            trigger.sleep();
            return;
        }
        var results = new HashMap<String, Object>();
        if (work.matter().facts().get("results") instanceof Map<?, ?> earlier) {
            earlier.forEach((node, value) -> results.put(String.valueOf(node), value));
        }
        results.putAll(result.facts());
        work.matter().learn(Map.of("results", results));
        leave(work, trigger, "SUB_MATTERS", result.decision(), null);
    }

    private void timeOut(Work work, Trigger trigger) {
        var step = trigger.step();
        var found = step.node().timeouts().stream()
                .filter(t -> t.id().equals(trigger.target().node()))
                .findFirst();
        if (found.isEmpty()) {
            // the matter moved to a version of its process that does nothing here
            trigger.cancel(work.now());
            return;
        }
        var timeout = found.get();
        switch (timeout.action()) {
            case REMIND -> remind(work, trigger);
            case ESCALATE -> escalate(work, trigger, Objects.requireNonNull(timeout.who()));
            case PASS -> pass(work, trigger, timeout);
            case RETURN -> giveBack(work, trigger, Objects.requireNonNull(timeout.node()));
            case HAND_OVER -> handOver(work, trigger, Objects.requireNonNull(timeout.who()));
            case LEAVE -> {
                trigger.fired("timeout", work.now());
                work.trail("TIMEOUT", step, "按超时出路流转", null);
                rules.leaveBy(work, step, timeout.id());
            }
        }
    }

    private void remind(Work work, Trigger trigger) {
        var step = trigger.step();
        tell(work, trigger, people(step), "已超过办理期限，请尽快办理");
        work.trail("TIMEOUT", step, "提醒" + names(step), null);
        if (trigger.rounds() + 1 < REMINDERS) {
            trigger.again(neighbours.due(new Period(1, PeriodUnit.WORKING_DAYS), work.now()));
        } else {
            trigger.fired("reminded", work.now());
        }
    }

    private void escalate(Work work, Trigger trigger, Who who) {
        var step = trigger.step();
        var told = handlers(work, step, who);
        tell(work, trigger, told.stream().map(Handler::person).toList(), "由" + names(step) + "办理，已超过办理期限，现报您知悉");
        trigger.fired("escalated", work.now());
        work.trail("TIMEOUT", step, "上报" + told.stream().map(Handler::name).collect(Collectors.joining("、")), null);
    }

    /** Silence counts as the definition says; the sheet shows that nobody spoke. */
    private void pass(Work work, Trigger trigger, Timeout timeout) {
        var step = trigger.step();
        var word = timeout.decision();
        var term = step.node().settings().decisions().getOrDefault(word, StepDecided.SILENT_TERM);
        var note = "超过办理期限未办理，视为“" + term + "”";
        var silent = step.assignments().stream().filter(Assignment::isPending).toList();
        trigger.fired(word, work.now());
        for (var assignment : silent) {
            assignment.done(work.actor(), word, work.now());
            work.opinion(assignment, word, StepDecided.SILENT_TERM);
        }
        work.trail("TIMEOUT", step, term, word.equals(Timeout.SILENT_CONSENT) ? null : note);
        rules.settle(work, step, Choices.NONE);
        silent.forEach(assignment -> work.announce(Sending.decided(work, assignment, word, StepDecided.SILENT_TERM)));
    }

    private void giveBack(Work work, Trigger trigger, String to) {
        var step = trigger.step();
        var asked = step.assignments().stream().filter(Assignment::isPending).findFirst();
        trigger.fired("returned", work.now());
        work.trail(
                "TIMEOUT", step, "退回" + work.matter().process().shape().node(to).name(), null);
        rules.move(work, step, to, Step.State.RETURNED, Step.State.CANCELLED);
        work.arrivesAs(Work.Arrival.RETURNED);
        var handlers = crews.lastHandlers(work.matter().id(), to);
        opening.open(work, List.of(to), step.id(), handlers, null, Choices.NONE, rules.facts(work.matter()));
        asked.ifPresent(
                assignment -> work.announce(Sending.decided(work, assignment, StepDecided.RETURN, "超过办理期限，自动退回")));
    }

    /** Whoever is named has it instead of all others; who has it already keeps it. */
    private void handOver(Work work, Trigger trigger, Who who) {
        var step = trigger.step();
        var named = handlers(work, step, who);
        var pending = step.assignments().stream().filter(Assignment::isPending).toList();
        var role = role(pending);
        var staying = pending.stream()
                .filter(a -> a.role() == role && named.stream().anyMatch(one -> a.isOf(one.person())))
                .toList();
        trigger.fired("handed-over", work.now());
        pending.stream()
                .filter(assignment -> !staying.contains(assignment))
                .forEach(assignment -> assignment.end(Assignment.State.TRANSFERRED, work.actor(), work.now()));
        int place = pending.isEmpty() ? 0 : pending.getFirst().place();
        var due = opening.due(work, step);
        var facts = work.matter().asSeen(rules.facts(work.matter()));
        var coming = named.stream()
                .filter(one -> staying.stream().noneMatch(a -> a.isOf(one.person())))
                .limit(step.mode() == Mode.ONE ? Math.max(0, 1 - staying.size()) : named.size())
                .toList();
        for (var handler : coming) {
            boolean first = handler == coming.getFirst() || role != Assignment.Role.LEAD;
            var assignment = work.assign(step, handler, first ? role : Assignment.Role.ASSIST, place);
            assignment.weighs(crews.weight(step.node(), handler, facts, SystemActor.PERSON));
            work.offer(assignment, due);
        }
        step.countVotersAgain();
        opening.release(work, step);
        work.trail(
                "TIMEOUT",
                step,
                "改由"
                        + Stream.concat(staying.stream().map(Assignment::handler), coming.stream())
                                .map(Handler::name)
                                .collect(Collectors.joining("、"))
                        + "办理",
                null);
    }

    /** The lead's when the lead did not act: without a lead nobody would sum up. */
    private static Assignment.Role role(List<Assignment> pending) {
        return Stream.of(Assignment.Role.LEAD, Assignment.Role.ASSIST, Assignment.Role.MAIN, Assignment.Role.ADDED)
                .filter(role -> pending.stream().anyMatch(a -> a.role() == role))
                .findFirst()
                .orElse(Assignment.Role.MAIN);
    }

    private List<Handler> handlers(Work work, Step step, Who who) {
        var matter = work.matter().asSeen(rules.facts(work.matter()));
        var found = staffing.handlers(who, matter, SystemActor.PERSON);
        if (found.isEmpty()) {
            throw Refused.nobody(step.node().name(), staffing.missing(who, matter));
        }
        return found;
    }

    private static List<Long> people(Step step) {
        return step.assignments().stream()
                .filter(Assignment::isLive)
                .map(assignment -> assignment.handler().person())
                .distinct()
                .toList();
    }

    private static String names(Step step) {
        return step.assignments().stream()
                .filter(Assignment::isLive)
                .map(assignment -> assignment.handler().name())
                .distinct()
                .collect(Collectors.joining("、"));
    }

    private void tell(Work work, Trigger trigger, List<Long> people, String what) {
        var matter = work.matter();
        neighbours.tell(
                people,
                new Message(
                        "workflow.timeout:" + trigger.id() + ":" + trigger.rounds(),
                        "deadline",
                        "《" + matter.title() + "》的环节“" + trigger.step().node().name() + "”" + what,
                        Sharing.link(matter),
                        matter.urgency()));
    }
}
