package jinye.office.documents;

import java.time.Instant;

/**
 * What the sender made known about a document after it was received. @param term 更正, 撤销 or 废止
 *
 * @param ends whether the document must not be carried out any longer
 */
public record SourceNotice(String term, boolean ends, String reason, String from, Instant at) {}
