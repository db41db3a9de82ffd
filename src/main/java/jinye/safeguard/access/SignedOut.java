package jinye.safeguard.access;

import jinye.kernel.Refusal;

/** Nobody is signed in, or the session has ended. */
final class SignedOut extends Refusal {
    SignedOut() {
        super(Kind.SIGNED_OUT, "access.signed-out");
    }

    /** @param code tells why the session ended */
    SignedOut(String code) {
        super(Kind.SIGNED_OUT, code);
    }

    static SignedOut because(String end) {
        return switch (end) {
            case "displaced" -> new SignedOut("access.signed-out-displaced");
            case "own", "administrator" -> new SignedOut("access.signed-out-ended");
            case "absolute" -> new SignedOut("access.signed-out-absolute");
            default -> new SignedOut();
        };
    }
}
