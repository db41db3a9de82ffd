package jinye.safeguard.audit.proof;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import jinye.kernel.Refusal;
import jinye.safeguard.cryptography.CertificateFiles;
import jinye.safeguard.cryptography.Digests;
import jinye.safeguard.cryptography.Family;
import jinye.safeguard.cryptography.Providers;
import jinye.safeguard.cryptography.SignedMessage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;
import org.jspecify.annotations.Nullable;

/**
 * Whether a seal says what it seems to say. Without a root that one trusts from elsewhere, a good signature only shows that whoever
 * sealed the log had the key that came along.
 */
final class SealCheck {

    private static final int STEPS_MAX = 8;

    private final List<X509Certificate> trusted;

    SealCheck(List<X509Certificate> trusted) {
        this.trusted = trusted;
    }

    /** @param good statement, signature and timestamp hold. @param at of the timestamp, null when there is none */
    record Judged(
            boolean good,
            boolean trusted,
            @Nullable String by,
            @Nullable Instant at) {}

    Judged judge(Seal seal) {
        return judge(seal.message(), seal.timestamp(), Seal.statement(seal.block(), seal.hash()));
    }

    Judged judge(Removal removal) {
        return judge(removal.message(), removal.timestamp(), Removal.statement(removal.id(), removal.entries()));
    }

    private Judged judge(byte[] signed, byte @Nullable [] timestamp, byte[] statement) {
        try {
            var message = SignedMessage.read(signed, null);
            var signer = message.signers().isEmpty() ? null : message.signers().getFirst();
            var by = signer == null ? null : signer.certificate();
            if (signer == null
                    || by == null
                    || !signer.intact()
                    || message.content() == null
                    || !MessageDigest.isEqual(message.content(), statement)) {
                return new Judged(false, false, null, null);
            }
            var stamped = timestamp == null ? Optional.<Instant>empty() : stampedAt(timestamp, signed);
            boolean good = timestamp == null || stamped.isPresent();
            var at = stamped.orElse(signer.signedAt());
            return new Judged(
                    good,
                    at != null && leadsToTrusted(by, message.certificates(), at),
                    by.getSubjectX500Principal().getName(),
                    stamped.orElse(null));
        } catch (Refusal unreadable) {
            return new Judged(false, false, null, null);
        }
    }

    /** Empty when the token is over something else or its signature does not hold. */
    private Optional<Instant> stampedAt(byte[] token, byte[] content) {
        try {
            var stamp = new TimeStampToken(new CMSSignedData(token));
            var certificate = CertificateFiles.named(stamp.getCertificates(), stamp.getSID());
            if (certificate.isEmpty()
                    || !MessageDigest.isEqual(
                            Digests.sm3(content), stamp.getTimeStampInfo().getMessageImprintDigest())) {
                return Optional.empty();
            }
            stamp.validate(new JcaSimpleSignerInfoVerifierBuilder()
                    .setProvider(Providers.BC)
                    .build(certificate.get()));
            var at = stamp.getTimeStampInfo().getGenTime().toInstant();
            var sent = stamp.getCertificates().getMatches(null).stream()
                    .map((X509CertificateHolder holder) -> CertificateFiles.certificate(holder))
                    .toList();
            return trusted.isEmpty() || leadsToTrusted(certificate.get(), sent, at)
                    ? Optional.of(at)
                    : Optional.empty();
        } catch (CMSException | TSPException | IOException | OperatorCreationException | RuntimeException broken) {
            return Optional.empty();
        }
    }

    private boolean leadsToTrusted(X509Certificate from, List<X509Certificate> sent, Instant at) {
        var certificate = from;
        for (int step = 0; step < STEPS_MAX; step++) {
            var current = certificate;
            if (!validAt(current, at)) {
                return false;
            }
            if (trusted.contains(current)) {
                return true;
            }
            var above = java.util.stream.Stream.concat(trusted.stream(), sent.stream())
                    .filter(one -> !one.equals(current) && issued(one, current))
                    .findFirst();
            if (above.isEmpty()) {
                return false;
            }
            certificate = above.get();
        }
        return false;
    }

    private static boolean issued(X509Certificate above, X509Certificate below) {
        try {
            return above.getBasicConstraints() >= 0
                    && above.getSubjectX500Principal().equals(below.getIssuerX500Principal())
                    && Family.of(above.getPublicKey())
                            .verify(above.getPublicKey(), below.getTBSCertificate(), below.getSignature());
        } catch (GeneralSecurityException unreadable) {
            return false;
        }
    }

    private static boolean validAt(X509Certificate certificate, Instant at) {
        var date = Date.from(at);
        return !date.before(certificate.getNotBefore()) && !date.after(certificate.getNotAfter());
    }
}
