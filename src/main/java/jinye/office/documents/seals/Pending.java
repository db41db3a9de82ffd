package jinye.office.documents.seals;

/** What widens the use of a seal, or ends it for good, is asked for by one person and decided by another. */
enum Pending {
    MAKING("刻制", SealState.MADE),
    RESUMPTION("恢复使用", SealState.IN_USE),
    DESTRUCTION("销毁", SealState.CANCELLED);

    private final String term;
    private final SealState outcome;

    Pending(String term, SealState outcome) {
        this.term = term;
        this.outcome = outcome;
    }

    String term() {
        return term;
    }

    SealState outcome() {
        return outcome;
    }
}
