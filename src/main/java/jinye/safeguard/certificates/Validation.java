package jinye.safeguard.certificates;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jinye.kernel.Moments;
import jinye.kernel.Refusal;
import jinye.platform.web.Sentences;
import jinye.safeguard.certificates.Verdict.Check;
import jinye.safeguard.certificates.Verdict.Step;
import jinye.safeguard.cryptography.CertificateFiles;
import jinye.safeguard.cryptography.Family;
import jinye.safeguard.cryptography.SignedMessage;
import org.bouncycastle.asn1.x509.Extension;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The front door for judging certificates: may this one be relied on for this purpose, at this moment? For a signature the moment
 * is when it was made (best proved by a timestamp), for a sign-in it is now.
 */
@Service
public class Validation {

    /** What a certificate may require and we understand; anything else that is critical must not be passed over (RFC 5280, 4.2). */
    private static final Set<String> UNDERSTOOD = Set.of(
            Extension.keyUsage.getId(),
            Extension.basicConstraints.getId(),
            Extension.extendedKeyUsage.getId(),
            Extension.subjectAlternativeName.getId(),
            Extension.certificatePolicies.getId());

    private static final java.util.regex.Pattern WEAK =
            java.util.regex.Pattern.compile("(?i).*(MD2|MD4|MD5|SHA-?1)(with|$).*");

    private final TrustList trust;
    private final Paths paths;
    private final Lives lives;
    private final Sentences sentences;
    private final Clock clock;

    Validation(TrustList trust, Paths paths, Lives lives, Sentences sentences, Clock clock) {
        this.trust = trust;
        this.paths = paths;
        this.lives = lives;
        this.sentences = sentences;
        this.clock = clock;
    }

    /** @param sent certificates that came along and may lead to one we know; they are not trusted for being there */
    public Verdict judge(X509Certificate certificate, Collection<X509Certificate> sent, Purpose purpose, Instant at) {
        return new Judging(certificate, sent, purpose, at, null).verdict();
    }

    /** Now. */
    public Verdict judge(X509Certificate certificate, Collection<X509Certificate> sent, Purpose purpose) {
        return judge(certificate, sent, purpose, clock.instant());
    }

    /** As above, and the certificate must be one of ours issued to this holder. */
    public Verdict judge(
            X509Certificate certificate,
            Collection<X509Certificate> sent,
            Purpose purpose,
            Instant at,
            Holder expected) {
        return new Judging(certificate, sent, purpose, at, expected).verdict();
    }

    /**
     * A signature of a CMS message.
     *
     * @param intact  the signature value fits content and certificate
     * @param verdict null when the message does not carry its signer's certificate
     */
    public record JudgedSigner(
            SignedMessage.Signer signer,
            boolean intact,
            @Nullable Verdict verdict) {
        public boolean valid() {
            return intact && verdict != null && verdict.valid();
        }
    }

    /** Every signer of a message. @param beside the content when it does not lie inside. @param at null takes what each signer says */
    public List<JudgedSigner> judgeMessage(
            byte[] message, byte @Nullable [] beside, Purpose purpose, @Nullable Instant at) {
        var read = SignedMessage.read(message, beside);
        return read.signers().stream()
                .map(signer -> {
                    var certificate = signer.certificate();
                    if (certificate == null) {
                        return new JudgedSigner(signer, false, null);
                    }
                    var moment = at != null ? at : signer.signedAt() != null ? signer.signedAt() : clock.instant();
                    return new JudgedSigner(
                            signer, signer.intact(), judge(certificate, read.certificates(), purpose, moment));
                })
                .toList();
    }

    /** @throws NotValid with the sentence of the first failing step */
    public static void refuseUnlessValid(Verdict verdict) {
        verdict.failure().ifPresent(failure -> {
            throw new NotValid(failure.sentence());
        });
    }

    private final class Judging {

        private final X509Certificate certificate;
        private final Collection<X509Certificate> sent;
        private final Purpose purpose;
        private final Instant at;
        private final @Nullable Holder expected;
        private final List<Check> checks = new ArrayList<>();
        private List<X509Certificate> steps;
        private @Nullable Life life;

