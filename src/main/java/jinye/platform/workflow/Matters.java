package jinye.platform.workflow;

import java.util.List;
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

    /** Starts a matter; its first step is the initiator's own (拟稿) and is open afterwards. */
    public long start(Actor actor, StartMatter command) {
        throw new UnsupportedOperationException();
    }

    public Optional<MatterState> of(String kind, long record) {
        throw new UnsupportedOperationException();
    }

    /** The record's title, number or urgency changed: lists show the new ones. */
    public void rename(String kind, long record, String title, String number, Urgency urgency) {
        throw new UnsupportedOperationException();
    }

    /** Is this person asked to handle this node of the record's matter now (in person or standing in)? */
    public boolean handles(Actor actor, String kind, long record, String node) {
        throw new UnsupportedOperationException();
    }

    /** The nodes at which this person may act on the record now; empty for everybody else. */
    public List<String> openNodes(Actor actor, String kind, long record) {
        throw new UnsupportedOperationException();
    }

    /** All opinions in order of time. */
    public List<MatterOpinion> opinions(String kind, long record) {
        throw new UnsupportedOperationException();
    }

    /** A desk's act completes a step in the name of the actor, as if they had sent it. */
    public void send(Actor actor, String kind, long record, String node, String decision, String opinion) {
        throw new UnsupportedOperationException();
    }

    /** Ends a running matter (作废, 终止) with a reason. */
    public void terminate(Actor actor, String kind, long record, String reason) {
        throw new UnsupportedOperationException();
    }
}
