package jinye.platform.workflow;

import java.util.EnumSet;
import java.util.List;
import jinye.kernel.Actor;
import org.springframework.stereotype.Component;

/** What only administrators of handling do: stopping, moving, ending and reopening whole matters. */
@Component
class Steering {

    static final String ADMINISTER = "workflow.administer";

    private final Handling handling;
    private final StepRules rules;
    private final Opening opening;
    private final Crews crews;
    private final Offshoots offshoots;

    Steering(Handling handling, StepRules rules, Opening opening, Crews crews, Offshoots offshoots) {
        this.handling = handling;
        this.rules = rules;
        this.opening = opening;
        this.crews = crews;
        this.offshoots = offshoots;
    }

    void suspend(Actor actor, long matter, String reason) {
        actor.require(ADMINISTER);
        handling.onMatter(actor, matter, work -> {
            work.trail("SUSPEND", null, null, checked(reason));
            rules.suspend(work);
            return true;
        });
    }

    void resume(Actor actor, long matter) {
        actor.require(ADMINISTER);
        handling.onMatter(actor, matter, EnumSet.of(Matter.State.SUSPENDED), work -> {
            var parent = work.matter().parent();
            if (parent != null && parent.held()) {
                throw RefusedWaiting.heldByParent();
            }
            work.trail("RESUME", null, null, null);
            rules.resume(work);
            return true;
        });
    }

    /** Puts the whole matter at one node. When it lies in a fork, the sibling lanes count as having arrived. */
    void jump(Actor actor, long matter, String to, String reason, Choices choices) {
        actor.require(ADMINISTER);
        handling.onMatter(actor, matter, work -> {
            var node = work.matter().process().shape().step(to);
            work.trail("JUMP", null, node.name(), checked(reason));
            rules.moveWhole(work, to);
            opening.open(work, List.of(to), null, List.of(), null, choices, rules.facts(work.matter()));
            return true;
        });
    }

    /** A desk decides for itself who may end its matters; people need the permission, which the controller asks for. */
    void terminate(Actor actor, long matter, String reason) {
        handling.onMatter(actor, matter, EnumSet.of(Matter.State.RUNNING, Matter.State.SUSPENDED), work -> {
            work.trail("TERMINATE", null, null, checked(reason));
            rules.terminate(work);
            return true;
        });
    }

    /** Those who handled the node last get it again; if they are gone, whoever the node says. */
    void reopen(Actor actor, long matter, String to, String reason, Choices choices) {
        actor.require(ADMINISTER);
        handling.onMatter(actor, matter, EnumSet.of(Matter.State.ENDED, Matter.State.TERMINATED), work -> {
            if (offshoots.isForgotten(work.matter())) {
                throw RefusedWaiting.parentWentOn();
            }
            var node = work.matter().process().shape().step(to);
            work.trail("REOPEN", null, node.name(), checked(reason));
            rules.restart(work, to);
            work.matter().become(Matter.State.RUNNING);
            var last = crews.lastHandlers(matter, to);
            opening.open(work, List.of(to), null, last, null, choices, rules.facts(work.matter()));
            return true;
        });
    }

    private static String checked(String reason) {
        if (reason.isBlank()) {
            throw Refused.reasonRequired();
        }
        return reason;
    }
}
