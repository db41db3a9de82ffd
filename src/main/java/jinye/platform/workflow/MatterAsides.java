package jinye.platform.workflow;

import java.util.List;
import jinye.kernel.Actor;
import jinye.platform.workflow.process.Node;
import org.springframework.stereotype.Component;

/** Puts together what stands beside a matter's course, and says which page an opinion is written on. */
@Component
class MatterAsides {

    private final Watching watching;
    private final Notes notes;
    private final Participants participants;
    private final Desks desks;
    private final Offshoots offshoots;

    MatterAsides(Watching watching, Notes notes, Participants participants, Desks desks, Offshoots offshoots) {
        this.offshoots = offshoots;
        this.watching = watching;
        this.notes = notes;
        this.participants = participants;
        this.desks = desks;
    }

    MatterAside of(Actor actor, Matter matter) {
        return new MatterAside(
                watching.follows(actor, matter.id()),
                notes.of(actor, matter.id()),
                watching.of(actor, matter),
                matter.state() == Matter.State.RUNNING ? participants.changeable(actor, matter) : List.of(),
                reopenable(actor, matter),
                desks.pageHash(matter));
    }

    private List<String> reopenable(Actor actor, Matter matter) {
        boolean over = matter.state() == Matter.State.ENDED || matter.state() == Matter.State.TERMINATED;
        if (!over || !Administration.steers(actor, matter)) {
            return List.of();
        }
        if (offshoots.isForgotten(matter)) {
            return List.of();
        }
        var steps = matter.process().shape().steps().stream().map(Node::id).toList();
        return desks.of(matter.kind()).reopenable(matter.record(), steps);
    }
}
