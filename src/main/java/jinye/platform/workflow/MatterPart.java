package jinye.platform.workflow;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a matter one of its sub-matters handles.
 *
 * @param name       the department, the unit, or the row as people see it; empty when there is only one
 * @param place      the first is 0
 * @param department whose department it runs in, null when it stays the initiator's
 * @param row        the entry of the list, null unless it is asked of each row
 */
public record MatterPart(
        String name,
        int place,
        @Nullable Long department,
        @Nullable Long unit,
        @Nullable Object row) {}
