package jinye.platform.workflow;

import java.util.Optional;
import jinye.kernel.Refusal;
import jinye.platform.workflow.process.Mode;
import jinye.platform.workflow.process.NodeSettings;
import jinye.platform.workflow.process.StepPolicy;
import org.springframework.stereotype.Component;

/**
 * 自动通过: who has said yes already is not asked again, where the process says so. Never what came back, never a vote, never where
 * words are required or the next handlers are still to be chosen: there the person is asked all the same.
 */
@Component
class AutoPass {

    private final StepRules rules;
    private final Crews crews;
    private final Desks desks;
    private final MatterPast past;

    AutoPass(StepRules rules, Crews crews, Desks desks, MatterPast past) {
        this.rules = rules;
        this.crews = crews;
        this.desks = desks;
        this.past = past;
    }

    /** Passes whatever may be passed of the steps this verb opened, one after the other. */
    void after(Work work) {
        if (work.arrival() == Work.Arrival.RETURNED) {
            return;
        }
        while (true) {
            var next = work.matter().open().stream()
                    .filter(step -> step.isFresh() && step.back() == null && allows(step))
                    .flatMap(step -> step.assignments().stream())
                    .filter(a -> a.isLive() && a.role() == Assignment.Role.MAIN)
                    .filter(a -> saidYes(work, a) && mayLeave(work, a))
                    .filter(a -> work.passesFirst(
                            a.step().node().id() + "/" + a.handler().person()))
                    .findFirst();
            if (next.isEmpty()) {
                return;
            }
            pass(work, next.get());
        }
    }

    private static boolean allows(Step step) {
        var settings = step.node().settings();
        return settings.policy().autoPass() != StepPolicy.AutoPass.NONE
                && settings.opinion() != NodeSettings.Opinion.REQUIRED
                && step.mode() != Mode.VOTE
                && step.mode() != Mode.LEAD_ASSIST
                && !settings.who().pool();
    }

    private boolean saidYes(Work work, Assignment mine) {
        long person = mine.handler().person();
        if (mine.step().node().settings().policy().autoPass() == StepPolicy.AutoPass.CONSECUTIVE) {
            return before(work, mine.step())
                    .map(step -> approved(step, person))
                    .orElseGet(() -> past.closedBy(mine.step().from(), person));
        }
        return work.steps().stream().anyMatch(step -> approved(step, person))
                || past.approved(work.matter().id(), person);
    }

    private static Optional<Step> before(Work work, Step step) {
        return work.steps().stream()
                .filter(known -> step.from() != null && known.id() == step.from())
                .findFirst();
    }

    private static boolean approved(Step step, long person) {
        return step.state() == Step.State.CLOSED
                && step.assignments().stream()
                        .anyMatch(a -> a.isOf(person) && a.state() == Assignment.State.DONE && saidFirst(a));
    }

    /** The first decision of a node is its yes. */
    private static boolean saidFirst(Assignment done) {
        return firstWord(done).equals(done.decision());
    }

    private static String firstWord(Assignment a) {
        return a.step().node().settings().decisions().keySet().iterator().next();
    }

    /** Would the ordinary send be accepted without another word? Tried without changing anything. */
    private boolean mayLeave(Work work, Assignment mine) {
        var step = mine.step();
        boolean last = step.mode() == Mode.ANY
                || step.assignments().stream().noneMatch(other -> other != mine && other.isPending());
        try {
            desks.of(work.matter().kind())
                    .beforeSend(
                            work.actor(),
                            work.matter().asSeen(rules.facts(work.matter())),
                            step.node().id(),
                            firstWord(mine),
                            StepRights.of(step.node().settings().policy()));
            if (last) {
                var facts = rules.facts(work.matter());
                facts.put("decision", firstWord(mine));
                for (var node : rules.ahead(work, step, facts)) {
                    crews.of(work, work.matter().process().shape().step(node), Choices.NONE, facts);
                }
            }
            return true;
        } catch (Refusal asked) {
            return false;
        }
    }

    private void pass(Work work, Assignment mine) {
        var step = mine.step();
        var word = firstWord(mine);
        mine.passed(word, work.now());
        work.trail(
                "AUTO_PASS",
                step,
                step.node().settings().decisions().get(word),
                mine.handler().name() + "此前已办理，按流程规定自动通过");
        rules.settle(work, step, Choices.NONE);
        work.announce(new StepDecided(
                work.matter().id(),
                work.matter().kind(),
                work.matter().record(),
                step.id(),
                step.node().id(),
                step.node().name(),
                mine.handler().person(),
                null,
                word,
                null,
                step.node().settings().cell(),
                !step.isOpen(),
                work.now()));
    }
}
