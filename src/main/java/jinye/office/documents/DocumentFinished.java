package jinye.office.documents;

/** A document's matter has ended; it waits to be filed. */
public record DocumentFinished(long document, String flow, long unit) {}
