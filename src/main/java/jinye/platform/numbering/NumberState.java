package jinye.platform.numbering;

/** What became of a number. */
public enum NumberState {
    /** Kept for something that comes later, with a reason. */
    RESERVED("预留"),
    /** Given to a record that is not finished. */
    TAKEN("占用"),
    /** Its record is issued: the number stands for good. */
    USED("使用"),
    /** Given back for good; never used again. */
    CANCELLED("作废"),
    /** Never given to anything. */
    SKIPPED("跳号");

    private final String term;

    NumberState(String term) {
        this.term = term;
    }

    public String term() {
        return term;
    }
}
