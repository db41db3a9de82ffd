package jinye.safeguard.access;

import jinye.kernel.Refusal;

/** The request did not come from our own page (no or a wrong CSRF token), or the place is closed to the person. */
final class NotAccepted extends Refusal {
    NotAccepted() {
        super(Kind.FORBIDDEN, "access.not-accepted");
    }
}
