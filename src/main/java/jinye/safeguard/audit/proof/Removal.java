package jinye.safeguard.audit.proof;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jinye.safeguard.cryptography.Digests;
import org.jspecify.annotations.Nullable;

/** 清理清单: the entries taken out of the log after their time. Signed, so that nobody else can pass a deletion off as one. */
public record Removal(long id, List<Long> entries, byte[] message, byte @Nullable [] timestamp) {

    private static final Pattern LINE = Pattern.compile("\\{\"removal\":(\\d{1,18}),\"entries\":\\[([0-9,]++)],"
            + "\"message\":\"([A-Za-z0-9+/=]++)\",\"timestamp\":(?:null|\"([A-Za-z0-9+/=]++)\")}");

    /** What is signed. */
    public static byte[] statement(long id, List<Long> entries) {
        var digest = Digests.sm3Hex(joined(entries).getBytes(StandardCharsets.UTF_8));
        return "jinye-removal-1\n%d\n%d\n%s\n"
                .formatted(id, entries.size(), digest)
                .getBytes(StandardCharsets.UTF_8);
    }

    public String line() {
        var encoder = Base64.getEncoder();
        return "{\"removal\":%d,\"entries\":[%s],\"message\":\"%s\",\"timestamp\":%s}"
                .formatted(
                        id,
                        joined(entries),
                        encoder.encodeToString(message),
                        timestamp == null ? "null" : '"' + encoder.encodeToString(timestamp) + '"');
    }

    static Optional<Removal> read(String line) {
        var found = LINE.matcher(line);
        if (!found.matches()) {
            return Optional.empty();
        }
        try {
            var decoder = Base64.getDecoder();
            return Optional.of(new Removal(
                    Long.parseLong(found.group(1)),
                    Arrays.stream(found.group(2).split(",")).map(Long::valueOf).toList(),
                    decoder.decode(found.group(3)),
                    found.group(4) == null ? null : decoder.decode(found.group(4))));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private static String joined(List<Long> ids) {
        return ids.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
