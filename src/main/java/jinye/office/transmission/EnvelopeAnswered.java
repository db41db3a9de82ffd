package jinye.office.transmission;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A unit here said something about an envelope that came from another node: it is to travel back there.
 *
 * @param sender  the unit at the other node, its number negated
 * @param receipt a word of 回执: {@code SIGNING}, {@code REFUSAL}, {@code REGISTRATION}, {@code CLOSING}
 */
public record EnvelopeAnswered(
        UUID packageId,
        long sender,
        String receipt,
        Instant at,
        @Nullable String personName,
        @Nullable String text) {}
