package jinye.platform.workflow;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jinye.kernel.Actor;
import jinye.platform.messages.Message;
import jinye.platform.workflow.process.Flow;
import jinye.platform.workflow.process.Node;
import jinye.platform.workflow.process.Shape;
import jinye.platform.workflow.process.Shape.Lane;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * 增减分支: while a fork is under way, whoever steers the matter gives up one of its lanes, or begins one that does not run: given up
 * before, done already, or not chosen by its condition. The other lanes are not troubled; the join waits for those that run.
 */
@Component
class Lanes {

    /**
     * A lane of a fork that is under way.
     *
     * @param gateway  the name of the gateway, empty when it was drawn without one
     * @param name     the steps it begins with
     * @param handlers who has it now
     */
    record LaneRow(String lane, String gateway, String name, boolean open, List<String> handlers) {}

    /** What happened in a fork since it was entered last. @param from the step before it */
    private record Round(@Nullable Long from, List<MatterPast.Visit> visits) {

        Optional<MatterPast.Visit> lastHandled(java.util.function.Predicate<String> elsewhere) {
            return visits.stream()
                    .filter(visit -> visit.state() == Step.State.CLOSED && elsewhere.test(visit.node()))
                    .reduce((earlier, later) -> later);
        }
    }

    private final Handling handling;
    private final StepRules rules;
    private final Opening opening;
    private final Flow flow;
    private final MatterPast past;
    private final Neighbours neighbours;

    Lanes(Handling handling, StepRules rules, Opening opening, Flow flow, MatterPast past, Neighbours neighbours) {
        this.handling = handling;
        this.rules = rules;
        this.opening = opening;
        this.flow = flow;
        this.past = past;
        this.neighbours = neighbours;
    }

    List<LaneRow> of(Matter matter) {
        var shape = matter.process().shape();
        return shape.nodes().stream()
                .filter(node -> shape.isFork(node) && isUnderWay(matter, node.id()))
                .flatMap(fork -> lanes(shape, fork.id()).map(lane -> row(matter, fork, lane)))
                .toList();
    }

    private static LaneRow row(Matter matter, Node fork, Lane lane) {
        var open = within(matter, lane);
        var handlers = open.stream()
                .flatMap(step -> step.assignments().stream())
                .filter(Assignment::isPending)
                .map(assignment -> assignment.handler().name())
                .distinct()
                .toList();
        var gateway = fork.name().equals(fork.id()) ? "" : fork.name();
        return new LaneRow(lane.arc(), gateway, name(matter, lane), !open.isEmpty(), handlers);
    }

    /** @param choices people for what comes after the join, when it is asked of the sender */
    void remove(Actor actor, long matter, String arc, String reason, Choices choices) {
        handling.onMatter(actor, matter, work -> {
            var lane = lane(work, arc);
            var name = name(work.matter(), lane);
            checkReason(reason);
            var closing = within(work.matter(), lane);
            if (closing.isEmpty()) {
                throw RefusedBranches.notUnderWay(name);
            }
            var shape = work.matter().process().shape();
            boolean alone = work.matter().open().stream()
                    .allMatch(step -> closing.contains(step) || !shape.within(node(step), lane.fork()));
            var handled = round(work.matter(), lane.fork())
                    .lastHandled(node -> !shape.lanes(node).contains(lane));
            if (alone && handled.isEmpty()) {
                throw RefusedBranches.last(name);
            }
            var theirs = people(closing);
            work.trail("REMOVE_BRANCH", closing.getFirst(), name, reason);
            var facts = facts(work, handled.map(MatterPast.Visit::decision).orElse(null));
            var nodes = closing.stream().map(Lanes::node).collect(Collectors.toSet());
            var others = new HashSet<>(work.matter().openNodes());
            others.removeAll(nodes);
            var next = flow.giveUp(matter, shape, lane, nodes, others, facts);
            closing.forEach(step -> work.close(step, Step.State.CANCELLED, null));
            var from = handled.map(MatterPast.Visit::id).orElse(null);
            opening.open(work, next, from, List.of(), null, choices, facts);
            tell(work, theirs, name);
            return true;
        });
    }

