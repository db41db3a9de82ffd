package jinye.office.approvals;

/** States of a request. */
enum RequestState {
    DRAFT("草稿"),
    RUNNING("审批中"),
    APPROVED("已批准"),
    REFUSED("未批准"),
    VOID("已作废");

    private final String term;

    RequestState(String term) {
        this.term = term;
    }

    String term() {
        return term;
    }

    boolean isOver() {
        return this == APPROVED || this == REFUSED || this == VOID;
    }
}
