package jinye.office.approvals.kinds;

import org.jspecify.annotations.Nullable;

/**
 * Something wrong or doubtful in a package. @param part which tab of the editor it belongs to: SETTINGS, FORM, PROCESS, PART,
 * RULES or PAPER
 *
 * @param place id of a node, pointer into a form or name of a table
 */
public record KindFinding(Level level, Part part, @Nullable String place, String code, String sentence) {

    /** An error keeps the kind from being published, a warning does not. */
    public enum Level {
        ERROR,
        WARNING
    }

    public enum Part {
        SETTINGS,
        FORM,
        PROCESS,
        PART,
        RULES,
        PAPER
    }

    public boolean isError() {
        return level == Level.ERROR;
    }
}
