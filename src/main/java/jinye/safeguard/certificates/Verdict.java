package jinye.safeguard.certificates;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * 验证结论: what came out for one certificate, one purpose and one moment. The checks stand in the order in which they were made
 * and end with the first that failed; those after it were not made.
 *
 * @param path   the certificate first, the anchor last; only the certificate when no path was found
 * @param ours   the holder, when our own authority issued the certificate
 * @param issued our own number of it
 */
public record Verdict(
        X509Certificate certificate,
        Purpose purpose,
        Instant at,
        List<Check> checks,
        List<X509Certificate> path,
        @Nullable Holder ours,
        @Nullable Long issued) {

    /** In this order. */
    public enum Step {
        STRENGTH("密钥与算法"),
        ISSUER("签发机构"),
        SIGNATURE("签发签名"),
        AUTHORITY("签发资格"),
        TRUST("信任范围"),
        VALIDITY("有效期"),
        PURPOSE("证书用途"),
        REVOCATION("吊销状态"),
        HOLDER("持有者");

        private final String term;

        Step(String term) {
            this.term = term;
        }

        public String term() {
            return term;
        }
    }

    /** @param code word of the failure, null when it passed @param sentence Chinese, for people */
    public record Check(Step step, @Nullable String code, String sentence) {
        public boolean passed() {
            return code == null;
        }
    }

    public boolean valid() {
        return checks.stream().allMatch(Check::passed);
    }

    /** The first step that failed. */
    public Optional<Check> failure() {
        return checks.stream().filter(check -> !check.passed()).findFirst();
    }

    public Optional<Holder> holder() {
        return Optional.ofNullable(ours);
    }
}
