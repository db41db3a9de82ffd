package jinye.office.documents.elements;

/** 行文方向. 党政机关公文处理工作条例 art. 14: decided by subordination and competence. */
public enum Direction {
    UP("上行文"),
    DOWN("下行文"),
    PARALLEL("平行文"),
    PUBLIC("公布"),
    INTERNAL("内部");

    private final String term;

    Direction(String term) {
        this.term = term;
    }

    public String term() {
        return term;
    }
}
