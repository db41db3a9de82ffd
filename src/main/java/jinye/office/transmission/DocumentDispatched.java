package jinye.office.transmission;

/** A document was sent; its envelopes lie in the outbox. */
public record DocumentDispatched(long dispatch, long document, int receivers) {}
