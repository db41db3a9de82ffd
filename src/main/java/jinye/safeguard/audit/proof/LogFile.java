package jinye.safeguard.audit.proof;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** An exported log: a zip file with the entries, the blocks over them, the seals over the blocks, and what was removed by rule. */
public final class LogFile {

    public static final String ENTRIES = "entries.ndjson";
    public static final String BLOCKS = "blocks.ndjson";
    public static final String SEALS = "seals.ndjson";
    public static final String REMOVALS = "removals.ndjson";

    private static final Pattern ID = Pattern.compile("^\\{\"id\":(\\d{1,18}),\"at\":\"");

    private final Path path;

    public LogFile(Path path) {
        this.path = path;
    }

    /**
     * @param sealedTo   the last block a good seal speaks about, 0 when none does
     * @param trusted    that seal's certificate leads to a root one trusts from elsewhere
     */
    public record Judgement(
            long blocks,
            long entries,
            long sealedTo,
            long lastBlock,
            @Nullable String lastHash,
            boolean trusted,
            @Nullable String sealedBy,
            java.time.@Nullable Instant sealedAt,
            List<Finding> findings) {

        public boolean isGood() {
            return findings.isEmpty();
        }
    }

    /**
     * @param roots one trusts from elsewhere; none is possible and says less
     * @param head  digest of a block known from elsewhere that must be in this log; null when none is known
     */
    public Judgement verify(List<X509Certificate> roots, @Nullable String head) throws IOException {
        try (var zip = new ZipFile(path.toFile(), StandardCharsets.UTF_8)) {
            var verifier = new LogVerifier();
            var check = new SealCheck(roots);
            readRemovals(zip, verifier, check);
            readBlocks(zip, verifier);
            if (head != null && !verifier.has(head)) {
                verifier.cutAfter(last(verifier));
            }
            return judgeSeals(zip, verifier, check);
        }
    }

    private static void readBlocks(ZipFile zip, LogVerifier verifier) throws IOException {
        try (var blocks = lines(zip, BLOCKS);
                var entries = lines(zip, ENTRIES)) {
            var waiting = new Peek(entries);
            for (var line = blocks.readLine(); line != null; line = blocks.readLine()) {
                var read = Block.read(line);
                if (read.isEmpty()) {
                    verifier.report(Finding.Kind.UNREADABLE, last(verifier) + 1, 0);
                    continue;
                }
                var block = read.get();
                verifier.add(block, waiting.through(block.last()));
            }
            verifier.addUnsealed(waiting.through(Long.MAX_VALUE));
        }
    }

    private static Judgement judgeSeals(ZipFile zip, LogVerifier verifier, SealCheck check) throws IOException {
        long sealedTo = 0;
        SealCheck.@Nullable Judged latest = null;
        try (var seals = lines(zip, SEALS)) {
            for (var line = seals.readLine(); line != null; line = seals.readLine()) {
                var read = Seal.read(line);
                if (read.isEmpty()) {
                    verifier.report(Finding.Kind.UNREADABLE, last(verifier), 0);
                    continue;
                }
                var seal = read.get();
                var judged = check.judge(seal);
                if (!judged.good()) {
                    verifier.report(Finding.Kind.SEAL_WRONG, seal.block(), 0);
                } else if (seal.block() > last(verifier)) {
                    verifier.cutAfter(last(verifier));
                } else if (!verifier.holds(seal)) {
                    verifier.compare(seal);
                } else if (seal.block() > sealedTo) {
                    sealedTo = seal.block();
                    latest = judged;
                }
            }
        }
        var block = verifier.lastBlock();
        return new Judgement(
                verifier.blocks(),
                verifier.entries(),
                sealedTo,
                last(verifier),
                block == null ? null : block.hash(),
                latest != null && latest.trusted(),
                latest == null ? null : latest.by(),
                latest == null ? null : latest.at(),
                verifier.findings());
    }

    private static void readRemovals(ZipFile zip, LogVerifier verifier, SealCheck check) throws IOException {
        try (var removals = lines(zip, REMOVALS)) {
            for (var line = removals.readLine(); line != null; line = removals.readLine()) {
                var read = Removal.read(line);
                if (read.isEmpty() || !check.judge(read.get()).good()) {
                    verifier.report(
                            Finding.Kind.REMOVAL_WRONG, 0, read.map(Removal::id).orElse(0L));
                } else {
                    verifier.removed(read.get().entries());
                }
            }
        }
    }

    private static long last(LogVerifier verifier) {
        var block = verifier.lastBlock();
        return block == null ? 0 : block.number();
    }

    /** Bytes that are no UTF-8 are read as something, and then their digest does not fit. */
    private static BufferedReader lines(ZipFile zip, String name) throws IOException {
        var entry = zip.getEntry(name);
        InputStream bytes = entry == null ? InputStream.nullInputStream() : zip.getInputStream(entry);
        return new BufferedReader(new InputStreamReader(
                bytes,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE)));
    }

    /** Entries up to a number; the first beyond it waits. */
    private static final class Peek {

        private final BufferedReader lines;
        private LogVerifier.@Nullable Found next;
        private long number;

        Peek(BufferedReader lines) throws IOException {
            this.lines = lines;
            this.next = read();
        }

        List<LogVerifier.Found> through(long last) throws IOException {
            var found = new ArrayList<LogVerifier.Found>();
            for (var one = next; one != null && one.id() <= last; one = next) {
                found.add(one);
                next = read();
            }
            return found;
        }

        /** A line without a number counts as an entry that was put in, named by its place. */
        private LogVerifier.@Nullable Found read() throws IOException {
            var line = lines.readLine();
            if (line == null) {
                return null;
            }
            number++;
            var id = ID.matcher(line);
            return new LogVerifier.Found(id.find() ? Long.parseLong(id.group(1)) : -number, LogEntry.leaf(line));
        }
    }
}
