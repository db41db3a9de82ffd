package jinye.safeguard.access;

/** A person's session is over, for whatever reason; other systems that it opened are told. */
public record PresenceEnded(long presence, long person) {}
