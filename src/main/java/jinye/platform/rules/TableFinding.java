package jinye.platform.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something to mend before a table is used. @param row counted from 1, null when the whole table is meant */
public record TableFinding(Level level, @Nullable Integer row, String code, List<String> facts, String sentence) {

    /** An error keeps the table from being published, a warning does not. */
    public enum Level {
        ERROR,
        WARNING
    }

    public boolean isError() {
        return level == Level.ERROR;
    }
}
