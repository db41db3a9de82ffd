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
import jinye.kernel.Moments;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.kernel.Urgency;
import jinye.platform.messages.Message;
import jinye.platform.web.Sentences;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
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

    private static final int MOST = 5000;

    private final JdbcClient jdbc;
    private final Together together;
    private final Handling handling;
    private final StepRules rules;
    private final Staffing staffing;
    private final Processes processes;
    private final MatterWriter numbers;
    private final Neighbours neighbours;
    private final Sentences sentences;
    private final Clock clock;

    HandOvers(
            JdbcClient jdbc,
            Together together,
            Handling handling,
            StepRules rules,
            Staffing staffing,
            Processes processes,
            MatterWriter numbers,
            Neighbours neighbours,
            Sentences sentences,
            Clock clock) {
        this.jdbc = jdbc;
        this.together = together;
        this.handling = handling;
        this.rules = rules;
        this.staffing = staffing;
        this.processes = processes;
        this.numbers = numbers;
        this.neighbours = neighbours;
        this.sentences = sentences;
        this.clock = clock;
    }

    /** @param kinds empty for all */
    HandOverPreview preview(Actor actor, long from, long to, List<String> kinds) {
        check(actor, from);
        var receiver = receiver(from, to);
        var items = open(from, kinds);
        var results = together.tryEach(
                actor, ids(items), Together.EVEN_SUSPENDED, (work, id) -> move(work, id, receiver, ""));
        return new HandOverPreview(name(from, items), receiver.name(), seen(actor, withObstacles(items, results)));
    }

    HandOverAnswer handOver(Actor actor, long from, long to, List<String> kinds, String reason) {
        check(actor, from);
        if (reason.isBlank()) {
            throw Refused.reasonRequired();
        }
        var receiver = receiver(from, to);
        return handling.inTransaction(() -> {
            var items = open(from, kinds);
            if (items.isEmpty()) {
                throw RefusedForOthers.nothingToHandOver();
            }
            long id = numbers.next();
            insert(actor, id, from, receiver, kinds, reason, items);
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
                    .forEach(item -> keep(id, item, moves.get(item.assignment())));
            int moved = items.size() - refused.size();
            tellReceiver(actor, id, receiver, name(from, items), moved);
            var stayed = withObstacles(items, results).stream()
                    .filter(item -> item.obstacle() != null)
                    .toList();
            return new HandOverAnswer(id, moved, seen(actor, stayed));
        });
    }

    /** What the receiver has not finished goes back; what was merged or done meanwhile stays. */
    UndoAnswer undo(Actor actor, long id) {
        return handling.inTransaction(() -> {
            var done = find(id);
            check(actor, done.from());
            if (done.undoneAt() != null || !isToday(done.at())) {
                throw RefusedForOthers.undoTooLate();
            }
            var giver = staffing.person(done.from()).orElseThrow(() -> Refused.noSuchPerson("/from"));
            int locked = jdbc.sql("""
                            update workflow.hand_over set undone_at = :now, undone_by_name = :name
                            where id = :id and undone_at is null""")
                    .param("now", Moments.to(handling.now()))
                    .param("name", actor.name())
                    .param("id", id)
                    .update();
            if (locked == 0) {
                throw RefusedForOthers.undoTooLate();
            }
            var given = jdbc.sql("""
                            select h.new_assignment from workflow.handed_over h join workflow.assignment a on a.id = h.new_assignment
                            where h.hand_over = :id and a.state in ('WAITING', 'OFFERED', 'OPENED') order by 1""").param("id", id).query(Long.class).list();
            int all = jdbc.sql("select count(*) from workflow.handed_over where hand_over = :id")
                    .param("id", id)
                    .query(Integer.class)
                    .single();
            int back =
                    (int) together
                            .each(
                                    actor,
                                    given,
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
        return jdbc.sql("""
                        select h.*, (select count(*) from workflow.handed_over i where i.hand_over = h.id) as moved
                        from workflow.hand_over h
                        where :all or h.by_person = :me or h.from_person = :me or h.to_person = :me
                        order by h.at desc, h.id desc limit 100""")
                .param("all", Administration.oversees(actor))
                .param("me", actor.person())
                .query((row, n) -> new HandOverRow(
                        row.getLong("id"),
                        row.getString("from_name"),
                        row.getString("to_name"),
                        row.getString("reason"),
                        row.getString("by_name"),
                        Moments.from(row, "at"),
                        row.getInt("moved"),
                        Moments.fromNullable(row, "undone_at"),
                        row.getObject("undone_at") == null
                                && isToday(Moments.from(row, "at"))
                                && mayHandOver(actor, row.getLong("from_person"))))
                .list();
    }

    /** What a person still has to handle, for whoever wants to let them go. */
    List<HandOverItem> open(long person, List<String> kinds) {
        return jdbc.sql("""
                        select id, matter, kind, title, node_name, state from workflow.assignment
                        where person = :person and state in ('WAITING', 'OFFERED', 'OPENED')
                          and (cardinality(cast(:kinds as text[])) = 0 or kind = any(cast(:kinds as text[])))
                        order by id limit :most""")
                .param("person", person)
                .param("kinds", kinds.toArray(String[]::new))
                .param("most", MOST)
                .query((row, n) -> new HandOverItem(
                        row.getLong("id"),
                        row.getLong("matter"),
                        row.getString("kind"),
                        processes.name(row.getString("kind")),
                        row.getString("title"),
                        row.getString("node_name"),
                        Assignment.State.valueOf(row.getString("state")),
                        null))
                .list();
    }

    private void check(Actor actor, long from) {
        if (!mayHandOver(actor, from)) {
            throw RefusedForOthers.mayNotHandOver();
        }
    }

    private boolean mayHandOver(Actor actor, long from) {
        return actor.person() == from
                || administers(actor, from)
                || staffing.superior(from)
                        .filter(head -> head.person() == actor.person())
                        .isPresent();
    }

    /** The office of the person's own unit, and whoever oversees all units. */
    private boolean administers(Actor actor, long from) {
        return actor.may(Steering.ADMINISTER)
                && (Administration.oversees(actor)
                        || staffing.person(from)
                                .filter(person -> person.unit() == actor.unit())
                                .isPresent());
    }

    /** Whoever oversees handling moves matters without learning what they are about (三员分立). */
    private static List<HandOverItem> seen(Actor actor, List<HandOverItem> items) {
        if (!Administration.oversees(actor)) {
            return items;
        }
        return items.stream()
                .map(item -> new HandOverItem(
                        item.assignment(),
                        item.matter(),
                        item.kind(),
                        item.kindName(),
                        "",
                        item.nodeName(),
                        item.state(),
                        item.obstacle()))
                .toList();
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
        rules.release(work, step);
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

    private void insert(
            Actor actor, long id, long from, Handler to, List<String> kinds, String reason, List<HandOverItem> items) {
        jdbc.sql("""
                        insert into workflow.hand_over (id, from_person, from_name, to_person, to_name, kinds, reason, by_person,
                            by_name, at)
                        values (:id, :from, :fromName, :to, :toName, :kinds, :reason, :by, :byName, :now)""")
                .param("id", id)
                .param("from", from)
                .param("fromName", name(from, items))
                .param("to", to.person())
                .param("toName", to.name())
                .param("kinds", kinds.toArray(String[]::new))
                .param("reason", reason)
                .param("by", actor.person())
                .param("byName", actor.name())
                .param("now", Moments.to(handling.now()))
                .update();
        neighbours.journal(
                actor,
                null,
                "workflow.hand-over",
                new RecordId("workflow", id),
                Map.of("from", name(from, items), "to", to.name(), "number", items.size()));
    }

    private void keep(long id, HandOverItem item, @Nullable Long fresh) {
        jdbc.sql("""
                        insert into workflow.handed_over (hand_over, matter, old_assignment, new_assignment, title, node_name)
                        values (:id, :matter, :old, :new, :title, :node)""")
                .param("id", id)
                .param("matter", item.matter())
                .param("old", item.assignment())
                .param("new", fresh)
                .param("title", item.title())
                .param("node", item.nodeName())
                .update();
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
                .or(() -> items.stream()
                        .findFirst()
                        .flatMap(item -> jdbc.sql("select person_name from workflow.assignment where id = :id")
                                .param("id", item.assignment())
                                .query(String.class)
                                .optional()))
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

    private record Done(long from, Instant at, @Nullable Instant undoneAt) {}

    private Done find(long id) {
        return jdbc.sql("select from_person, at, undone_at from workflow.hand_over where id = :id for update")
                .param("id", id)
                .query((row, n) -> new Done(
                        row.getLong("from_person"), Moments.from(row, "at"), Moments.fromNullable(row, "undone_at")))
                .optional()
                .orElseThrow(RefusedForOthers::noSuchHandOver);
    }

    private boolean isToday(Instant at) {
        return LocalDate.ofInstant(at, clock.getZone()).equals(LocalDate.now(clock));
    }

    private static List<Long> ids(List<HandOverItem> items) {
        return new ArrayList<>(items.stream().map(HandOverItem::assignment).toList());
    }
}
