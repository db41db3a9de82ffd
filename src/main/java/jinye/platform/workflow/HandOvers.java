package jinye.platform.workflow;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import jinye.kernel.Actor;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.kernel.Urgency;
import jinye.platform.messages.Message;
import jinye.platform.web.Sentences;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * 工作移交: when somebody leaves or changes post, everything they have to handle goes to another at once: previewed, done whole, and
 * to be undone on the same day. Whoever administers handling may do it, the head of the person's department, or the person.
 */
@Component
class HandOvers {

    /** @param title empty for whoever oversees handling. @param obstacle why this one stays with the person, null when it goes */
    record HandOverItem(
            long assignment,
            long matter,
            String kind,
            String kindName,
            String title,
            String nodeName,
            Assignment.State state,
            @Nullable String obstacle) {}

    record HandOverPreview(String fromName, String toName, List<HandOverItem> items) {}

    /** @param undoable today, by the asker */
    record HandOverRow(
            long id,
            String fromName,
            String toName,
            String reason,
            String byName,
            Instant at,
            int moved,
            @Nullable Instant undoneAt,
            boolean undoable) {}

    record HandOverAnswer(long id, int moved, List<HandOverItem> stayed) {}

    record UndoAnswer(int moved, int stayed) {}

    private final HandOverStore store;
    private final HandOverRights rights;
    private final Together together;
    private final Handling handling;
    private final Opening opening;
    private final Staffing staffing;
    private final Neighbours neighbours;
    private final Sentences sentences;
    private final Clock clock;

    HandOvers(
            HandOverStore store,
            HandOverRights rights,
            Together together,
            Handling handling,
            Opening opening,
            Staffing staffing,
            Neighbours neighbours,
            Sentences sentences,
            Clock clock) {
        this.store = store;
        this.rights = rights;
        this.together = together;
        this.handling = handling;
        this.opening = opening;
        this.staffing = staffing;
        this.neighbours = neighbours;
        this.sentences = sentences;
        this.clock = clock;
    }

    /** @param kinds empty for all */
    HandOverPreview preview(Actor actor, long from, long to, List<String> kinds) {
        rights.check(actor, from);
        var receiver = receiver(from, to);
        var items = store.open(from, kinds);
        var results = together.tryEach(
                actor, ids(items), Together.EVEN_SUSPENDED, (work, id) -> move(work, id, receiver, ""));
        return new HandOverPreview(
                name(from, items), receiver.name(), HandOverRights.seen(actor, withObstacles(items, results)));
    }

    HandOverAnswer handOver(Actor actor, long from, long to, List<String> kinds, String reason) {
        rights.check(actor, from);
        if (reason.isBlank()) {
            throw Refused.reasonRequired();
        }
        var receiver = receiver(from, to);
        return handling.inTransaction(() -> {
            var items = store.open(from, kinds);
            if (items.isEmpty()) {
                throw RefusedForOthers.nothingToHandOver();
            }
            var giver = name(from, items);
            long id = store.insert(actor, from, giver, receiver, kinds, reason, handling.now());
            neighbours.journal(
                    actor,
                    null,
                    "workflow.hand-over",
                    new RecordId("workflow", id),
                    Map.of("from", giver, "to", receiver.name(), "number", items.size()));
            var moves = new HashMap<Long, @Nullable Long>();
            var results = together.each(
                    actor,
                    ids(items),
                    Together.EVEN_SUSPENDED,
                    (work, old) -> moves.put(old, move(work, old, receiver, reason)));
            var refused = new TreeSet<Long>();
            results.stream().filter(r -> r.refusal() != null).forEach(r -> refused.add(r.assignment()));
            items.stream()
                    .filter(item -> !refused.contains(item.assignment()))
                    .forEach(item -> store.keep(id, item, moves.get(item.assignment())));
            int moved = items.size() - refused.size();
            tellReceiver(actor, id, receiver, giver, moved);
            var stayed = withObstacles(items, results).stream()
                    .filter(item -> item.obstacle() != null)
                    .toList();
            return new HandOverAnswer(id, moved, HandOverRights.seen(actor, stayed));
        });
    }

