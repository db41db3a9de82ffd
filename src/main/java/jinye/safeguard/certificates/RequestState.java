package jinye.safeguard.certificates;

/** 申请状态. */
enum RequestState {
    PENDING("待审批"),
    ISSUED("已签发"),
    REFUSED("未通过"),
    WITHDRAWN("已撤回");

    private final String term;

    RequestState(String term) {
        this.term = term;
    }

    String term() {
        return term;
    }
}
