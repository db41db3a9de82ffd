package jinye.platform.mining;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One visit of one node as it is kept for analysis. Spans are in seconds of working time.
 *
 * @param id      of the step, or a negative number of an imported log
 * @param outcome {@code OPEN}, {@code DONE}, {@code RETURNED}, {@code WITHDRAWN} or {@code CANCELLED}
 * @param sinceStart from the start of its case until it arrived
 * @param waitSeconds    until the first look, @param touchSeconds from the first look to the decision; null while not over
 */
record Event(
        long id,
        String node,
        String nodeName,
        @Nullable String fromNode,
        @Nullable String fromDepartment,
        Instant arrivedAt,
        long sinceStart,
        @Nullable Instant openedAt,
        @Nullable Instant leftAt,
        @Nullable Instant dueAt,
        String outcome,
        boolean late,
        @Nullable Long waitSeconds,
        @Nullable Long touchSeconds,
        @Nullable Long person,
        @Nullable String personName,
        @Nullable String departmentName) {

    static final String OPEN = "OPEN";
    static final String DONE = "DONE";
    static final String RETURNED = "RETURNED";
    static final String WITHDRAWN = "WITHDRAWN";
    static final String CANCELLED = "CANCELLED";
}
