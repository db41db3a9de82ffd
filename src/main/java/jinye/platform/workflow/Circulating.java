package jinye.platform.workflow;

import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import jinye.kernel.Actor;
import jinye.platform.messages.Message;
import jinye.platform.workflow.process.NodeSettings.Verb;
import org.springframework.stereotype.Component;

/** Telling others: giving a matter to read (传阅), its read receipts, and urging (催办). Nothing here moves the matter. */
@Component
class Circulating {

    /** Urging again sooner than this would be pestering; the first message still stands in the inbox. */
    private static final Duration BETWEEN_URGES = Duration.ofMinutes(30);

    private final Handling handling;
    private final Staffing staffing;
    private final MatterPast past;
    private final MatterWriter writer;
    private final Neighbours neighbours;
    private final Phrasing phrasing;

    Circulating(
            Handling handling,
            Staffing staffing,
            MatterPast past,
            MatterWriter writer,
            Neighbours neighbours,
            Phrasing phrasing) {
        this.handling = handling;
        this.staffing = staffing;
        this.past = past;
        this.writer = writer;
        this.neighbours = neighbours;
        this.phrasing = phrasing;
    }

    void circulate(Actor actor, long matter, Collection<Long> people, String note) {
        handling.onMatter(actor, matter, EnumSet.of(Matter.State.RUNNING, Matter.State.ENDED), work -> {
            checkPart(work);
            checkNode(work, "传阅");
            var asked = new TreeSet<>(people);
            var readers = staffing.people(asked);
            if (readers.size() != asked.size()) {
                throw Refused.noSuchPerson("/readers");
            }
            var unread = past.unreadBy(matter);
            var fresh =
                    readers.stream().filter(r -> !unread.contains(r.person())).toList();
            if (fresh.isEmpty()) {
                throw RefusedTelling.circulatedAlready(names(readers));
            }
            fresh.forEach(reader -> work.circulate(reader, note, false));
            work.trail("CIRCULATE", null, names(fresh), note.isBlank() ? null : note);
            var m = work.matter();
            var ids = fresh.stream().map(Handler::person).toList();
            work.announce(new PeopleCirculated(m.id(), m.kind(), m.record(), ids, actor.person()));
            neighbours.tell(
                    ids,
                    new Message(
                            "workflow.circulated:" + m.id() + ":" + work.now(),
                            "circulated",
                            actor.name() + "送阅《" + m.title() + "》",
                            Sharing.link(m),
                            m.urgency()));
            return true;
        });
    }

    /** Reading twice changes nothing; an opinion may follow later. */
    void read(Actor actor, long circulation, String opinion) {
        handling.onCirculation(actor, circulation, work -> {
            var reading = past.reading(circulation)
                    .filter(r -> r.person() == actor.person())
                    .orElseThrow(Refused::noSuchCirculation);
            if (reading.readAt() == null || (!opinion.isBlank() && !opinion.equals(reading.opinion()))) {
                work.trail("READ", null, null, opinion.isBlank() ? null : opinion);
                work.also(() -> writer.read(work, circulation, opinion));
            }
            return true;
        });
    }

    /** @return the names of those urged */
    List<String> urge(Actor actor, long matter, String note) {
        return handling.onMatter(actor, matter, work -> {
            checkPart(work);
            past.urgedLately(matter, actor.person(), work.now().minus(BETWEEN_URGES))
                    .ifPresent(at -> {
                        throw RefusedTelling.urgedRecently(phrasing.moment(at));
                    });
            var slow = work.matter()
                    .assignments()
                    .filter(a -> a.isLive() && !a.isOf(actor.person()))
                    .toList();
            if (slow.isEmpty()) {
                throw RefusedTelling.nobodyToUrge();
            }
            var handlers = slow.stream().map(Assignment::handler).distinct().toList();
            work.trail("URGE", null, names(handlers), note.isBlank() ? null : note);
            work.also(() -> writer.urged(work, slow));
            var m = work.matter();
            neighbours.tell(
                    handlers.stream().map(Handler::person).toList(),
                    new Message(
                            "workflow.urge:" + m.id() + ":" + work.now(),
                            "urge",
                            actor.name() + "催办《" + m.title() + "》" + (note.isBlank() ? "" : "：" + note),
                            Sharing.link(m),
                            m.urgency()));
            return handlers.stream().map(Handler::name).toList();
        });
    }

    /** Whoever started or handled the matter may tell others about it, and administrators may. */
    void checkPart(Work work) {
        var actor = work.actor();
        boolean part = work.matter().initiator().person() == actor.person()
                || Administration.steers(actor, work.matter())
                || past.tookPart(work.matter().id(), actor.person());
        if (!part) {
            throw RefusedTelling.mayNotShare();
        }
    }

    /** A node may forbid its handlers to pass the matter around. */
    void checkNode(Work work, String term) {
        var own = work.matter()
                .assignments()
                .filter(a -> a.isLive() && a.isOf(work.actor().person()))
                .map(a -> a.step().node())
                .toList();
        if (!own.isEmpty()
                && own.stream().noneMatch(node -> node.settings().verbs().contains(Verb.CIRCULATE))) {
            throw Refused.notAllowedHere(own.getFirst().name(), term);
        }
    }

    private static String names(List<Handler> people) {
        return people.stream().map(Handler::name).collect(Collectors.joining("、"));
    }
}
