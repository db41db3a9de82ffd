package jinye.office.archives;

/** An item was destroyed by rule; search forgets it after commit. */
public record DocumentDestroyed(long item) {}