        Judging(
                X509Certificate certificate,
                Collection<X509Certificate> sent,
                Purpose purpose,
                Instant at,
                @Nullable Holder expected) {
            this.certificate = certificate;
            this.sent = sent;
            this.purpose = purpose;
            this.at = at;
            this.expected = expected;
            this.steps = List.of(certificate);
        }

        Verdict verdict() {
            if (strong()) {
                paths.find(certificate, sent, trust.all())
                        .ifPresentOrElse(
                                this::walk,
                                () -> fail(Step.ISSUER, "certificates.issuer-unknown", Names.text(certificate)));
            }
            return new Verdict(
                    certificate,
                    purpose,
                    at,
                    List.copyOf(checks),
                    steps,
                    life == null ? null : life.holder(),
                    life == null ? null : life.certificate());
        }

        private void walk(Paths.Path path) {
            steps = path.steps();
            pass(Step.ISSUER, CertificateFiles.name(path.anchor().certificate()));
            if (signed(path) && authorised(path) && trusted(path) && current() && purposed() && standing(path)) {
                held();
            }
        }

        private boolean strong() {
            if (!Family.strong(certificate.getPublicKey())) {
                var key = certificate.getPublicKey();
                return fail(
                        Step.STRENGTH, "certificates.weak-key", Family.of(key).name(), Family.bits(key));
            }
            if (WEAK.matcher(certificate.getSigAlgName()).matches()) {
                return fail(Step.STRENGTH, "certificates.weak-digest", certificate.getSigAlgName());
            }
            return pass(Step.STRENGTH, Family.of(certificate.getPublicKey()).term());
        }

        private boolean signed(Paths.Path path) {
            for (int n = 0; n + 1 < path.steps().size(); n++) {
                var step = path.steps().get(n);
                if (!paths.signed(step, path.steps().get(n + 1))) {
                    return fail(Step.SIGNATURE, "certificates.signature-wrong", CertificateFiles.name(step));
                }
            }
            return pass(Step.SIGNATURE, "");
        }

        /** Those above may issue, and not more authorities below themselves than they were allowed. */
        private boolean authorised(Paths.Path path) {
            for (int n = 0; n < path.steps().size(); n++) {
                var step = path.steps().get(n);
                var critical = step.getCriticalExtensionOIDs();
                if (critical != null && !UNDERSTOOD.containsAll(critical)) {
                    return fail(Step.AUTHORITY, "certificates.not-understood", CertificateFiles.name(step));
                }
                if (n == 0) {
                    continue;
                }
                var usage = step.getKeyUsage();
                int below = step.getBasicConstraints();
                if (below < 0 || below < n - 1 || (usage != null && !usage[5])) {
                    return fail(Step.AUTHORITY, "certificates.not-an-authority", CertificateFiles.name(step));
                }
                if (!Family.strong(step.getPublicKey())) {
                    return fail(
                            Step.AUTHORITY,
                            "certificates.weak-key",
                            Family.of(step.getPublicKey()).name(),
                            Family.bits(step.getPublicKey()));
                }
            }
            return pass(Step.AUTHORITY, "");
        }

        private boolean trusted(Paths.Path path) {
            if (!path.anchor().trustedFor(purpose)) {
                return fail(
                        Step.TRUST,
                        "certificates.not-trusted-for",
                        CertificateFiles.name(path.anchor().certificate()),
                        purpose.term());
            }
            return pass(Step.TRUST, purpose.term());
        }

        private boolean current() {
            for (var step : steps) {
                if (at.isBefore(step.getNotBefore().toInstant())) {
                    return fail(
                            Step.VALIDITY,
                            "certificates.not-yet-valid",
                            CertificateFiles.name(step),
                            moment(step.getNotBefore().toInstant()),
                            moment(at));
                }
                if (at.isAfter(step.getNotAfter().toInstant())) {
                    return fail(
                            Step.VALIDITY,
                            "certificates.expired",
                            CertificateFiles.name(step),
                            moment(step.getNotAfter().toInstant()),
                            moment(at));
                }
            }
            return pass(Step.VALIDITY, moment(certificate.getNotAfter().toInstant()));
        }

