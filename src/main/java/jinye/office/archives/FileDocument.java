package jinye.office.archives;

/**
 * 归档. @param retention Y, D30 or D10
 *
 * @param classCode 机构（问题）代码, letters, such as BGS
 * @param year 归档年度: the year of the document's date
 */
public record FileDocument(long document, String retention, String classCode, int year) {}
