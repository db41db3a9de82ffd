package jinye.safeguard.identity.certificate;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jinye.kernel.Refusal;
import jinye.safeguard.access.Entrances;
import jinye.safeguard.access.SecurityAct;
import jinye.safeguard.certificates.Holder;
import jinye.safeguard.certificates.Purpose;
import jinye.safeguard.certificates.Validation;
import jinye.safeguard.certificates.Verdict;
import jinye.safeguard.cryptography.CertificateFiles;
import jinye.safeguard.cryptography.Family;
import jinye.safeguard.identity.factors.Challenges;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** Signs in by certificate: first the key is proved, then the certificate judged, then its person looked up. */
@Service
class CertificateEntrance {

    private static final int CERTIFICATES_MAX = 10;

    private final Challenges challenges;
    private final Validation validation;
    private final BoundCertificates bound;
    private final Entrances entrances;
    private final ApplicationEventPublisher events;

    CertificateEntrance(
            Challenges challenges,
            Validation validation,
            BoundCertificates bound,
            Entrances entrances,
            ApplicationEventPublisher events) {
        this.challenges = challenges;
        this.validation = validation;
        this.bound = bound;
        this.entrances = entrances;
        this.events = events;
    }

    /** The text says what is signed and where: a signature over it can be taken for nothing else, nor used at another place. */
    Challenges.Challenge challenge(HttpServletRequest request) {
        var text = "Jinye certificate sign-in v1\n%s\n%s\n"
                .formatted(
                        request.getServerName(),
                        Base64.getUrlEncoder().withoutPadding().encodeToString(Challenges.random()));
        return challenges.issue(
                Challenges.Purpose.CERTIFICATE, text.getBytes(StandardCharsets.UTF_8), null, request.getRemoteAddr());
    }

    Entrances.Entrance enter(UUID challenge, byte[] file, byte[] signature, HttpServletRequest request) {
        var content = challenges.take(Challenges.Purpose.CERTIFICATE, challenge).content();
        var sent = CertificateFiles.certificates(file);
        var certificate = sent.stream()
                .limit(CERTIFICATES_MAX)
                .filter(one -> signed(one, content, signature))
                .findFirst()
                .orElseThrow(SignatureWrong::new);
        var verdict = validation.judge(certificate, sent, Purpose.SIGN_IN);
        if (!verdict.valid()) {
            refused(certificate, verdict.failure().map(Verdict.Check::sentence).orElse(""));
            Validation.refuseUnlessValid(verdict);
        }
        var person = verdict.holder()
                .map(holder -> holder.kind() == Holder.Kind.PERSON ? holder.id() : -1L)
                .or(() -> bound.personOf(certificate))
                .filter(found -> found > 0);
        if (person.isEmpty()) {
            refused(certificate, "identity.certificate-of-nobody");
            throw new OfNobody(CertificateFiles.name(certificate));
        }
        return entrances.enter(person.get(), List.of("certificate"), request);
    }

    private static boolean signed(X509Certificate certificate, byte[] content, byte[] signature) {
        return Family.of(certificate.getPublicKey()).verify(certificate.getPublicKey(), content, signature);
    }

    private void refused(X509Certificate certificate, String why) {
        events.publishEvent(SecurityAct.bySystem(
                "identity.refuse-certificate",
                0,
                Map.of(
                        "certificate",
                        CertificateFiles.name(certificate),
                        "fingerprint",
                        CertificateFiles.fingerprint(certificate),
                        "why",
                        why)));
    }

    static final class SignatureWrong extends Refusal {
        SignatureWrong() {
            super(Kind.INVALID, "identity.signature-wrong");
        }
    }

    static final class OfNobody extends Refusal {
        OfNobody(String name) {
            super(Kind.FORBIDDEN, "identity.certificate-of-nobody", name);
        }
    }
}
