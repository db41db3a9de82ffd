package jinye.platform.workflow;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.function.Function;
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
    private final AutoPass autoPass;
    private final Watching watching;

    Sending(
            Handling handling,
            StepRules rules,
            Desks desks,
            Processes processes,
            MatterStore store,
            AutoPass autoPass,
            Watching watching) {
        this.handling = handling;
        this.rules = rules;
        this.desks = desks;
        this.processes = processes;
        this.store = store;
        this.autoPass = autoPass;
        this.watching = watching;
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
                    autoPass.after(work);
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
        send(actor, assignment, Said.of(decision, opinion), choices);
    }

    void send(Actor actor, long assignment, Said said, Choices choices) {
        handling.onAssignment(actor, assignment, work -> {
            send(work, handling.mine(work, assignment), said, choices);
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
            send(work, mine, Said.of(decision, opinion), choices);
            return true;
        });
    }

    /** In memory; whoever locked the matter writes it afterwards. */
    void send(Work work, Assignment mine, Said said, Choices choices) {
        var step = mine.step();
        var settings = step.node().settings();
        var word = checked(mine, said.decision());
        if (settings.opinion() == NodeSettings.Opinion.REQUIRED && said.isSilent()) {
            throw Refused.opinionRequired(step.node().name());
        }
        var ink = said.ink();
        if (ink != null) {
            ink.check();
            if (!ink.pageHash().equals(desks.pageHash(work.matter()))) {
                throw Refused.pageChanged();
            }
        }
        desks.of(work.matter().kind())
                .beforeSend(
                        work.actor(),
                        work.matter().asSeen(rules.facts(work.matter())),
                        step.node().id(),
                        word,
                        StepRights.of(step.node().settings().policy()));
        mine.done(work.actor(), word, work.now());
        var typedBy = said.typedBy();
        if (!said.isSilent() || settings.cell() != null) {
            var author = typedBy == null
                    ? Work.Author.of(work.actor(), work.onBehalfOf())
                    : Work.Author.of(mine.handler(), typedBy);
            work.opinion(mine, author, word, said.opinion(), said.ink());
        }
        var opinion = said.opinion().isBlank() ? null : said.opinion();
        var term = settings.decisions().getOrDefault(word, word);
        work.trail(typedBy == null ? "SEND" : "DICTATE", step, term, said.ink() == null ? opinion : "手写意见");
        rules.settle(work, step, choices);
        watching.decided(work, mine);
        work.announce(typedBy == null ? decided(work, mine, word, opinion) : dictated(work, mine, word, opinion));
        autoPass.after(work);
    }

    /** What was typed for a leader is the leader's decision. */
    private static StepDecided dictated(Work work, Assignment mine, String word, @Nullable String opinion) {
        var said = decided(work, mine, word, opinion);
        return new StepDecided(
                said.matter(),
                said.kind(),
                said.record(),
                said.step(),
                said.node(),
                said.nodeName(),
                mine.handler().person(),
                null,
                word,
                opinion,
                said.cell(),
                said.stepClosed(),
                said.at());
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
        return preview(actor, assignment, decision, preview, work -> handling.mine(work, assignment));
    }

    HandlerPreview.Next preview(
            Actor actor, long assignment, String decision, HandlerPreview preview, Function<Work, Assignment> which) {
        var matter = store.byAssignment(assignment, false).orElseThrow(Refused::noSuchAssignment);
        var work = handling.look(actor, matter);
        var mine = which.apply(work);
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
