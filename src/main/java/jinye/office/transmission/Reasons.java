package jinye.office.transmission;

import jinye.kernel.Refusal;
import jinye.kernel.SecrecyWords;

/** Why somebody refuses, recalls or corrects: the other side reads it, so it must say something, and nothing secret. */
final class Reasons {

    private Reasons() {}

    static void require(String reason) {
        if (reason.isBlank()) {
            throw new ReasonNeeded();
        }
        SecrecyWords.refuseIn(reason);
    }

    static final class ReasonNeeded extends Refusal {
        ReasonNeeded() {
            super(Kind.INVALID, "transmission.reason-needed");
        }
    }
}
