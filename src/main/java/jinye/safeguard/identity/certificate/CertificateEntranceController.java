package jinye.safeguard.identity.certificate;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import jinye.safeguard.access.Entrances;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** For the workspace and for programs alike; see docs/how-to/sign-in-by-certificate.md. */
@RestController
@RequestMapping("/api/identity/entrance/certificate")
class CertificateEntranceController {

    private final CertificateEntrance entrance;

    CertificateEntranceController(CertificateEntrance entrance) {
        this.entrance = entrance;
    }

    /** @param text its UTF-8 bytes are what is signed */
    record CertificateChallenge(UUID id, String text, Instant until) {}

    /**
     * @param certificates in PEM: the person's, and those that lead to its authority
     * @param signature    in Base64: SM2 over SM3 or ECDSA over SHA-256 in DER, or RSA PKCS#1 over SHA-256
     */
    record CertificateAnswer(
            @NotNull UUID challenge,
            @NotBlank @Size(max = 60_000) String certificates,
            @NotBlank @Size(max = 2_000) String signature) {}

    @PostMapping("/challenge")
    CertificateChallenge challengeCertificate(HttpServletRequest request) {
        var issued = entrance.challenge(request);
        return new CertificateChallenge(
                issued.id(), new String(issued.content(), StandardCharsets.UTF_8), issued.until());
    }

    @PostMapping
    Entrances.Entrance enterByCertificate(@Valid @RequestBody CertificateAnswer answer, HttpServletRequest request) {
        byte[] signature;
        try {
            signature = Base64.getMimeDecoder().decode(answer.signature());
        } catch (IllegalArgumentException noBase64) {
            throw new CertificateEntrance.SignatureWrong();
        }
        return entrance.enter(
                answer.challenge(),
                answer.certificates().strip().getBytes(StandardCharsets.ISO_8859_1),
                signature,
                request);
    }
}
