package jinye.platform.workflow;

import jinye.platform.workflow.process.Wait;
import org.jspecify.annotations.Nullable;

/**
 * A sub-matter as its parent sees it.
 *
 * @param outcome the last step's decision, null while there is none
 * @param removed taken away by whoever steers: nothing is expected of it any more
 */
record Offshoot(
        long id,
        String kind,
        String title,
        String part,
        int place,
        Matter.State state,
        @Nullable String outcome,
        String outcomeNode,
        String presentHandlers,
        boolean removed) {

    /** What it says to conditions and counts. */
    String word() {
        return switch (state) {
            case TERMINATED -> "terminated";
            case ENDED -> outcome == null || outcome.isEmpty() ? "ended" : outcome;
            case RUNNING, SUSPENDED -> "running";
        };
    }

    boolean counts(Wait.Call call) {
        return state == Matter.State.ENDED
                || (state == Matter.State.TERMINATED && call.terminated() == Wait.Ended.COUNTS);
    }
}
