package jinye.platform.workflow.process;

/** One node of a process. Only steps have people; everything else is passed at once. */
public record Node(String id, String name, Kind kind, NodeSettings settings) {

    /** What the interpreter can walk; a file with anything else is refused. */
    public enum Kind {
        START,
        END,
        STEP,
        EXCLUSIVE,
        PARALLEL,
        INCLUSIVE
    }

    public boolean isStep() {
        return kind == Kind.STEP;
    }

    boolean branches() {
        return kind == Kind.PARALLEL || kind == Kind.INCLUSIVE;
    }
}
