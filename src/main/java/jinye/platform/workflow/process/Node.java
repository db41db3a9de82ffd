package jinye.platform.workflow.process;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One node of a process. Steps have people; nodes with a {@link Wait} are open until it is over; everything else is passed at once.
 *
 * @param timeouts what happens when nobody acts in time; only steps have them
 */
public record Node(
        String id,
        String name,
        Kind kind,
        NodeSettings settings,
        @Nullable Wait waits,
        List<Timeout> timeouts) {

    /** What the interpreter can walk; a file with anything else is refused. */
    public enum Kind {
        START,
        END,
        STEP,
        EXCLUSIVE,
        PARALLEL,
        INCLUSIVE,
        TIMER,
        SERVICE,
        MESSAGE,
        CALL,
        /** A timer on the edge of a step, by which the step is left when nobody acts. */
        BOUNDARY
    }

    static Node passed(String id, String name, Kind kind) {
        return new Node(id, name, kind, NodeSettings.NONE, null, List.of());
    }

    static Node waiting(String id, String name, Kind kind, Wait wait) {
        return new Node(id, name, kind, NodeSettings.NONE, wait, List.of());
    }

    /** People act on it. */
    public boolean isStep() {
        return kind == Kind.STEP;
    }

    /** The flow rests here until somebody acts or a wait is over. */
    public boolean rests() {
        return isStep() || waits != null;
    }

    boolean branches() {
        return kind == Kind.PARALLEL || kind == Kind.INCLUSIVE;
    }

    /** Something outside must happen before it is left; a loop through it cannot run away. */
    boolean slows() {
        return kind == Kind.STEP || kind == Kind.TIMER || kind == Kind.MESSAGE;
    }
}
