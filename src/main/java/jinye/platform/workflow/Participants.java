package jinye.platform.workflow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import jinye.kernel.Actor;
import jinye.platform.messages.Message;
import jinye.platform.workflow.process.Mode;
import org.springframework.stereotype.Component;

/**
 * 加会签单位、减会签单位: whoever asked several people or departments may ask one more, or one fewer, while the step is open. The
 * others are not troubled; votes are counted against the new number.
 */
@Component
class Participants {

    private final Handling handling;
    private final StepRules rules;
    private final Opening opening;
    private final Crews crews;
    private final Staffing staffing;
    private final MatterPast past;
    private final Neighbours neighbours;

    Participants(
            Handling handling,
            StepRules rules,
            Opening opening,
            Crews crews,
            Staffing staffing,
            MatterPast past,
            Neighbours neighbours) {
        this.handling = handling;
        this.rules = rules;
        this.opening = opening;
        this.crews = crews;
        this.staffing = staffing;
        this.past = past;
        this.neighbours = neighbours;
    }

    /** @param departments asked through their heads. @return the names of those asked */
    List<String> add(
            Actor actor,
            long matter,
            String node,
            Collection<Long> people,
            Collection<Long> departments,
            String reason) {
        return handling.onMatter(actor, matter, work -> {
            var step = step(work, node);
            var asked = named(people, departments);
            if (asked.isEmpty()) {
                throw RefusedSharing.nobodyChosen();
            }
            for (var handler : asked) {
                if (step.assignments().stream().anyMatch(a -> a.isOf(handler.person()) && a.isPending())) {
                    throw RefusedSharing.alreadyThere(handler.name());
                }
            }
            var facts = work.matter().asSeen(rules.facts(work.matter()));
            for (var handler : asked) {
                var added = work.assign(step, handler, role(step), nextPlace(step));
                added.weighs(crews.weight(step.node(), handler, facts, actor.person()));
                if (step.mode() != Mode.SEQUENCE) {
                    work.offer(added, opening.due(work, step));
                }
            }
            step.countVotersAgain();
            work.trail("ADD_PARTICIPANT", step, names(asked), reason.isBlank() ? null : reason);
            opening.release(work, step);
            var m = work.matter();
            work.also(() -> neighbours.tell(
                    asked.stream().map(Handler::person).toList(),
                    new Message(
                            "workflow.participant:" + m.id() + ":" + work.now(),
                            "added",
                            actor.name() + "请求会签《" + m.title() + "》",
                            Sharing.link(m),
                            m.urgency())));
            return asked.stream().map(Handler::name).toList();
        });
    }

    void remove(Actor actor, long matter, long assignment, String reason) {
        handling.onMatter(actor, matter, work -> {
            if (reason.isBlank()) {
                throw Refused.reasonRequired();
            }
            var theirs = work.matter().assignment(assignment).orElseThrow(Refused::noSuchAssignment);
            var step = step(work, theirs.step().node().id());
            var name = theirs.handler().name();
            boolean counted = theirs.role() == Assignment.Role.MAIN || theirs.role() == Assignment.Role.ASSIST;
            if (!counted) {
                throw RefusedSharing.notAmongThem(name);
            }
            if (!theirs.isPending()) {
                throw RefusedSharing.participantDone(name);
            }
            boolean others = step.assignments().stream()
                    .anyMatch(other -> other != theirs
                            && other.role() != Assignment.Role.ADDED
                            && (other.isPending() || other.state() == Assignment.State.DONE));
            if (!others) {
                throw RefusedSharing.lastParticipant(step.node().name());
            }
            theirs.end(Assignment.State.CANCELLED, actor, work.now());
            // whom they had asked to co-sign is asked for nobody any more
            step.assignments().stream()
                    .filter(other -> other.wasAddedBy(theirs.handler().person()) && other.isPending())
                    .forEach(other -> other.end(Assignment.State.CANCELLED, actor, work.now()));
            step.countVotersAgain();
            work.trail("REMOVE_PARTICIPANT", step, name, reason);
            rules.settle(work, step, Choices.NONE);
            return true;
        });
    }

    /** The open steps whose participants this person may change. */
    List<String> changeable(Actor actor, Matter matter) {
        return matter.open().stream()
                .filter(step -> severalHandle(step) && may(actor, matter, step))
                .map(step -> step.node().id())
                .toList();
    }

    private Step step(Work work, String node) {
        var step = work.matter().open().stream()
                .filter(open -> open.node().id().equals(node))
                .findFirst()
                .orElseThrow(() ->
                        Refused.over(work.matter().process().shape().step(node).name()));
        if (!severalHandle(step)) {
            throw RefusedSharing.notCountersign(step.node().name());
        }
        if (!may(work.actor(), work.matter(), step)) {
            throw RefusedSharing.mayNotChangeParticipants();
        }
        return step;
    }

    /** By the node's own rule, not by how many are left; a pool is joined by claiming. */
    private static boolean severalHandle(Step step) {
        return step.mode() != Mode.ONE && !step.node().settings().who().pool();
    }

    private boolean may(Actor actor, Matter matter, Step step) {
        return Administration.steers(actor, matter)
                || matter.initiator().person() == actor.person()
                || past.closedBy(step.from(), actor.person())
                || step.assignments().stream()
                        .anyMatch(a -> a.role() == Assignment.Role.LEAD && a.isOf(actor.person()) && a.isPending());
    }

    private static Assignment.Role role(Step step) {
        return step.mode() == Mode.LEAD_ASSIST ? Assignment.Role.ASSIST : Assignment.Role.MAIN;
    }

    private static int nextPlace(Step step) {
        return step.assignments().stream().mapToInt(Assignment::place).max().orElse(-1) + 1;
    }

    private List<Handler> named(Collection<Long> people, Collection<Long> departments) {
        var named = new ArrayList<>(staffing.people(people));
        if (named.size() != people.stream().distinct().count()) {
            throw Refused.noSuchPerson("/people");
        }
        for (long department : departments) {
            var head = staffing.headOf(department)
                    .orElseThrow(() -> RefusedSharing.departmentWithoutHead(staffing.departmentName(department)));
            if (named.stream().noneMatch(known -> known.person() == head.person())) {
                named.add(head);
            }
        }
        return named;
    }

    private static String names(List<Handler> people) {
        return people.stream().map(Handler::name).collect(Collectors.joining("、"));
    }
}
