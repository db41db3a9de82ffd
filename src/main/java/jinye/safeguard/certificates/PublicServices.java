package jinye.safeguard.certificates;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import jinye.safeguard.cryptography.CertificateFiles;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What programs ask without signing in: the authorities' certificates, their lists, the state of a certificate, a timestamp. No
 * cookies, no forms, no words for people, so it stands before everything that is there for them. Requests of OCSP carry Base64
 * in their path, slashes and all (RFC 6960, A.1), which the workspace's addresses never may.
 */
class PublicServices extends OncePerRequestFilter {

    private static final String CERTIFICATE = "/authorities/";
    private static final String LIST = "/lists/";
    private static final String STATUS = "/ocsp";
    private static final String TIME = "/timestamps";

    private final Authorities authorities;
    private final RevocationLists lists;
    private final StatusAnswers answers;
    private final Timestamps timestamps;
    private final LoadingCache<String, Bucket> addresses;

    /** @param perMinute requests from one address; a whole bureau may sit behind one */
    PublicServices(
            Authorities authorities,
            RevocationLists lists,
            StatusAnswers answers,
            Timestamps timestamps,
            int perMinute) {
        this.authorities = authorities;
        this.lists = lists;
        this.answers = answers;
        this.timestamps = timestamps;
        var limit = Bandwidth.builder()
                .capacity(perMinute)
                .refillGreedy(perMinute, Duration.ofMinutes(1))
                .build();
        this.addresses = Caffeine.newBuilder()
                .maximumSize(100_000)
                .expireAfterAccess(Duration.ofMinutes(10))
                .build(address -> Bucket.builder().addLimit(limit).build());
    }

    /** What is answered. @param seconds how long it may be kept by others; 0 for not at all */
    private record Answer(String type, byte[] body, long seconds) {}

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!addresses.get(request.getRemoteAddr()).tryConsume(1)) {
            response.setStatus(429);
            return;
        }
        var path = request.getRequestURI().substring(request.getContextPath().length() + PublicAddresses.ROOT.length());
        var answer = switch (request.getMethod()) {
            case "GET", "HEAD" -> read(path);
            case "POST" -> asked(path, request);
            default -> Optional.<Answer>empty();
        };
        if (answer.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType(answer.get().type());
        response.setContentLength(answer.get().body().length);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader(
                "Cache-Control",
                answer.get().seconds() == 0
                        ? "no-store"
                        : "public, max-age=" + answer.get().seconds());
        response.getOutputStream().write(answer.get().body());
    }

    private Optional<Answer> read(String path) {
        if (path.startsWith(CERTIFICATE) && path.endsWith(".crt")) {
            return authorities
                    .named(slug(path, CERTIFICATE))
                    .map(one ->
                            new Answer("application/pkix-cert", CertificateFiles.encoded(one.certificate()), 86_400));
        }
        if (path.startsWith(CERTIFICATE) && path.endsWith(".pem")) {
            return authorities
                    .named(slug(path, CERTIFICATE))
                    .map(one -> new Answer(
                            "application/x-pem-file",
                            CertificateFiles.pem(authorities.chain(one)).getBytes(StandardCharsets.US_ASCII),
                            86_400));
        }
        if (path.startsWith(LIST) && path.endsWith(".crl")) {
            return authorities
                    .named(slug(path, LIST))
                    .filter(one -> one.keyName() != null)
                    .map(one -> new Answer(
                            "application/pkix-crl", lists.current(one).der(), 60));
        }
        if (path.startsWith(STATUS + "/")) {
            return decoded(path.substring(STATUS.length() + 1))
                    .map(request -> new Answer("application/ocsp-response", answers.answer(request), 0));
        }
        return Optional.empty();
    }

    private Optional<Answer> asked(String path, HttpServletRequest request) throws IOException {
        return switch (path) {
            case STATUS, STATUS + "/" ->
                Optional.of(new Answer(
                        "application/ocsp-response", answers.answer(body(request, StatusAnswers.REQUEST_MAX)), 0));
            case TIME, TIME + "/" ->
                Optional.of(new Answer(
                        "application/timestamp-reply", timestamps.answer(body(request, Timestamps.REQUEST_MAX)), 0));
            default -> Optional.empty();
        };
    }

    /** What is longer than any request is cut, and answered as malformed. */
    private static byte[] body(HttpServletRequest request, int most) throws IOException {
        return request.getInputStream().readNBytes(most + 1);
    }

    private static Optional<byte[]> decoded(String encoded) {
        try {
            if (encoded.length() > StatusAnswers.REQUEST_MAX) {
                return Optional.of(new byte[0]);
            }
            // a plus is a plus here, not a blank
            var text = URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.US_ASCII);
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException notEncoded) {
            return Optional.of(new byte[0]);
        }
    }

    private static String slug(String path, String folder) {
        return path.substring(folder.length(), path.length() - ".crt".length());
    }
}
