package jinye.office.documents.elements;

import java.util.List;

/**
 * 文种: one of the fifteen kinds of 党政机关公文处理工作条例 art. 8, or an internal carrier such as 签报. Data of the versioned
 * table {@code documents.kind}.
 *
 * @param directions   the directions it may travel, the usual one first
 * @param issuable     whether a tobacco bureau may issue it
 * @param needsSigner  whether 签发人 stands on its face whichever way it goes (an upward document always shows it)
 * @param expectsReply whether the receiver owes an answer
 * @param internal     an internal carrier, not one of the fifteen kinds
 */
public record Kind(
        String code,
        String term,
        List<Direction> directions,
        boolean issuable,
        boolean needsSigner,
        boolean expectsReply,
        boolean internal) {

    public static final String ORDER = "03";
    public static final String OPINION = "07";
    public static final String NOTICE = "08";
    public static final String REPORT = "10";
    public static final String REQUEST = "11";
    public static final String REPLY = "12";
    public static final String LETTER = "14";
    public static final String MINUTES = "15";

    public Direction usualDirection() {
        return directions.getFirst();
    }

    public boolean isRequest() {
        return code.equals(REQUEST);
    }

    public boolean isOpinion() {
        return code.equals(OPINION);
    }

    /** Kinds that tell the receiver what to do; only a superior of the receiver may write them. */
    public boolean instructive() {
        return switch (code) {
            case "01", "02", ORDER, NOTICE, "09", REPLY -> true;
            default -> false;
        };
    }
}
