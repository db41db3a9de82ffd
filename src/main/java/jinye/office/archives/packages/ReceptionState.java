package jinye.office.archives.packages;

/** Where a package of others stands. */
public enum ReceptionState {
    ARRIVED("待检测"),
    CHECKED("检测通过"),
    REFUSED("已退回"),
    ACCEPTED("已接收");

    private final String term;

    ReceptionState(String term) {
        this.term = term;
    }

    public String term() {
        return term;
    }
}
