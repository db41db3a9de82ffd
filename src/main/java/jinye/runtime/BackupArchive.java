package jinye.runtime;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * One file that holds all data: a ZIP whose last entry, the manifest, lists the SHA-256 of every other in the form that
 * {@code sha256sum -c} reads. Whoever has it has everything, passwords too, so only its owner may read it.
 */
final class BackupArchive {

    static final String MANIFEST = "manifest.sha256";
    private static final String FIRST_LINE = "# jinye backup 1, postgresql " + PostgresBinaries.MAJOR;

    private BackupArchive() {}

    static final class Writer implements AutoCloseable {

        private final ZipOutputStream zip;
        private final List<String> manifest = new ArrayList<>();

        Writer(Path file) throws IOException {
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 18));
            zip.setLevel(Deflater.BEST_SPEED);
            manifest.add(FIRST_LINE);
        }

        void addFolder(String name) throws IOException {
            zip.putNextEntry(new ZipEntry(name + "/"));
            zip.closeEntry();
        }

        void add(String name, byte[] content) throws IOException {
            copy(name, new ByteArrayInputStream(content));
        }

        /** A file that has gone since it was listed is not an error: nothing refers to it any more. */
        void add(String name, Path file) throws IOException {
            try (InputStream content = Files.newInputStream(file)) {
                copy(name, content);
            } catch (NoSuchFileException gone) {
                return;
            }
        }

        /** Without the manifest the archive is incomplete, and reads as such. */
        void finish() throws IOException {
            zip.putNextEntry(new ZipEntry(MANIFEST));
            zip.write(String.join("\n", manifest).concat("\n").getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
            zip.finish();
        }

        int size() {
            return manifest.size() - 1;
        }

        @Override
        public void close() throws IOException {
            zip.close();
        }

        private void copy(String name, InputStream content) throws IOException {
            var digested = new DigestInputStream(content, sha256());
            zip.putNextEntry(new ZipEntry(name));
            digested.transferTo(zip);
            zip.closeEntry();
            manifest.add(HexFormat.of().formatHex(digested.getMessageDigest().digest()) + "  " + name);
        }
    }

    /** Reads the whole archive once before anything is unpacked; damage is named. */
    static void check(Path file) {
        try (var zip = new ZipFile(file.toFile())) {
            Map<String, String> expected = manifest(zip, file);
            for (var entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                if (entry.isDirectory() || entry.getName().equals(MANIFEST)) {
                    continue;
                }
                String digest = digest(zip, entry);
                if (!digest.equals(expected.remove(entry.getName()))) {
                    throw damaged(file, entry.getName());
                }
            }
            if (!expected.isEmpty()) {
                throw damaged(file, expected.keySet().iterator().next());
            }
        } catch (IOException e) {
            throw damaged(file, String.valueOf(e.getMessage()));
        }
    }

    static void unpack(Path file, Path folder) throws IOException {
        var onlyOwner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        try (var zip = new ZipFile(file.toFile())) {
            for (var entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                Path target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw damaged(file, entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target, onlyOwner);
                } else if (!entry.getName().equals(MANIFEST)) {
                    Files.createDirectories(target.getParent(), onlyOwner);
                    try (InputStream content = zip.getInputStream(entry)) {
                        Files.copy(content, target);
                    }
                    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-------"));
                }
            }
        }
    }

    private static Map<String, String> manifest(ZipFile zip, Path file) throws IOException {
        ZipEntry entry = zip.getEntry(MANIFEST);
        if (entry == null) {
            throw damaged(file, MANIFEST);
        }
        List<String> lines;
        try (InputStream content = zip.getInputStream(entry)) {
            lines = new String(content.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
        if (lines.isEmpty() || !lines.getFirst().equals(FIRST_LINE)) {
            throw new CannotStart(
                    "备份文件 %s 由不兼容的版本生成，请用生成它的金叶版本恢复。".formatted(file),
                    "The backup %s was made by a version that does not fit this one; restore it with the Jinye that made it."
                            .formatted(file));
        }
        Map<String, String> digests = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] words = line.split("  ", 2);
            if (words.length != 2) {
                throw damaged(file, MANIFEST);
            }
            digests.put(words[1], words[0]);
        }
        return digests;
    }

    private static String digest(ZipFile zip, ZipEntry entry) throws IOException {
        try (var content = new DigestInputStream(new BufferedInputStream(zip.getInputStream(entry)), sha256())) {
            content.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(content.getMessageDigest().digest());
        }
    }

    private static CannotStart damaged(Path file, String where) {
        return new CannotStart(
                "备份文件 %s 不完整或已损坏（%s），请改用另一份备份。".formatted(file, where),
                "The backup %s is incomplete or damaged (%s); use another one.".formatted(file, where));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
