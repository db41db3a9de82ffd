package jinye.office.documents;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The states of the three flows: outgoing D10–D99, incoming S10–S99, memo M10–M99, each with the node of the process that
 * stands for it. The outgoing steps are those of 党政机关公文处理工作条例 art. 18–22 and 25, the incoming ones those of art. 24.
 */
enum DocumentState {
    D10(Flow.OUTGOING, "起草", "draft"),
    D20(Flow.OUTGOING, "部门审核", "department"),
    D25(Flow.OUTGOING, "会签", "countersign"),
    D28(Flow.OUTGOING, "合法性审核", "legal"),
    D30(Flow.OUTGOING, "核稿", "office"),
    D35(Flow.OUTGOING, "分管领导审核", "leader"),
    D40(Flow.OUTGOING, "签发", "sign"),
    D50(Flow.OUTGOING, "编号", "number"),
    D60(Flow.OUTGOING, "复核", "recheck"),
    D70(Flow.OUTGOING, "排版成文", "typeset"),
    D80(Flow.OUTGOING, "用印", "seal"),
    D90(Flow.OUTGOING, "分发", "distribute"),
    D95(Flow.OUTGOING, "送达跟踪", null),
    D98(Flow.OUTGOING, "待归档", "filing"),
    D99(Flow.OUTGOING, "已归档", null),
    D00(Flow.OUTGOING, "作废", null),
    S10(Flow.INCOMING, "签收", null),
    S20(Flow.INCOMING, "登记", "register"),
    S30(Flow.INCOMING, "初审", "review"),
    S31(Flow.INCOMING, "退回来文单位", null),
    S40(Flow.INCOMING, "拟办", "propose"),
    S50(Flow.INCOMING, "批示", "instruct"),
    S60(Flow.INCOMING, "承办", "handle"),
    S70(Flow.INCOMING, "传阅", "circulate"),
    S90(Flow.INCOMING, "办结", "close"),
    S98(Flow.INCOMING, "待归档", "filing"),
    S99(Flow.INCOMING, "已归档", null),
    M10(Flow.MEMO, "起草", "draft"),
    M20(Flow.MEMO, "部门审核", "department"),
    M30(Flow.MEMO, "会办", "countersign"),
    M40(Flow.MEMO, "分管领导审核", "leader"),
    M50(Flow.MEMO, "主要负责人审批", "principal"),
    M90(Flow.MEMO, "结果反馈", "result"),
    M98(Flow.MEMO, "待归档", "filing"),
    M99(Flow.MEMO, "已归档", null),
    M00(Flow.MEMO, "作废", null);

    private final Flow flow;
    private final String term;
    private final @Nullable String node;

    DocumentState(Flow flow, String term, @Nullable String node) {
        this.flow = flow;
        this.term = term;
        this.node = node;
    }

    Flow flow() {
        return flow;
    }

    String term() {
        return term;
    }

    /** The state that a node of the flow's process stands for. */
    static @Nullable DocumentState at(Flow flow, String node) {
        for (var state : values()) {
            if (state.flow == flow && node.equals(state.node)) {
                return state;
            }
        }
        return null;
    }

    static DocumentState first(Flow flow) {
        return switch (flow) {
            case OUTGOING -> D10;
            case INCOMING -> S20;
            case MEMO -> M10;
        };
    }

    /** Nothing can happen to it any more. */
    boolean isFinal() {
        return switch (this) {
            case D99, D00, S31, S99, M99, M00 -> true;
            case D10, D20, D25, D28, D30, D35, D40, D50, D60, D70, D80, D90, D95, D98 -> false;
            case S10, S20, S30, S40, S50, S60, S70, S90, S98, M10, M20, M30, M40, M50, M90, M98 -> false;
        };
    }

    /** The content may be edited by whoever handles the node of this state. */
    boolean editable() {
        return switch (this) {
            case D10, D20, D30, D60, M10, M20 -> true;
            case D25, D28, D35, D40, D50, D70, D80, D90, D95, D98, D99, D00 -> false;
            case S10, S20, S30, S31, S40, S50, S60, S70, S90, S98, S99, M30, M40, M50, M90, M98, M99, M00 -> false;
        };
    }

    /**
     * The legal moves. Forward over steps that a document does not need (no countersigning, no legal review); back to any step
     * that prepares the text while nothing has left the house; never out of a final state.
     */
    boolean canBecome(DocumentState next) {
        if (next.flow != flow || isFinal()) {
            return false;
        }
        return next == this || forward().contains(next) || back().contains(next);
    }

    private Set<DocumentState> forward() {
        return switch (this) {
            case D10 -> EnumSet.of(D20, D25, D28, D30, D00);
            case D20 -> EnumSet.of(D25, D28, D30, D00);
            case D25 -> EnumSet.of(D28, D30, D00);
            case D28 -> EnumSet.of(D30, D00);
            case D30 -> EnumSet.of(D35, D40, D00);
            case D35 -> EnumSet.of(D40, D00);
            case D40 -> EnumSet.of(D50, D00);
            case D50 -> EnumSet.of(D60, D00);
            case D60 -> EnumSet.of(D70, D00);
            case D70 -> EnumSet.of(D80, D90, D00);
            case D80 -> EnumSet.of(D90, D00);
            case D90 -> EnumSet.of(D95, D98, D00);
            case D95 -> EnumSet.of(D98, D99, D00);
            case D98 -> EnumSet.of(D95, D99, D00);
            case S10 -> EnumSet.of(S20);
            case S20 -> EnumSet.of(S30);
            case S30 -> EnumSet.of(S31, S40);
            case S40 -> EnumSet.of(S50, S60, S70);
            case S50 -> EnumSet.of(S60, S70);
            case S60, S70 -> EnumSet.of(S60, S70, S90);
            case S90 -> EnumSet.of(S98, S99);
            case S98 -> EnumSet.of(S99);
            case M10 -> EnumSet.of(M20, M00);
            case M20 -> EnumSet.of(M30, M40, M50, M00);
            case M30 -> EnumSet.of(M40, M50, M00);
            case M40 -> EnumSet.of(M50, M90, M00);
            case M50 -> EnumSet.of(M90, M00);
            case M90 -> EnumSet.of(M98, M99, M00);
            case M98 -> EnumSet.of(M99);
            case D99, D00, S31, S99, M99, M00 -> EnumSet.noneOf(DocumentState.class);
        };
    }

    private Set<DocumentState> back() {
        return switch (this) {
            case D20, D25, D28, D30, D35, D40, D50, D60, D70, D80 -> EnumSet.range(D10, this);
            case S30, S40, S50, S60, S70, S90 -> EnumSet.range(S30, this);
            case M20, M30, M40, M50, M90 -> EnumSet.range(M10, this);
            case D10, D90, D95, D98, D99, D00, S10, S20, S31, S98, S99, M10, M98, M99, M00 ->
                EnumSet.noneOf(DocumentState.class);
        };
    }
}
