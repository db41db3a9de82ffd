package jinye.platform.workflow;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import jinye.kernel.Actor;
import jinye.platform.workflow.process.Mode;
import jinye.platform.workflow.process.NodeSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Starting, opening and sending: the ordinary way of a matter. */
@Component
class Sending {

    private final Handling handling;
    private final StepRules rules;
    private final Desks desks;
    private final Processes processes;
    private final MatterStore store;

    Sending(Handling handling, StepRules rules, Desks desks, Processes processes, MatterStore store) {
        this.handling = handling;
        this.rules = rules;
        this.desks = desks;
        this.processes = processes;
        this.store = store;
    }

    long start(Actor actor, StartMatter command) {
        var process = processes.latest(command.kind());
        return handling.start(
                actor,
                id -> new Matter(
                        id,
                        process,
                        command.record(),
                        command.title(),
                        command.number(),
                        command.urgency(),
                        Matter.Initiator.of(actor),
                        command.facts(),
                        Matter.State.RUNNING),
                work -> {
                    work.trail("START", null, null, null);
                    rules.start(work);
                    boolean own = work.matter().assignments().allMatch(a -> a.isOf(actor.person()));
                    work.arrivesAs(own ? Work.Arrival.DRAFT : Work.Arrival.SENT);
                });
    }

    void open(Actor actor, long assignment) {
        handling.onAssignment(actor, assignment, work -> {
            var mine = handling.mine(work, assignment);
            if (mine.state() == Assignment.State.OFFERED) {
                mine.open(work.now());
                work.trail("OPEN", mine.step(), null, null);
            }
            return true;
        });
    }

    void send(Actor actor, long assignment, String decision, String opinion, Choices choices) {
        handling.onAssignment(actor, assignment, work -> {
            send(work, handling.mine(work, assignment), decision, opinion, choices);
            return true;
        });
    }

    /** A desk's act stands for the sending of whatever the actor has open at the node. */
    void sendAt(Actor actor, long matter, String node, String decision, String opinion, Choices choices) {
        handling.onMatter(actor, matter, EnumSet.allOf(Matter.State.class), work -> {
            if (work.matter().state() == Matter.State.SUSPENDED) {
                throw Refused.suspended();
            }
            var mine = handling.mineAt(work, node);
            send(work, mine, decision, opinion, choices);
            return true;
        });
    }

    private void send(Work work, Assignment mine, String decision, String opinion, Choices choices) {
        var step = mine.step();
        var word = checked(mine, decision);
        if (step.node().settings().opinion() == NodeSettings.Opinion.REQUIRED && opinion.isBlank()) {
            throw Refused.opinionRequired(step.node().name());
        }
        desks.of(work.matter().kind())
                .beforeSend(
                        work.actor(),
                        work.matter().asSeen(rules.facts(work.matter())),
                        step.node().id(),
                        word);
        mine.done(work.actor(), word, work.now());
        if (!opinion.isBlank() || step.node().settings().cell() != null) {
            work.opinion(mine, word, opinion);
        }
        var term = step.node().settings().decisions().getOrDefault(word, word);
        work.trail("SEND", step, term, opinion.isBlank() ? null : opinion);
        rules.settle(work, step, choices);
        work.announce(decided(work, mine, word, opinion.isBlank() ? null : opinion));
    }

    static StepDecided decided(Work work, Assignment mine, String word, @Nullable String opinion) {
        var matter = work.matter();
        var step = mine.step();
        var behalf = work.onBehalfOf();
        return new StepDecided(
                matter.id(),
                matter.kind(),
                matter.record(),
                step.id(),
                step.node().id(),
                step.node().name(),
                work.actor().person(),
                behalf == null ? null : behalf.person(),
                word,
                opinion,
                step.node().settings().cell(),
                !step.isOpen(),
                work.now());
    }

    /** The decision's word; an empty one means the first. Assistants come before the lead, who sums up. */
    private static String checked(Assignment mine, String decision) {
        var step = mine.step();
        var decisions = step.node().settings().decisions();
        var word = decision.isEmpty() && step.mode() != Mode.VOTE
                ? decisions.keySet().iterator().next()
                : decision;
        if (!decisions.containsKey(word)) {
            throw Refused.noSuchDecision(step.node().name(), String.join("、", decisions.values()));
        }
        if (mine.role() == Assignment.Role.LEAD) {
            var assistants = step.assignments().stream()
                    .filter(a -> a.role() == Assignment.Role.ASSIST && a.isPending())
                    .map(a -> a.handler().name())
                    .collect(Collectors.joining("、"));
            if (!assistants.isEmpty()) {
                throw Refused.assistantsFirst(assistants);
            }
        }
        return word;
    }

    /**
     * Tries the send in memory and throws the result away.
     *
     * @return what {@link HandlerPreview} shows before sending
     */
    HandlerPreview.Next preview(Actor actor, long assignment, String decision, HandlerPreview preview) {
        var matter = store.byAssignment(assignment, false).orElseThrow(Refused::noSuchAssignment);
        var work = handling.look(actor, matter);
        var mine = handling.mine(work, assignment);
        mine.done(actor, checked(mine, decision), work.now());
        var step = mine.step();
        if (!step.isComplete()) {
            var waiting = step.assignments().stream()
                    .filter(Assignment::isPending)
                    .map(a -> a.handler().name())
                    .toList();
            return new HandlerPreview.Next(true, waiting, false, List.of());
        }
        var next = rules.next(work, step);
        matter.closed(step);
        boolean ends = next.nodes().isEmpty() && matter.open().isEmpty();
        var facts = new HashMap<>(next.facts());
        return new HandlerPreview.Next(false, List.of(), ends, preview.nodes(work, next, facts));
    }
}
