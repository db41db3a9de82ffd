package jinye.office.archives;

/** A document became an archive item. */
public record DocumentFiled(long item, long document, String archiveNumber) {}
