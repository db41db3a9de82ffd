package jinye.safeguard.certificates;

import java.security.cert.X509Certificate;
import java.time.Instant;
import jinye.safeguard.cryptography.Family;
import org.jspecify.annotations.Nullable;

/**
 * A certificate of our own authorities.
 *
 * @param serial  hexadecimal
 * @param current with this one its holder signs now
 * @param since   since when it has its state
 * @param reason  null while it is valid
 * @param heldKey its private key at the server; null when it lies elsewhere or was destroyed
 */
public record IssuedCertificate(
        long id,
        long authority,
        String serial,
        Holder holder,
        String holderName,
        CertificateUse use,
        Family family,
        Instant from,
        Instant until,
        CertificateState state,
        boolean current,
        Instant since,
        @Nullable RevocationReason reason,
        X509Certificate certificate,
        @Nullable Long heldKey) {

    public boolean usableAt(Instant at) {
        return state == CertificateState.VALID && !at.isBefore(from) && at.isBefore(until);
    }
}
