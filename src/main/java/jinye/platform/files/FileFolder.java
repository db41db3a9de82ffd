package jinye.platform.files;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import jinye.kernel.Outage;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * The content-addressed folder: {@code ab/cd/<sha256>}. Bytes come into {@code incoming} first, are forced to disk and moved
 * in one step, so whoever finds a file under its digest finds all of it, also after a crash.
 */
@Component
class FileFolder {

    private static final int DIGEST_LENGTH = 64;

    private final Path root;
    private final Path incoming;
    private final long reserve;

    @Autowired
    FileFolder(@Value("${jinye.data}") Path data, @Value("${jinye.disk-reserve:256MB}") DataSize reserve) {
        this(data.resolve("files"), reserve.toBytes());
    }

    FileFolder(Path root, long reserve) {
        this.root = root.toAbsolutePath().normalize();
        this.incoming = this.root.resolve("incoming");
        this.reserve = reserve;
    }

    /** Bytes received but not yet accepted. Closing throws them away unless they were kept. */
    record Received(Path path, long size, String sha256) implements AutoCloseable {
        @Override
        public void close() {
            try {
                Files.deleteIfExists(path);
            } catch (IOException left) {
                // a left-over in incoming/ is swept later
            }
        }
    }

    /** Writes the stream to disk, counting and digesting on the way; stops as soon as it is longer than allowed. */
    Received receive(InputStream content, long sizeMax) throws TooLong {
        requireRoom(0);
        try {
            var path = Files.createTempFile(incoming, "", ".part");
            var complete = false;
            try {
                var received = copy(content, path, sizeMax);
                complete = true;
                return received;
            } finally {
                if (!complete) {
                    new Received(path, 0, "").close();
                }
            }
        } catch (IOException failed) {
            throw outage(failed);
        }
    }

    private Received copy(InputStream content, Path path, long sizeMax) throws IOException, TooLong {
        var digest = sha256();
        long size = 0;
        try (var out = writing(path)) {
            var buffer = new byte[64 * 1024];
            for (int read = read(content, buffer); read >= 0; read = read(content, buffer)) {
                size += read;
                if (size > sizeMax) {
                    throw new TooLong();
                }
                digest.update(buffer, 0, read);
                out.write(buffer, 0, read);
            }
        }
        force(path);
        return new Received(path, size, HexFormat.of().formatHex(digest.digest()));
    }

    /** Makes received bytes permanent. Storing the same bytes twice keeps one copy. */
    void keep(Received received) {
        var target = place(received.sha256());
        var outer = root.resolve(received.sha256().substring(0, 2));
        var inner = outer.resolve(received.sha256().substring(2, 4));
        try {
            Files.createDirectories(inner);
            if (!Files.exists(target) || Files.size(target) != received.size()) {
                Files.move(received.path(), target, ATOMIC_MOVE, REPLACE_EXISTING);
                force(inner);
                force(outer);
                force(root);
            }
        } catch (IOException failed) {
            throw outage(failed);
        }
    }

    InputStream open(String sha256) {
        try {
            return Files.newInputStream(place(sha256));
        } catch (IOException failed) {
            throw outage(failed);
        }
    }

    Path place(String sha256) {
        if (sha256.length() != DIGEST_LENGTH || !sha256.chars().allMatch(c -> "0123456789abcdef".indexOf(c) >= 0)) {
            throw new IllegalArgumentException("not a digest");
        }
        return root.resolve(sha256.substring(0, 2))
                .resolve(sha256.substring(2, 4))
                .resolve(sha256);
    }

    /** @throws Outage when taking in this many bytes would use up what the database and the logs need */
    void requireRoom(long bytes) {
        try {
            Files.createDirectories(incoming);
            if (Files.getFileStore(incoming).getUsableSpace() < bytes + reserve) {
                throw new Outage("files.disk-full", new IOException("below the reserve of " + reserve + " bytes"));
            }
        } catch (IOException failed) {
            throw outage(failed);
        }
    }

    /** What a process that was killed while receiving left behind. */
    void sweep(Instant before) {
        try {
            Files.createDirectories(incoming);
            try (var left = Files.list(incoming)) {
                for (var path : (Iterable<Path>) left::iterator) {
                    if (Files.getLastModifiedTime(path).toInstant().isBefore(before)) {
                        Files.deleteIfExists(path);
                    }
                }
            }
        } catch (IOException failed) {
            throw outage(failed);
        }
    }

    static Outage outage(IOException failed) {
        var reason = String.valueOf(failed.getMessage()).toLowerCase(Locale.ROOT);
        var full = reason.contains("no space left")
                || reason.contains("quota exceeded")
                || reason.contains("not enough space");
        return new Outage(full ? "files.disk-full" : "files.unavailable", failed);
    }

    /** Tests put a full device here. */
    OutputStream writing(Path path) throws IOException {
        return new FileOutputStream(path.toFile());
    }

    private static int read(InputStream content, byte[] buffer) throws Interrupted {
        try {
            return content.read(buffer);
        } catch (IOException gone) {
            throw new Interrupted(gone);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void force(Path path) throws IOException {
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    static final class TooLong extends Exception {
        TooLong() {
            super("longer than allowed", null, false, false);
        }
    }

    /** The sender went away: neither our disk's fault nor a refusal. */
    static final class Interrupted extends Outage {
        Interrupted(IOException cause) {
            super("files.upload-interrupted", cause);
        }
    }
}
