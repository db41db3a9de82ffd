package jinye.safeguard.identity.provider;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import jinye.safeguard.certificates.making.InstallationSecret;
import jinye.safeguard.cryptography.Digests;
import org.springframework.stereotype.Component;

/** Short texts that only we can make: the name of a presence for other systems, and the note that we asked somebody again. */
@Component
class SessionTags {

    private static final Duration ASKED_AGO_MAX = Duration.ofMinutes(15);

    private final InstallationSecret secret;
    private final Clock clock;

    SessionTags(InstallationSecret secret, Clock clock) {
        this.secret = secret;
        this.clock = clock;
    }

    /** {@code sid}: tells two presences apart and says nothing about them. */
    String sid(long presence) {
        return text(Arrays.copyOf(keyed("identity sid", Long.toString(presence)), 16));
    }

    /** That now, for this request, we asked the person to show again who they are, or to agree. */
    String asked(String query) {
        long now = clock.millis();
        return now + "." + text(keyed("identity asked", now + "\n" + query));
    }

    /** When we asked; empty when we did not, or not for this request, or too long ago. */
    Optional<Instant> askedAt(String mark, String query) {
        int dot = mark.indexOf('.');
        if (dot < 1 || dot > 15 || !mark.substring(0, dot).chars().allMatch(Character::isDigit)) {
            return Optional.empty();
        }
        var at = Instant.ofEpochMilli(Long.parseLong(mark.substring(0, dot)));
        var right = text(keyed("identity asked", mark.substring(0, dot) + "\n" + query));
        boolean ours = MessageDigest.isEqual(
                right.getBytes(StandardCharsets.US_ASCII),
                mark.substring(dot + 1).getBytes(StandardCharsets.UTF_8));
        return ours && at.plus(ASKED_AGO_MAX).isAfter(clock.instant()) ? Optional.of(at) : Optional.empty();
    }

    private byte[] keyed(String task, String text) {
        return Digests.hmacSm3(secret.key(task), text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
