package jinye.office.documents.seals;

import java.util.Set;

/** 印章状态, with the legal moves. A seal that was lost never comes back: whoever found it could have used it meanwhile. */
enum SealState {
    ASKED("刻制待批"),
    REFUSED("未批准刻制"),
    MADE("已刻制，待启用"),
    IN_USE("启用"),
    STOPPED("停用"),
    LOST("已挂失"),
    CANCELLED("已销毁");

    private final String term;

    SealState(String term) {
        this.term = term;
    }

    String term() {
        return term;
    }

    boolean mayBecome(SealState next) {
        var nexts = switch (this) {
            case ASKED -> Set.of(MADE, REFUSED);
            case MADE -> Set.of(IN_USE, LOST, CANCELLED);
            case IN_USE -> Set.of(STOPPED, LOST);
            case STOPPED -> Set.of(IN_USE, LOST, CANCELLED);
            case LOST -> Set.of(CANCELLED);
            case REFUSED, CANCELLED -> Set.<SealState>of();
        };
        return nexts.contains(next);
    }
}
