package jinye.safeguard.audit.proof;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jinye.safeguard.cryptography.Digests;

/**
 * Some entries in the order of their numbers, tied to all blocks before. It keeps the digest of every entry, so that it can still be
 * checked, and still ties the chain, when entries have been removed after their time.
 *
 * @param previous digest of the block before; of the first block, zeros
 */
public record Block(
        long number,
        String previous,
        Instant sealedAt,
        List<Long> entries,
        List<byte[]> leaves,
        String root,
        String hash) {

    private static final int LENGTH = 32;
    private static final HexFormat HEX = HexFormat.of();

    public static final String NOTHING_BEFORE = "0".repeat(2 * LENGTH);

    private static final Pattern LINE = Pattern.compile("\\{\"block\":(\\d{1,18}),\"previous\":\"([0-9a-f]{64})\","
            + "\"at\":\"([0-9TZ:.-]{1,40})\",\"entries\":\\[([0-9,]*+)],\"leaves\":\"([0-9a-f]*+)\","
            + "\"root\":\"([0-9a-f]{64})\",\"hash\":\"([0-9a-f]{64})\"}");

    /** @param entries at least one, in ascending order of their ids */
    public static Block seal(long number, String previous, List<LogEntry> entries, Instant at) {
        var ids = entries.stream().map(LogEntry::id).toList();
        var leaves = entries.stream().map(LogEntry::leaf).toList();
        var root = HEX.formatHex(MerkleTree.root(leaves));
        return new Block(number, previous, at, ids, leaves, root, hash(number, previous, at, ids, root));
    }

    public long first() {
        return entries.getFirst();
    }

    public long last() {
        return entries.getLast();
    }

    /** Whether root and digest are what follows from the rest. */
    boolean isWhole() {
        return !entries.isEmpty()
                && entries.size() == leaves.size()
                && ascending()
                && HEX.formatHex(MerkleTree.root(leaves)).equals(root)
                && hash(number, previous, sealedAt, entries, root).equals(hash);
    }

    private boolean ascending() {
        for (int at = 1; at < entries.size(); at++) {
            if (entries.get(at) <= entries.get(at - 1)) {
                return false;
            }
        }
        return true;
    }

    private static String hash(long number, String previous, Instant at, List<Long> ids, String root) {
        return Digests.sm3Hex("jinye-block-1\n%d\n%s\n%s\n%s\n%s\n"
                .formatted(number, previous, at, joined(ids), root)
                .getBytes(StandardCharsets.UTF_8));
    }

    public String line() {
        var digests = leaves.stream().map(HEX::formatHex).collect(Collectors.joining());
        return "{\"block\":%d,\"previous\":\"%s\",\"at\":\"%s\",\"entries\":[%s],\"leaves\":\"%s\",\"root\":\"%s\",\"hash\":\"%s\"}"
                .formatted(number, previous, sealedAt, joined(entries), digests, root, hash);
    }

    /** Empty when the line is not one of ours. */
    static Optional<Block> read(String line) {
        var found = LINE.matcher(line);
        if (!found.matches() || found.group(5).length() % (2 * LENGTH) != 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Block(
                    Long.parseLong(found.group(1)),
                    found.group(2),
                    Instant.parse(found.group(3)),
                    Arrays.stream(found.group(4).split(",")).map(Long::valueOf).toList(),
                    leaves(HEX.parseHex(found.group(5))),
                    found.group(6),
                    found.group(7)));
        } catch (NumberFormatException | DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    /** The digests out of one row of bytes. */
    public static List<byte[]> leaves(byte[] together) {
        return java.util.stream.IntStream.range(0, together.length / LENGTH)
                .mapToObj(at -> Arrays.copyOfRange(together, at * LENGTH, (at + 1) * LENGTH))
                .toList();
    }

    public byte[] leavesTogether() {
        var together = new byte[leaves.size() * LENGTH];
        for (int at = 0; at < leaves.size(); at++) {
            System.arraycopy(leaves.get(at), 0, together, at * LENGTH, LENGTH);
        }
        return together;
    }

    private static String joined(List<Long> ids) {
        return ids.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
