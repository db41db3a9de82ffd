package jinye.platform.workflow;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import jinye.kernel.Actor;
import jinye.kernel.Urgency;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The front door of handling. Desks start matters and ask about them; people's verbs (send, return, withdraw …) come through
 * the controller of this module, the same for every desk.
 */
@Service
@Transactional
public class Matters {

    private final Sending sending;
    private final Steering steering;
    private final MatterStore store;
    private final MatterReading reading;
    private final StepRules rules;
    private final Announcements announcements;

    Matters(
            Sending sending,
            Steering steering,
            MatterStore store,
            MatterReading reading,
            StepRules rules,
            Announcements announcements) {
        this.sending = sending;
        this.steering = steering;
        this.store = store;
        this.reading = reading;
        this.rules = rules;
        this.announcements = announcements;
    }

    /** Starts a matter; its first step is the initiator's own (拟稿) and is open afterwards. */
    public long start(Actor actor, StartMatter command) {
        return sending.start(actor, command);
    }

    public Optional<MatterState> of(String kind, long record) {
        return store.idOf(kind, record)
                .flatMap(id -> store.byId(id, false))
                .map(matter -> matter.asSeen(rules.facts(matter)));
    }

    /** The record's title, number or urgency changed: lists show the new ones. */
    public void rename(String kind, long record, String title, String number, Urgency urgency) {
        reading.rename(kind, record, title, number, urgency);
    }

    /** Is this person asked to handle this node of the record's matter now (in person or standing in)? */
    public boolean handles(Actor actor, String kind, long record, String node) {
        return reading.openNodes(actor, kind, record).contains(node);
    }

    /** The nodes at which this person may act on the record now; empty for everybody else. */
    public List<String> openNodes(Actor actor, String kind, long record) {
        return reading.openNodes(actor, kind, record);
    }

    /** What the steps this person handles now let them do with the record's fields and files. */
    public StepRights rights(Actor actor, String kind, long record) {
        var matter =
                store.idOf(kind, record).flatMap(id -> store.byId(id, false)).orElseThrow(Refused::noSuchMatter);
        return reading.rights(actor, kind, record, matter.process().shape());
    }

    /** The nodes that this person handles or has handled. */
    public List<String> handledNodes(Actor actor, String kind, long record) {
        return reading.handledNodes(actor, kind, record);
    }

    /** What the steps of the record's process let their handlers see and change, one for each step that keeps something back. */
    public List<StepRights> limits(String kind, long record) {
        return store.idOf(kind, record).flatMap(id -> store.byId(id, false)).stream()
                .flatMap(matter -> matter.process().shape().nodes().stream())
                .map(node -> node.settings().policy())
                .filter(policy -> !policy.fields().isEmpty() || !policy.files().isEmpty())
                .map(StepRights::of)
                .toList();
    }

    /** All nodes at which somebody may act on the record now; empty when its matter has ended. */
    public List<String> openNodes(String kind, long record) {
        return reading.openNodes(kind, record);
    }

    /** All opinions in order of time, also those written by people who were only given the matter to read. */
    public List<MatterOpinion> opinions(String kind, long record) {
        return reading.opinions(kind, record);
    }

    /** The trail in order of time: every verb of everybody, from the start to the end. */
    public List<MatterAct> trail(String kind, long record) {
        return reading.trail(kind, record);
    }

    /** A desk's act completes a step in the name of the actor, as if they had sent it. An empty decision means the first. */
    public void send(Actor actor, String kind, long record, String node, String decision, String opinion) {
        send(actor, kind, record, node, decision, opinion, Map.of());
    }

    /** @param choices people chosen for coming nodes that leave it to the sender */
    public void send(
            Actor actor,
            String kind,
            long record,
            String node,
            String decision,
            String opinion,
            Map<String, List<Long>> choices) {
        var matter = store.idOf(kind, record, actor.person(), node).orElseThrow(Refused::noSuchMatter);
        sending.sendAt(actor, matter, node, decision, opinion, new Choices(choices));
    }

    /**
     * Tells whoever waits for this message about this record (消息环节). It may be said before anybody waits; every matter begun
     * before it hears it once.
     *
     * @param facts for the matters that hear it; {@code decision}, when among them, is the outcome of the step
     */
    public void announce(String message, long record, Map<String, Object> facts) {
        announcements.announce(message, record, facts);
    }

    /** Ends a running matter (作废, 终止) with a reason. The desk has checked that the actor may. */
    public void terminate(Actor actor, String kind, long record, String reason) {
        steering.terminate(actor, store.idOf(kind, record).orElseThrow(Refused::noSuchMatter), reason);
    }
}
