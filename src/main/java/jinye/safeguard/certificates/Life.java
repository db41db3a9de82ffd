package jinye.safeguard.certificates;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened to one of our certificates, as far as it matters for whether it was good at a moment. */
record Life(long certificate, Holder holder, String holderName, List<Turn> turns) {

    /** @param reason null when it became valid again */
    record Turn(
            Instant at, CertificateState state, @Nullable RevocationReason reason) {}

    /** The last turn up to the moment; before the first it was not yet issued, which its validity tells. */
    CertificateState at(Instant moment) {
        var state = CertificateState.VALID;
        for (var turn : turns) {
            if (turn.at().isAfter(moment)) {
                break;
            }
            state = turn.state();
        }
        return state;
    }

    /** Since when it has been in the state it had at the moment. */
    Instant since(Instant moment) {
        return turns.stream()
                .filter(turn -> !turn.at().isAfter(moment))
                .map(Turn::at)
                .reduce((earlier, later) -> later)
                .orElse(moment);
    }
}
