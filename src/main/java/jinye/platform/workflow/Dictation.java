package jinye.platform.workflow;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.Urgency;
import jinye.platform.messages.Message;
import jinye.platform.workflow.process.NodeSettings.Verb;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * 代录: a secretary types what the leader said. It counts as the leader's opinion, shows who typed it, and the leader confirms it
 * or disputes it afterwards. Only whom the leader appointed may do it, and only where the process allows it.
 */
@Component
class Dictation {

    /** What a leader has to handle, for their secretary. */
    record DictationRow(
            long assignment,
            long matter,
            long leader,
            String leaderName,
            String kindName,
            String title,
            String number,
            Urgency urgency,
            String nodeName,
            Instant offeredAt) {}

    record DictatedRow(
            long opinion,
            long matter,
            String kindName,
            String title,
            String nodeName,
            String decision,
            String text,
            String typedByName,
            Instant at) {}

    private final JdbcClient jdbc;
    private final Handling handling;
    private final Sending sending;
    private final Delegations delegations;
    private final MatterPast past;
    private final Processes processes;
    private final Neighbours neighbours;

    Dictation(
            JdbcClient jdbc,
            Handling handling,
            Sending sending,
            Delegations delegations,
            MatterPast past,
            Processes processes,
            Neighbours neighbours) {
        this.jdbc = jdbc;
        this.handling = handling;
        this.sending = sending;
        this.delegations = delegations;
        this.past = past;
        this.processes = processes;
        this.neighbours = neighbours;
    }

    /** What waits for the leaders the person types for, where the process allows it. */
    List<DictationRow> waiting(Actor actor) {
        return jdbc
                .sql("""
                        select a.id, a.matter, a.person, a.person_name, a.kind, a.title, a.number, a.urgency, a.node, a.node_name,
                               a.offered_at, m.version
                        from workflow.secretary s
                        join workflow.assignment a on a.person = s.leader and a.state in ('OFFERED', 'OPENED') and not a.draft
                        join workflow.matter m on m.id = a.matter and m.state = 'RUNNING'
                        where s.secretary = :me and s.ended_at is null order by a.offered_at desc, a.id desc limit 200""")
                .param("me", actor.person())
                .query((row, n) -> {
                    var kind = row.getString("kind");
                    var node = processes
                            .version(kind, row.getInt("version"))
                            .shape()
                            .node(row.getString("node"));
                    boolean allowed = node.settings().verbs().contains(Verb.DICTATE);
                    return java.util.Optional.of(new DictationRow(
                                    row.getLong("id"),
                                    row.getLong("matter"),
                                    row.getLong("person"),
                                    row.getString("person_name"),
                                    processes.name(kind),
                                    row.getString("title"),
                                    row.getString("number"),
                                    Urgency.valueOf(row.getString("urgency")),
                                    row.getString("node_name"),
                                    Moments.from(row, "offered_at")))
                            .filter(found -> allowed);
                })
                .list()
                .stream()
                .flatMap(java.util.Optional::stream)
                .toList();
    }

    /** @return what sending would lead to, for whoever may type it */
    HandlerPreview.Next preview(Actor actor, long assignment, String decision, HandlerPreview preview) {
        return sending.preview(actor, assignment, decision, preview, work -> theirs(work, assignment));
    }

    void send(Actor actor, long assignment, String decision, String opinion, Choices choices) {
        handling.onAssignment(actor, assignment, work -> {
            var theirs = theirs(work, assignment);
            if (opinion.isBlank()) {
                throw Refused.opinionRequired(theirs.step().node().name());
            }
            sending.send(work, theirs, new Said(decision, opinion, null, actor), choices);
            var m = work.matter();
            work.also(() -> neighbours.tell(
                    List.of(theirs.handler().person()),
                    new Message(
                            "workflow.dictated:" + assignment + ":" + work.now(),
                            "dictated",
                            actor.name() + "代录了《" + m.title() + "》的意见并送出，请确认",
                            "/workflow/dictation",
                            m.urgency())));
            return true;
        });
    }

    private Assignment theirs(Work work, long assignment) {
        var theirs = work.matter().assignment(assignment).orElseThrow(Refused::noSuchAssignment);
        if (!delegations.typesFor(work.actor().person(), theirs.handler().person())) {
            throw Refused.noSuchAssignment();
        }
        var node = theirs.step().node();
        if (!node.settings().verbs().contains(Verb.DICTATE)) {
            throw Refused.notAllowedHere(node.name(), "代录");
        }
        if (!theirs.isLive()) {
            throw Refused.notYourTurn(theirs.handler().name());
        }
        work.standsInFor(theirs.handler());
        return theirs;
    }

    /** Typed for the actor, neither confirmed nor disputed yet. */
    List<DictatedRow> toConfirm(Actor actor) {
        return jdbc.sql("""
                        select o.*, m.kind, m.title from workflow.opinion o join workflow.matter m on m.id = o.matter
                        where o.person = :me and o.typed_by is not null and o.confirmed_at is null and o.disputed_at is null
                          and o.withdrawn_at is null order by o.id desc limit 200""")
                .param("me", actor.person())
                .query((row, n) -> new DictatedRow(
                        row.getLong("id"),
                        row.getLong("matter"),
                        processes.name(row.getString("kind")),
                        row.getString("title"),
                        row.getString("node_name"),
                        processes.decisionTerm(row.getString("kind"), row.getString("node"), row.getString("decision")),
                        row.getString("body"),
                        row.getString("typed_by_name"),
                        Moments.from(row, "at")))
                .list();
    }

    void confirm(Actor actor, long opinion) {
        answer(actor, opinion, "CONFIRM_DICTATION", "");
    }

    /** The matter has moved on; whoever typed it and those who handle it now learn that it was not said so. */
    void dispute(Actor actor, long opinion, String reason) {
        if (reason.isBlank()) {
            throw Refused.reasonRequired();
        }
        answer(actor, opinion, "DISPUTE_DICTATION", reason);
    }

    private void answer(Actor actor, long opinion, String verb, String reason) {
        var typed = past.dictated(opinion)
                .filter(o -> o.person() == actor.person())
                .orElseThrow(RefusedForOthers::noSuchDictation);
        handling.onMatter(actor, typed.matter(), EnumSet.allOf(Matter.State.class), work -> {
            if (past.dictated(opinion).filter(MatterPast.Dictated::isOpen).isEmpty()) {
                throw RefusedForOthers.noSuchDictation();
            }
            boolean disputed = !reason.isBlank();
            work.trail(verb, null, typed.typedByName(), disputed ? reason : null);
            work.also(() -> jdbc.sql("update workflow.opinion set "
                            + (disputed ? "disputed_at = :now, dispute = :reason" : "confirmed_at = :now")
                            + " where id = :id")
                    .param("now", Moments.to(work.now()))
                    .param("reason", reason)
                    .param("id", opinion)
                    .update());
            if (disputed) {
                var m = work.matter();
                var people = new java.util.TreeSet<>(
                        List.of(typed.typedBy(), m.initiator().person()));
                m.assignments()
                        .filter(Assignment::isLive)
                        .forEach(a -> people.add(a.handler().person()));
                work.also(() -> neighbours.tell(
                        people,
                        new Message(
                                "workflow.disputed:" + opinion,
                                "returned",
                                actor.name() + "对《" + m.title() + "》的代录意见有异议：" + reason,
                                Sharing.link(m),
                                m.urgency())));
            }
            return true;
        });
    }
}
