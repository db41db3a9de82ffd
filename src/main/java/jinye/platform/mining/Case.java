package jinye.platform.mining;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One matter with all its visits. @param workedSeconds from start to end in working time, null while it runs */
record Case(
        long id,
        String kind,
        int version,
        @Nullable Long record,
        String title,
        long unit,
        String unitName,
        Instant startedAt,
        @Nullable Instant endedAt,
        boolean terminated,
        @Nullable Long workedSeconds,
        List<Event> events) {

    /** The way a case took: nodes in the order they were entered, withdrawn visits left out because they were undone. */
    List<Event> path() {
        return events.stream()
                .filter(event -> !event.outcome().equals(Event.WITHDRAWN))
                .toList();
    }

    UUID pathHash() {
        var text = new StringBuilder(kind);
        path().forEach(event -> text.append('\n').append(event.node()));
        return UUID.nameUUIDFromBytes(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    int returns() {
        return (int) events.stream()
                .filter(event -> event.outcome().equals(Event.RETURNED))
                .count();
    }

    int late() {
        return (int) events.stream().filter(Event::late).count();
    }
}
