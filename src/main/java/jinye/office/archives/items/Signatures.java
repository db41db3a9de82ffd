package jinye.office.archives.items;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import jinye.kernel.Moments;
import jinye.safeguard.certificates.Purpose;
import jinye.safeguard.certificates.Signing;
import jinye.safeguard.certificates.Validation;
import jinye.safeguard.certificates.Verdict;
import jinye.safeguard.cryptography.Providers;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Judges the signature that was made on the day of filing. */
@Component
public class Signatures {

    public enum State {
        VALID,
        BROKEN,
        ABSENT
    }

    public record Judged(State state, String sentence) {}

    private final JdbcClient database;
    private final Validation validation;

    Signatures(JdbcClient database, Validation validation) {
        this.database = database;
        this.validation = validation;
    }

    public Judged judge(long item, String manifest) {
        record Kept(byte @Nullable [] value, byte @Nullable [] certificate, Instant at) {}
        var kept = database.sql("select signature, certificate, filed_at from archives.item where id = ?")
                .param(item)
                .query((row, number) -> new Kept(row.getBytes(1), row.getBytes(2), Moments.from(row, "filed_at")))
                .single();
        if (kept.value() == null || kept.certificate() == null) {
            return new Judged(State.ABSENT, "归档时还没有签名固化。");
        }
        return judge(manifest, kept.value(), kept.certificate(), kept.at());
    }

    public Judged judge(String content, byte[] value, byte[] encoded, Instant at) {
        X509Certificate certificate;
        try {
            certificate = (X509Certificate) CertificateFactory.getInstance("X.509", Providers.BC)
                    .generateCertificate(new ByteArrayInputStream(encoded));
        } catch (CertificateException damaged) {
            return new Judged(State.BROKEN, "签名证书已损坏。");
        }
        if (!Signing.verify(certificate, content.getBytes(StandardCharsets.UTF_8), value)) {
            return new Judged(State.BROKEN, "签名与内容不符。");
        }
        var verdict = validation.judge(certificate, List.of(), Purpose.SIGNATURE, at);
        return verdict.failure()
                .map(Verdict.Check::sentence)
                .map(sentence -> new Judged(State.BROKEN, sentence))
                .orElseGet(() -> new Judged(
                        State.VALID,
                        "签名有效，签名者为" + certificate.getSubjectX500Principal().getName() + "。"));
    }
}
