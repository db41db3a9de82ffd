package jinye.kernel;

/** 紧急程度. 党政机关公文处理工作条例 art. 9(3): urgent documents are marked 特急 or 加急. */
public enum Urgency {
    PLAIN("平件"),
    URGENT("加急"),
    EXTRA_URGENT("特急");

    private final String term;

    Urgency(String term) {
        this.term = term;
    }

    public String term() {
        return term;
    }
}
