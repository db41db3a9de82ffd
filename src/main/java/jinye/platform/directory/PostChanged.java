package jinye.platform.directory;

/** A person took up or gave up a post. Synchronous, in the same transaction. @param unit where they work now */
public record PostChanged(long person, String name, long unit) {}
