package jinye.office.transmission;

/** What receivers are told afterwards. 条例 art. 35: 撤销 is void from the start, 废止 from the day of abolition. */
enum NoticeKind {
    CORRECTION("更正"),
    REVOCATION("撤销"),
    ABOLITION("废止");

    private final String term;

    NoticeKind(String term) {
        this.term = term;
    }

    String term() {
        return term;
    }
}
