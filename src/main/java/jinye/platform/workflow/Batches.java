package jinye.platform.workflow;

import java.util.List;
import java.util.Set;
import jinye.kernel.Actor;
import jinye.kernel.Refusal;
import jinye.platform.web.Sentences;
import jinye.platform.workflow.process.NodeSettings;
import jinye.platform.workflow.process.NodeSettings.Verb;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 批量办理: many items of the to-do list with one opinion. Permissions, trail and journal are those of single sends. */
@Component
class Batches {

    enum Outcome {
        DONE,
        /** Wants to be looked at by itself: several next people or decisions to choose from. */
        SKIPPED,
        REFUSED
    }

    /** @param sentence why it was skipped or refused, null when it was done */
    record BatchItem(
            long assignment,
            Outcome outcome,
            @Nullable String code,
            @Nullable String sentence) {}

    record BatchAnswer(int done, int skipped, int refused, List<BatchItem> items) {}

    static final int MOST = 500;
    private static final Set<String> WANT_A_CHOICE =
            Set.of("workflow.choose-handlers", "workflow.choose-one", "workflow.no-such-decision");

    private final Together together;
    private final Handling handling;
    private final Sending sending;
    private final Sentences sentences;

    Batches(Together together, Handling handling, Sending sending, Sentences sentences) {
        this.together = together;
        this.handling = handling;
        this.sending = sending;
        this.sentences = sentences;
    }

    /** @param decision empty for the first of each item's node */
    BatchAnswer send(Actor actor, List<Long> assignments, String decision, String opinion) {
        checkNumber(assignments);
        return answer(together.each(actor, assignments, (work, id) -> sendOne(work, id, decision, opinion)));
    }

    /** What sending them would lead to. */
    BatchAnswer preview(Actor actor, List<Long> assignments, String decision, String opinion) {
        checkNumber(assignments);
        return answer(together.tryEach(actor, assignments, (work, id) -> sendOne(work, id, decision, opinion)));
    }

    private static void checkNumber(List<Long> assignments) {
        if (assignments.size() > MOST) {
            throw RefusedSharing.tooManyTogether(MOST);
        }
    }

    private void sendOne(Work work, long id, String decision, String opinion) {
        var mine = handling.mine(work, id);
        var settings = mine.step().node().settings();
        if (!settings.verbs().contains(Verb.BATCH)) {
            throw Refused.notAllowedHere(mine.step().node().name(), "批量办理");
        }
        var words = settings.opinion() == NodeSettings.Opinion.NONE ? "" : opinion;
        sending.send(work, mine, Said.of(decision, words), Choices.NONE);
    }

    private BatchAnswer answer(List<Together.Result> results) {
        var items = results.stream().map(this::item).toList();
        return new BatchAnswer(
                count(items, Outcome.DONE), count(items, Outcome.SKIPPED), count(items, Outcome.REFUSED), items);
    }

    private static int count(List<BatchItem> items, Outcome outcome) {
        return (int) items.stream().filter(item -> item.outcome() == outcome).count();
    }

    private BatchItem item(Together.Result result) {
        var refusal = result.refusal();
        if (refusal == null) {
            return new BatchItem(result.assignment(), Outcome.DONE, null, null);
        }
        var outcome = WANT_A_CHOICE.contains(refusal.code()) ? Outcome.SKIPPED : Outcome.REFUSED;
        return new BatchItem(result.assignment(), outcome, refusal.code(), sentence(refusal));
    }

    private String sentence(Refusal refusal) {
        return sentences.of(refusal.code(), refusal.facts());
    }
}
