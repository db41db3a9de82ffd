package jinye.platform.workflow;

import java.util.List;
import java.util.Objects;
import jinye.kernel.Actor;
import jinye.platform.messages.Message;
import jinye.platform.workflow.process.NodeSettings.Verb;
import org.springframework.stereotype.Component;

/** Sharing a step's work: handing it over, asking others to co-sign, taking it out of a pool. */
@Component
class Sharing {

    private final Handling handling;
    private final StepRules rules;
    private final Opening opening;
    private final Staffing staffing;
    private final Neighbours neighbours;

    Sharing(Handling handling, StepRules rules, Opening opening, Staffing staffing, Neighbours neighbours) {
        this.handling = handling;
        this.rules = rules;
        this.opening = opening;
        this.staffing = staffing;
        this.neighbours = neighbours;
    }

    /** Where a message about the matter leads in the workspace. */
    static String link(Matter matter) {
        return "/" + matter.module() + "/" + matter.record();
    }

    void transfer(Actor actor, long assignment, long to, String reason) {
        handling.onAssignment(actor, assignment, work -> {
            var mine = handling.mine(work, assignment);
            checkAllowed(mine.step(), Verb.TRANSFER, "转办");
            var person = newcomer(mine.step(), to);
            passOn(work, mine, person);
            work.trail("TRANSFER", mine.step(), person.name(), reason.isBlank() ? null : reason);
            return true;
        });
    }

    /** 移交: an administrator gives to somebody else what lies with a handler who left, fell ill or was the wrong one. */
    void handOver(Actor actor, long assignment, long to, String reason) {
        if (reason.isBlank()) {
            throw Refused.reasonRequired();
        }
        handling.onAssignment(actor, assignment, work -> {
            var theirs = work.matter()
                    .assignment(assignment)
                    .filter(Assignment::isLive)
                    .orElseThrow(Refused::noSuchAssignment);
            var person = newcomer(theirs.step(), to);
            passOn(work, theirs, person);
            work.trail("HAND_OVER", theirs.step(), theirs.handler().name() + " → " + person.name(), reason);
            tell(
                    work,
                    theirs.handler(),
                    "handed-over",
                    actor.name() + "将待办《" + work.matter().title() + "》移交" + person.name() + "办理：" + reason);
            return true;
        });
    }

    private void passOn(Work work, Assignment from, Handler person) {
        work.passOn(from, person);
        tell(
                work,
                person,
                "transferred",
                work.actor().name() + "将《" + work.matter().title() + "》转来办理");
    }

    /** @param before the added signer goes first and I wait; otherwise they follow me. @return the added assignment */
    long addSigner(Actor actor, long assignment, long added, boolean before, String reason) {
        return handling.onAssignment(actor, assignment, work -> {
            var mine = handling.mine(work, assignment);
            var step = mine.step();
            checkAllowed(step, before ? Verb.ADD_BEFORE : Verb.ADD_AFTER, before ? "前加签" : "后加签");
            var person = newcomer(step, added);
            var theirs = work.assign(step, person, Assignment.Role.ADDED, mine.place());
            theirs.addedBy(mine.handler().person());
            if (before) {
                work.offer(theirs, opening.due(work, step));
                mine.waitFor(theirs);
            } else {
                theirs.waitFor(mine);
            }
            work.trail(before ? "ADD_BEFORE" : "ADD_AFTER", step, person.name(), reason.isBlank() ? null : reason);
            tell(work, person, "added", actor.name() + "请求加签《" + work.matter().title() + "》");
            return theirs.id();
        });
    }

    /** Only who added a signer takes them away again, while they have not signed. */
    void removeSigner(Actor actor, long added) {
        handling.onAssignment(actor, added, work -> {
            var theirs = work.matter().assignment(added).orElseThrow(RefusedSharing::notAddedByYou);
            if (!theirs.wasAddedBy(actor.person()) || !theirs.isPending()) {
                throw RefusedSharing.notAddedByYou();
            }
            var step = theirs.step();
            theirs.end(Assignment.State.CANCELLED, actor, work.now());
            work.trail("REMOVE_SIGNER", step, theirs.handler().name(), null);
            rules.settle(work, step, Choices.NONE);
            return true;
        });
    }

    /** 抢办: the others of the pool wait until the claimer is done or gives it back. */
    void claim(Actor actor, long assignment) {
        handling.onAssignment(actor, assignment, work -> {
            var mine = handling.mine(work, assignment);
            checkPool(mine);
            if (mine.claimedAt() == null) {
                giveTo(work, mine);
                work.trail("CLAIM", mine.step(), null, null);
            }
            return true;
        });
    }

    /** Whoever had claimed it before gives it up. */
    void giveTo(Work work, Assignment taker) {
        if (taker.state() == Assignment.State.WAITING) {
            work.offer(taker, taker.due());
        }
        taker.claim(work.now());
        taker.step().assignments().stream()
                .filter(other -> other != taker && other.role() == Assignment.Role.MAIN && other.isPending())
                .forEach(other -> {
                    other.release();
                    other.waitFor(taker);
                });
    }

    void release(Actor actor, long assignment) {
        handling.onAssignment(actor, assignment, work -> {
            var mine = handling.mine(work, assignment);
            checkPool(mine);
            if (mine.claimedAt() == null) {
                throw RefusedSharing.notClaimed();
            }
            mine.release();
            mine.step().assignments().stream()
                    .filter(other -> other.role() == Assignment.Role.MAIN && other.waitsFor(mine))
                    .forEach(other -> work.offer(other, other.due()));
            work.trail("RELEASE", mine.step(), null, null);
            return true;
        });
    }

    private static void checkPool(Assignment mine) {
        if (!mine.step().node().settings().who().pool()) {
            throw RefusedSharing.noPool(mine.step().node().name());
        }
    }

    private static void checkAllowed(Step step, Verb verb, String term) {
        if (!step.node().settings().verbs().contains(verb)) {
            throw Refused.notAllowedHere(step.node().name(), term);
        }
    }

    private Handler newcomer(Step step, long person) {
        var handler = staffing.person(person).orElseThrow(() -> Refused.noSuchPerson("/person"));
        if (step.assignments().stream().anyMatch(a -> a.isOf(person) && a.isPending())) {
            throw RefusedSharing.alreadyThere(handler.name());
        }
        return handler;
    }

    private void tell(Work work, Handler person, String kind, String sentence) {
        neighbours.tell(
                List.of(person.person()),
                new Message(
                        "workflow." + kind + ":" + work.matter().id() + ":" + Objects.hash(person.person(), work.now()),
                        kind,
                        sentence,
                        link(work.matter()),
                        work.matter().urgency()));
    }
}
