package jinye.office.archives;

/** A record became an item of the archives. Its desk keeps the number; search follows after commit. @param module whose record it is */
public record DocumentFiled(long item, String module, long document, String archiveNumber) {}
