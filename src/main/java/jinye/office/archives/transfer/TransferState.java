package jinye.office.archives.transfer;

/** 移交 (电子档案移交与接收办法): sent, received or returned; what is returned is mended and sent again, or kept. */
enum TransferState {
    SENT("已送出"),
    RETURNED("已退回"),
    RECEIVED("已接收"),
    WITHDRAWN("已撤回");

    private final String term;

    TransferState(String term) {
        this.term = term;
    }

    String term() {
        return term;
    }
}
