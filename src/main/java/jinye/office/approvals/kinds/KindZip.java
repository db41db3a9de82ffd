package jinye.office.approvals.kinds;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.TreeMap;
import java.util.zip.ZipOutputStream;
import jinye.kernel.Refusal;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.jspecify.annotations.Nullable;

/** A package as a zip. What comes from outside is measured while it is unpacked, never believed; nothing touches the disk. */
final class KindZip {

    static final String SIGNATURE = "META-INF/signature.json";

    static final int ZIP_MAX = 5_000_000;
    private static final int FILES_MAX = 60;
    private static final int FILE_MAX = 2_000_000;
    private static final int WHOLE_MAX = 10_000_000;

    /** @param signature as it stands in the zip, null when there is none */
    record Unpacked(KindPackage files, @Nullable String signature) {}

    private KindZip() {}

    static byte[] pack(KindPackage files, String signature) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            var all = new TreeMap<>(files.files());
            all.put(SIGNATURE, signature);
            for (var file : all.entrySet()) {
                var entry = new java.util.zip.ZipEntry(file.getKey());
                // the same package gives the same zip
                entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
                zip.putNextEntry(entry);
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return bytes.toByteArray();
    }

    static Unpacked unpack(byte[] bytes) {
        if (bytes.length > ZIP_MAX) {
            throw new Hostile("zip-too-large", ZIP_MAX / 1_000_000);
        }
        var files = new TreeMap<String, String>();
        String signature = null;
        try (var zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(bytes))
                .get()) {
            var entries = Collections.list(zip.getEntries());
            if (entries.size() > FILES_MAX) {
                throw new Hostile("zip-too-many", entries.size(), FILES_MAX);
            }
            int left = WHOLE_MAX;
            for (var entry : entries) {
                if (entry.isDirectory()) {
                    continue;
                }
                var path = path(entry);
                var content = content(zip, entry, Math.min(FILE_MAX, left));
                left -= content.length();
                if (path.equals(SIGNATURE)) {
                    signature = content;
                } else if (!KindPackage.knows(path)) {
                    throw new Hostile("zip-unknown-file", path);
                } else if (files.put(path, content) != null) {
                    throw new Hostile("zip-twice", path);
                }
            }
        } catch (IOException unreadable) {
            throw new Hostile("zip-unreadable");
        }
        if (!files.containsKey(KindPackage.SETTINGS)) {
            throw new Hostile("zip-no-kind");
        }
        return new Unpacked(new KindPackage(files), signature);
    }

    private static String path(ZipArchiveEntry entry) {
        var path = entry.getName();
        if (path.contains("..")
                || path.startsWith("/")
                || path.contains("\\")
                || path.contains(":")
                || path.contains("\0")) {
            throw new Hostile("zip-path", path.replaceAll("[^\\p{Print}]", "?"));
        }
        if (entry.isUnixSymlink()) {
            throw new Hostile("zip-link", path);
        }
        return path;
    }

    /** Reads no more than allowed, whatever the entry says of its size. */
    private static String content(ZipFile zip, ZipArchiveEntry entry, int most) throws IOException {
        if (!zip.canReadEntryData(entry)) {
            throw new Hostile("zip-unreadable");
        }
        byte[] bytes;
        try (var in = zip.getInputStream(entry)) {
            bytes = in.readNBytes(most + 1);
        }
        if (bytes.length > most) {
            throw new Hostile("zip-bomb", entry.getName());
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException binary) {
            throw new Hostile("zip-binary", entry.getName());
        }
    }

    /** A zip that is not a package, or was made to do harm. */
    static final class Hostile extends Refusal {
        Hostile(String reason, Object... facts) {
            super(Kind.INVALID, "approvals." + reason, facts);
        }
    }
}
