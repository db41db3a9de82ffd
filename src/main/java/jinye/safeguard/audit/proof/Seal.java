package jinye.safeguard.audit.proof;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * 签封: a signature over the last block, and thereby over all before it, with the time of an independent clock.
 *
 * @param message   CMS (RFC 5652) with the statement inside
 * @param timestamp RFC 3161 token over the message
 */
public record Seal(long block, String hash, byte[] message, byte @Nullable [] timestamp) {

    private static final Pattern LINE = Pattern.compile("\\{\"seal\":(\\d{1,18}),\"hash\":\"([0-9a-f]{64})\","
            + "\"message\":\"([A-Za-z0-9+/=]++)\",\"timestamp\":(?:null|\"([A-Za-z0-9+/=]++)\")}");

    /** What is signed. */
    public static byte[] statement(long block, String hash) {
        return "jinye-seal-1\n%d\n%s\n".formatted(block, hash).getBytes(StandardCharsets.UTF_8);
    }

    public String line() {
        var encoder = Base64.getEncoder();
        return "{\"seal\":%d,\"hash\":\"%s\",\"message\":\"%s\",\"timestamp\":%s}"
                .formatted(
                        block,
                        hash,
                        encoder.encodeToString(message),
                        timestamp == null ? "null" : '"' + encoder.encodeToString(timestamp) + '"');
    }

    static Optional<Seal> read(String line) {
        var found = LINE.matcher(line);
        if (!found.matches()) {
            return Optional.empty();
        }
        try {
            var decoder = Base64.getDecoder();
            return Optional.of(new Seal(
                    Long.parseLong(found.group(1)),
                    found.group(2),
                    decoder.decode(found.group(3)),
                    found.group(4) == null ? null : decoder.decode(found.group(4))));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }
}
