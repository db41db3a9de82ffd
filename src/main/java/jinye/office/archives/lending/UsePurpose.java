package jinye.office.archives.lending;

/** 利用目的, as the annual statistics ask for it. */
enum UsePurpose {
    WORK("工作查考"),
    HISTORY("编史修志"),
    JUDICIAL("司法"),
    AUDIT("审计"),
    DISCLOSURE("信息公开");

    private final String term;

    UsePurpose(String term) {
        this.term = term;
    }

    String term() {
        return term;
    }
}
