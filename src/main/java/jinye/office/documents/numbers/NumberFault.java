package jinye.office.documents.numbers;

/** What can be wrong with the numbers of a year. GB/T 9704-2012 7.2.5; 条例 art. 25(2). */
public enum NumberFault {
    GAP("断号没有原因", true),
    DUPLICATE("重号", true),
    UNKNOWN("号簿有号，没有公文", true),
    NOT_IN_LEDGER("公文有号，号簿没有", true),
    BEFORE_SIGNING("签发前编号", false),
    DATE_ORDER("号序与成文日期不符", false),
    NOT_ISSUED("编号后没有印发", false);

    private final String term;
    private final boolean blocks;

    NumberFault(String term, boolean blocks) {
        this.term = term;
        this.blocks = blocks;
    }

    public String term() {
        return term;
    }

    /** Whether the year cannot be signed off while it stands. */
    public boolean blocks() {
        return blocks;
    }
}
