package jinye.platform.workflow;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One visit of one step by one matter, as process analysis reads it.
 *
 * @param fromStep the visit the sender came from, null for the first
 * @param state    {@code OPEN}, {@code CLOSED}, {@code RETURNED}, {@code WITHDRAWN} or {@code CANCELLED}
 * @param openedAt when the first of the handlers looked at it
 * @param dueAt    the earliest due moment of its handlers
 */
public record Visit(
        long step,
        long matter,
        String kind,
        int version,
        long record,
        String title,
        long unit,
        String unitName,
        Instant startedAt,
        @Nullable Instant endedAt,
        boolean terminated,
        String node,
        String nodeName,
        @Nullable Long fromStep,
        String state,
        @Nullable String decision,
        Instant arrivedAt,
        @Nullable Instant openedAt,
        @Nullable Instant leftAt,
        @Nullable Instant dueAt,
        List<Hand> hands) {

    /** One handler's part. @param state of the assignment. @param doneByName who did it, perhaps standing in */
    public record Hand(
            long person,
            String personName,
            String departmentName,
            String state,
            Instant offeredAt,
            @Nullable Instant openedAt,
            @Nullable Instant doneAt,
            @Nullable Long doneBy,
            @Nullable String doneByName) {}
}
