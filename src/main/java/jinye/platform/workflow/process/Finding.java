package jinye.platform.workflow.process;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something to mend, or to think about, before a process is published.
 *
 * @param element id of the node or arc, null when the whole file is meant
 * @param code    of the sentence, with its facts
 */
public record Finding(Level level, @Nullable String element, String code, List<String> facts) {

    /** An error keeps a process from being published, a warning does not. */
    public enum Level {
        ERROR,
        WARNING
    }

    static Finding error(@Nullable String element, BadProcess bad) {
        return new Finding(
                Level.ERROR,
                element,
                bad.code(),
                bad.facts().stream().map(String::valueOf).toList());
    }

    static Finding of(Level level, String element, String reason, String... facts) {
        return new Finding(level, element, "workflow.process-" + reason, List.of(facts));
    }
}