    void add(Actor actor, long matter, String arc, String reason, Choices choices) {
        handling.onMatter(actor, matter, work -> {
            var lane = lane(work, arc);
            var name = name(work.matter(), lane);
            checkReason(reason);
            if (!within(work.matter(), lane).isEmpty()) {
                throw RefusedBranches.underWay(name);
            }
            if (!isUnderWay(work.matter(), lane.fork())) {
                throw RefusedBranches.over(name);
            }
            work.trail("ADD_BRANCH", null, name, reason);
            var from = round(work.matter(), lane.fork()).from();
            var decision = past.visits(matter).stream()
                    .filter(visit -> Objects.equals(visit.id(), from))
                    .findFirst()
                    .map(MatterPast.Visit::decision);
            var facts = facts(work, decision.orElse(null));
            var shape = work.matter().process().shape();
            var nodes = flow.begin(matter, shape, lane, work.matter().openNodes(), facts);
            if (nodes.isEmpty()) {
                throw RefusedBranches.empty(name);
            }
            opening.open(work, nodes, from, List.of(), null, choices, facts);
            return true;
        });
    }

    private static Lane lane(Work work, String arc) {
        if (!Administration.steers(work.actor(), work.matter())) {
            throw Refused.noSuchMatter();
        }
        var shape = work.matter().process().shape();
        return shape.nodes().stream()
                .filter(shape::isFork)
                .flatMap(fork -> lanes(shape, fork.id()))
                .filter(lane -> lane.arc().equals(arc))
                .findFirst()
                .orElseThrow(RefusedBranches::noSuchBranch);
    }

    private static Stream<Lane> lanes(Shape shape, String fork) {
        return shape.out(fork).stream().map(arc -> new Lane(fork, arc.id()));
    }

    private static String name(Matter matter, Lane lane) {
        return matter.process().shape().begins(lane).stream().map(Node::name).collect(Collectors.joining("、"));
    }

    private static boolean isUnderWay(Matter matter, String fork) {
        return matter.open().stream().anyMatch(step -> matter.process().shape().within(node(step), fork));
    }

    private static List<Step> within(Matter matter, Lane lane) {
        return matter.open().stream()
                .filter(step -> matter.process().shape().lanes(node(step)).contains(lane))
                .toList();
    }

    private static String node(Step step) {
        return step.node().id();
    }

    private static void checkReason(String reason) {
        if (reason.isBlank()) {
            throw Refused.reasonRequired();
        }
    }

    /** The lanes of one entry have the same step before them; one that was added later took it over. */
    private Round round(Matter matter, String fork) {
        var shape = matter.process().shape();
        var visits = past.visits(matter.id());
        var byId = visits.stream().collect(Collectors.toMap(MatterPast.Visit::id, visit -> visit));
        var inside = visits.stream()
                .filter(visit -> shape.within(visit.node(), fork))
                .toList();
        var entries = inside.stream()
                .filter(visit -> visit.from() == null || enters(shape, fork, byId.get(visit.from()), visit))
                .toList();
        if (entries.isEmpty()) {
            return new Round(null, inside);
        }
        var from = entries.getLast().from();
        long first = entries.stream()
                .filter(visit -> Objects.equals(visit.from(), from))
                .findFirst()
                .orElseThrow()
                .id();
        return new Round(
                from, inside.stream().filter(visit -> visit.id() >= first).toList());
    }

    /**
     * A fork is entered from outside, or by a flow that leads from its join straight back to it: then the step before lies in the
     * fork too, but in another lane, or nothing in its own lane leads to where the flow went on.
     */
    private static boolean enters(Shape shape, String fork, MatterPast.@Nullable Visit before, MatterPast.Visit visit) {
        if (before == null || !shape.within(before.node(), fork)) {
            return true;
        }
        var lane = lane(shape, fork, before.node());
        return !lane.equals(lane(shape, fork, visit.node()))
                || (before.state() == Step.State.CLOSED && !shape.leads(before.node(), visit.node(), lane));
    }

    private static Lane lane(Shape shape, String fork, String node) {
        return shape.lanes(node).stream()
                .filter(lane -> lane.fork().equals(fork))
                .findFirst()
                .orElseThrow();
    }

    /** Gateways ask for the last decision; whoever steers decides nothing. */
    private Map<String, Object> facts(Work work, @Nullable String decision) {
        var facts = new HashMap<>(rules.facts(work.matter()));
        facts.put("decision", decision == null ? "" : decision);
        return facts;
    }

    private static List<Long> people(List<Step> steps) {
        return steps.stream()
                .flatMap(step -> step.assignments().stream())
                .filter(Assignment::isLive)
                .map(assignment -> assignment.handler().person())
                .distinct()
                .toList();
    }

    private void tell(Work work, List<Long> people, String name) {
        var matter = work.matter();
        work.also(() -> neighbours.tell(
                people,
                new Message(
                        "workflow.branch:" + matter.id() + ":" + work.now(),
                        "info",
                        "《" + matter.title() + "》的分支“" + name + "”已经减去，不需要再办理",
                        Sharing.link(matter),
                        matter.urgency())));
    }
}
