package jinye.platform.workflow;

import jinye.kernel.Actor;
import org.springframework.stereotype.Component;

/** Puts together what stands beside a matter's course, and says which page an opinion is written on. */
@Component
class MatterAsides {

    private final Watching watching;
    private final Notes notes;
    private final Participants participants;
    private final Desks desks;

    MatterAsides(Watching watching, Notes notes, Participants participants, Desks desks) {
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
                matter.state() == Matter.State.RUNNING ? participants.changeable(actor, matter) : java.util.List.of(),
                desks.pageHash(matter));
    }
}
