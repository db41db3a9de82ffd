package jinye.safeguard.certificates;

import java.time.Instant;
import jinye.safeguard.cryptography.Family;
import org.jspecify.annotations.Nullable;

/** A request as it is kept. @param file PKCS#10, null when the server shall hold the key @param renews the certificate it shall follow */
record CertificateRequest(
        long id,
        Holder holder,
        String holderName,
        @Nullable Long unit,
        Family family,
        boolean dual,
        int years,
        byte @Nullable [] file,
        @Nullable Long renews,
        String reason,
        RequestState state,
        long askedBy,
        String askedByName,
        Instant askedAt,
        @Nullable String decidedByName,
        @Nullable Instant decidedAt,
        @Nullable String opinion) {}
