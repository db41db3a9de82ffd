package jinye.office.transmission;

import java.util.Set;

/** 待发 → 已到达 → 已签收 → 已登记 → 已办结; exceptionally 拒收 or 已撤回. */
enum EnvelopeState {
    SENT("已发出"),
    ARRIVED("已到达"),
    SIGNED("已签收"),
    REFUSED("拒收"),
    REGISTERED("已登记"),
    CLOSED("已办结"),
    RECALLED("已撤回");

    /** Nobody at the receiver has said yet that they have it. */
    static final Set<EnvelopeState> UNSIGNED = Set.of(SENT, ARRIVED);

    private final String term;

    EnvelopeState(String term) {
        this.term = term;
    }

    String term() {
        return term;
    }
}