    /** What the receiver has not finished goes back; what was merged or done meanwhile stays. */
    UndoAnswer undo(Actor actor, long id) {
        return handling.inTransaction(() -> {
            var done = store.find(id);
            rights.check(actor, done.from());
            if (done.undoneAt() != null || !isToday(done.at())) {
                throw RefusedForOthers.undoTooLate();
            }
            var giver = staffing.person(done.from()).orElseThrow(() -> Refused.noSuchPerson("/from"));
            if (!store.undo(id, actor, handling.now())) {
                throw RefusedForOthers.undoTooLate();
            }
            int all = store.number(id);
            int back = (int) together
                    .each(
                            actor,
                            store.given(id),
                            Together.EVEN_SUSPENDED,
                            (work, old) -> move(work, old, giver, "撤销工作移交"))
                    .stream()
                    .filter(r -> r.refusal() == null)
                    .count();
            neighbours.journal(
                    actor, null, "workflow.undo-hand-over", new RecordId("workflow", id), Map.of("moved", back));
            return new UndoAnswer(back, all - back);
        });
    }

    List<HandOverRow> list(Actor actor) {
        return store.list(
                actor, done -> done.undoneAt() == null && isToday(done.at()) && rights.mayHandOver(actor, done.from()));
    }

    private Handler receiver(long from, long to) {
        if (from == to) {
            throw RefusedForOthers.handOverToOneself();
        }
        return staffing.person(to).orElseThrow(() -> Refused.noSuchPerson("/to"));
    }

    /** In memory. @return the receiver's new assignment, null when they had a part in the step already */
    private @Nullable Long move(Work work, long old, Handler receiver, String reason) {
        var mine = work.matter().assignment(old).filter(Assignment::isPending).orElseThrow(Refused::noSuchAssignment);
        var step = mine.step();
        var theirs = step.assignments().stream()
                .filter(a -> a.isOf(receiver.person()) && a.isPending())
                .findFirst()
                .orElse(null);
        Long moved = null;
        if (theirs != null && mine.role() != Assignment.Role.LEAD) {
            mine.end(Assignment.State.TRANSFERRED, work.actor(), work.now());
            step.waitInstead(mine, theirs);
        } else {
            if (theirs != null) {
                theirs.end(Assignment.State.CANCELLED, work.actor(), work.now());
            }
            moved = replace(work, step, mine, receiver);
        }
        step.countVotersAgain();
        work.trail("HAND_OVER", step, receiver.name(), reason.isBlank() ? null : reason);
        opening.release(work, step);
        return moved;
    }

    private static long replace(Work work, Step step, Assignment mine, Handler receiver) {
        boolean claimed = mine.claimedAt() != null;
        var fresh = work.passOn(mine, receiver);
        if (claimed) {
            fresh.claim(work.now());
        }
        step.assignments().stream()
                .filter(other -> other.wasAddedBy(mine.handler().person()) && other.isPending())
                .forEach(other -> other.addedBy(receiver.person()));
        return fresh.id();
    }

    private void tellReceiver(Actor actor, long id, Handler receiver, String from, int moved) {
        if (moved > 0) {
            neighbours.tell(
                    List.of(receiver.person()),
                    new Message(
                            "workflow.hand-over:" + id,
                            "transferred",
                            actor.name() + "将" + from + "的 " + moved + " 件在办事项移交给本人",
                            "/workflow/todo",
                            Urgency.PLAIN));
        }
    }

    private String name(long person, List<HandOverItem> items) {
        return staffing.person(person)
                .map(Handler::name)
                .or(() -> items.stream().findFirst().flatMap(item -> store.personName(item.assignment())))
                .orElse("");
    }

    private List<HandOverItem> withObstacles(List<HandOverItem> items, List<Together.Result> results) {
        var refusals = new HashMap<Long, Refusal>();
        results.forEach(result -> {
            if (result.refusal() != null) {
                refusals.put(result.assignment(), result.refusal());
            }
        });
        return items.stream()
                .map(item -> {
                    var refusal = refusals.get(item.assignment());
                    return refusal == null
                            ? item
                            : new HandOverItem(
                                    item.assignment(),
                                    item.matter(),
                                    item.kind(),
                                    item.kindName(),
                                    item.title(),
                                    item.nodeName(),
                                    item.state(),
                                    sentences.of(refusal.code(), refusal.facts()));
                })
                .toList();
    }

    private boolean isToday(Instant at) {
        return LocalDate.ofInstant(at, clock.getZone()).equals(LocalDate.now(clock));
    }

    private static List<Long> ids(List<HandOverItem> items) {
        return new ArrayList<>(items.stream().map(HandOverItem::assignment).toList());
    }
}
