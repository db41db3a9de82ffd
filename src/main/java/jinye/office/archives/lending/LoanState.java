package jinye.office.archives.lending;

import java.util.Set;

/** A loan from the application to its end (archives.md §7). */
enum LoanState {
    REQUESTED("审批中"),
    REFUSED("不同意"),
    WITHDRAWN("已撤回"),
    /** Agreed to; the original waits to be fetched. */
    READY("待领取"),
    IN_USE("使用中"),
    RETURNED("已归还"),
    EXPIRED("已到期");

    private final String term;

    LoanState(String term) {
        this.term = term;
    }

    String term() {
        return term;
    }

    boolean canBecome(LoanState next) {
        return switch (this) {
            case REQUESTED -> Set.of(REFUSED, WITHDRAWN, READY, IN_USE).contains(next);
            case READY -> Set.of(WITHDRAWN, IN_USE).contains(next);
            case IN_USE -> Set.of(RETURNED, EXPIRED).contains(next);
            case REFUSED, WITHDRAWN, RETURNED, EXPIRED -> false;
        };
    }
}
