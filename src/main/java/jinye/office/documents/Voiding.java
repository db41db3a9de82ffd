package jinye.office.documents;

import java.time.Instant;

/** @param how VOID, TERMINATED, RECALL, or as the sender's notice said: REVOCATION (from the start), ABOLITION (from that day) */
record Voiding(String how, String reason, Instant at) {

    String term() {
        return switch (how) {
            case "RECALL" -> "撤回";
            case "REVOCATION" -> "撤销";
            case "ABOLITION" -> "废止";
            case "TERMINATED" -> "终止";
            default -> "作废";
        };
    }
}
