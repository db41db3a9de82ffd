package jinye.safeguard.access;

import jinye.kernel.Refusal;

/** Nobody is signed in, or the session has ended. */
final class SignedOut extends Refusal {
    SignedOut() {
        super(Kind.SIGNED_OUT, "access.signed-out");
    }
}
