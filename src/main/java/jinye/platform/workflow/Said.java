package jinye.platform.workflow;

import jinye.kernel.Actor;
import org.jspecify.annotations.Nullable;

/**
 * What a handler says with a send.
 *
 * @param decision a word of the node, empty for the first
 * @param ink      written by hand, null when typed
 * @param typedBy  who typed it for the handler (代录), null when the handler did
 */
record Said(
        String decision,
        String opinion,
        @Nullable Ink ink,
        @Nullable Actor typedBy) {

    static Said of(String decision, String opinion) {
        return new Said(decision, opinion, null, null);
    }

    boolean isSilent() {
        return opinion.isBlank() && ink == null;
    }
}
