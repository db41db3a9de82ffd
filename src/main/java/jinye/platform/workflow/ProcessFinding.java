package jinye.platform.workflow;

import jinye.platform.workflow.process.Finding;
import org.jspecify.annotations.Nullable;

/** A finding with its Chinese sentence. @param element id of the node or arc it is about, null when the whole file is meant */
public record ProcessFinding(Finding.Level level, @Nullable String element, String code, String sentence) {

    public boolean isError() {
        return level == Finding.Level.ERROR;
    }
}
