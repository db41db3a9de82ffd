package jinye.office.archives.items;

/**
 * One file of an item.
 *
 * @param kind  BODY, RECORD (the sealed OFD of the body), ATTACHMENT, SHEET or TRAIL
 * @param pages how many could be drawn on the day of filing, 0 for plain text
 */
public record ItemPart(String kind, String name, long file, long size, String sha256, String sm3, int pages) {}
