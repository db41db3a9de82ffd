package jinye.office.archives.inspection;

/** When the checks run. */
public enum Stage {
    /** Pre-flight: the drafter hears what would fail later. */
    DRAFTING("起草预检"),
    FILING("归档"),
    TRANSFER("移交接收"),
    KEEPING("长期保存");

    private final String term;

    Stage(String term) {
        this.term = term;
    }

    public String term() {
        return term;
    }
}