        private boolean purposed() {
            return purpose.allowedBy(certificate)
                    ? pass(Step.PURPOSE, purpose.term())
                    : fail(Step.PURPOSE, "certificates.wrong-purpose", purpose.term());
        }

        private boolean standing(Paths.Path path) {
            for (int n = 0; n + 1 < path.steps().size(); n++) {
                var step = path.steps().get(n);
                var issuer = path.known().get(n + 1);
                boolean good = issuer != null && issuer.own() != null
                        ? standingOfOurs(step, issuer.own(), path.known().get(n))
                        : standingOutside(step, issuer, path.anchor());
                if (!good) {
                    return false;
                }
            }
            return pass(Step.REVOCATION, "");
        }

        private boolean standingOfOurs(X509Certificate step, Authority issuer, TrustList.@Nullable Trusted known) {
            if (known != null && known.own() != null) {
                var revoked = known.own().revokedAt();
                return revoked == null
                        || at.isBefore(revoked)
                        || fail(Step.REVOCATION, "certificates.revoked", CertificateFiles.name(step), moment(revoked));
            }
            var found = lives.of(issuer.id(), step.getSerialNumber().toString(16));
            if (found.isEmpty()) {
                // signed with our key and yet not in our register: an old backup, or worse
                return fail(Step.REVOCATION, "certificates.not-registered", CertificateFiles.name(step));
            }
            if (step == certificate) {
                life = found.get();
            }
            return switch (found.get().at(at)) {
                case VALID -> true;
                case SUSPENDED ->
                    fail(
                            Step.REVOCATION,
                            "certificates.suspended",
                            CertificateFiles.name(step),
                            moment(found.get().since(at)));
                case REVOKED ->
                    fail(
                            Step.REVOCATION,
                            "certificates.revoked",
                            CertificateFiles.name(step),
                            moment(found.get().since(at)));
            };
        }

        private boolean standingOutside(
                X509Certificate step, TrustList.@Nullable Trusted issuer, TrustList.Trusted anchor) {
            var outside = issuer == null ? null : issuer.outside();
            Optional<OutsideList> list = outside == null ? Optional.empty() : trust.listOf(outside);
            var needed = anchor.outside() == null || anchor.outside().listNeeded();
            var usable = list.filter(one -> one.goodAt(clock.instant()));
            var revoked =
                    list.flatMap(one -> one.revoked(step.getSerialNumber())).filter(one -> !at.isBefore(one.since()));
            if (revoked.isPresent()) {
                return fail(
                        Step.REVOCATION,
                        revoked.get().onHold() ? "certificates.suspended" : "certificates.revoked",
                        CertificateFiles.name(step),
                        moment(revoked.get().since()));
            }
            return usable.isPresent()
                    || !needed
                    || fail(Step.REVOCATION, "certificates.list-missing", CertificateFiles.name(step));
        }

        private boolean held() {
            if (expected == null) {
                return true;
            }
            return life != null && life.holder().equals(expected)
                    ? pass(Step.HOLDER, life.holderName())
                    : fail(Step.HOLDER, "certificates.another-holder", CertificateFiles.name(certificate));
        }

        private boolean pass(Step step, String what) {
            checks.add(new Check(step, null, what));
            return true;
        }

        private boolean fail(Step step, String code, Object... facts) {
            checks.add(new Check(step, code, sentences.of(code, List.of(facts))));
            return false;
        }

        private static String moment(Instant moment) {
            return java.time.format.DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm:ss")
                    .withZone(Moments.ZONE)
                    .format(moment);
        }
    }

    /** The sentence is made already; the code only says that a certificate was not accepted. */
    public static final class NotValid extends Refusal {
        NotValid(String sentence) {
            super(Kind.INVALID, "certificates.not-valid", sentence);
        }
    }
}
