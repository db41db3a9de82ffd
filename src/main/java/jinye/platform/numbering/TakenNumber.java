package jinye.platform.numbering;

/** @param text as printed: 湘烟办〔2026〕12号, 收〔2026〕0001 */
public record TakenNumber(String series, int year, int number, String text) {}
