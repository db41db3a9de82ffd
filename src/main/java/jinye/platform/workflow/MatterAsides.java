package jinye.platform.workflow;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
                pageHash(matter));
    }

    /** Changes when the title, the number or the desk's content changes. */
    String pageHash(Matter matter) {
        var page = String.join(
                "\n",
                matter.kind(),
                Long.toString(matter.record()),
                matter.title(),
                matter.number(),
                desks.of(matter.kind()).contentHash(matter.record()));
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(page.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }
}
