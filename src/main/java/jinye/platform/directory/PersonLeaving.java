package jinye.platform.directory;

/** A person is about to leave (离任). Synchronous, in the same transaction: who depends on them may refuse. */
public record PersonLeaving(long person, String name) {}
