package jinye.office.transmission;

import java.time.Instant;
import java.util.UUID;

/**
 * The sender told a unit of another node something about an envelope: it is to travel there.
 *
 * @param receiver the unit at the other node, its number negated
 */
public record ReceiverTold(UUID packageId, long receiver, TellingKind kind, String words, String byName, Instant at) {}
