package jinye.platform.workflow.process;

/**
 * What became of one element of a foreign diagram.
 *
 * @param element  its id, empty when it had none
 * @param sentence Chinese: what it is, what was done with it and what is left to do
 */
public record ImportLine(Outcome outcome, String element, String sentence) {

    /** Kept as it was, turned into what means the same here, or left out because it cannot run here. */
    public enum Outcome {
        KEPT,
        MAPPED,
        REFUSED
    }
}
