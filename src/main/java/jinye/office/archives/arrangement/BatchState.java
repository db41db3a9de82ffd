package jinye.office.archives.arrangement;

/** Where a 整理批次 stands. */
enum BatchState {
    ARRANGING("整理中"),
    NUMBERED("待检测"),
    RETURNED("检测不通过"),
    CHECKED("检测通过"),
    HANDED_OVER("已移交"),
    FILED("已归档");

    private final String term;

    BatchState(String term) {
        this.term = term;
    }

    String term() {
        return term;
    }
}
