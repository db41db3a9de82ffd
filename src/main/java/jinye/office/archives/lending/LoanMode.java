package jinye.office.archives.lending;

/** In which way an item is used. */
enum LoanMode {
    ONLINE("在线阅览"),
    /** Downloaded, every page with its watermark. */
    COPY("复制"),
    ORIGINAL("借阅原件"),
    TAKEN_OUT("原件带出本单位");

    private final String term;

    LoanMode(String term) {
        this.term = term;
    }

    String term() {
        return term;
    }

    boolean isPaper() {
        return this == ORIGINAL || this == TAKEN_OUT;
    }
}
