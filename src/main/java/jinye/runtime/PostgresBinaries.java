package jinye.runtime;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs, unpacked from the class path once per version. The bundle holds only initdb, pg_ctl and postgres. */
record PostgresBinaries(Path folder) {

    static final int MAJOR = 18;

    static PostgresBinaries unpackInto(Path parent) {
        String archive = archiveOfThisMachine();
        URL url = PostgresBinaries.class.getResource("/" + archive);
        if (url == null) {
            throw new CannotStart(
                    "程序不含适用于本机的数据库（%s），请用 spring.datasource.url 指定外部 PostgreSQL。".formatted(archive),
                    "No PostgreSQL for this machine is included (%s); name an external one with spring.datasource.url."
                            .formatted(archive));
        }
        try {
            URLConnection connection = url.openConnection();
            Path folder = parent.resolve("programs-%d-%s".formatted(MAJOR, fingerprint(connection)));
            if (!Files.exists(folder)) {
                unpack(connection, parent, folder);
            }
            return new PostgresBinaries(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL cannot be unpacked into " + parent, e);
        }
    }

    String program(String name) {
        return folder.resolve("bin").resolve(name).toString();
    }

    private static String archiveOfThisMachine() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
        return "postgres-%s-%s.txz".formatted(system.startsWith("mac") ? "darwin" : system, processor);
    }

    private static String fingerprint(URLConnection connection) throws IOException {
        long size = connection.getContentLengthLong();
        long checksum =
                connection instanceof JarURLConnection jar ? jar.getJarEntry().getCrc() : 0;
        return Long.toHexString(size * 31 + checksum);
    }

    private static void unpack(URLConnection connection, Path parent, Path folder) throws IOException {
        Files.createDirectories(parent);
        Path unfinished = Files.createTempDirectory(parent, "unpacking-");
        try (InputStream packed = new BufferedInputStream(connection.getInputStream(), 1 << 16);
                var archive = new TarArchiveInputStream(new XZCompressorInputStream(packed))) {
            unpackEntries(archive, unfinished);
        }
        // a database that runs as another user must be able to read its programs
        Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
        try {
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException | AtomicMoveNotSupportedException e) {
            if (!Files.exists(folder)) {
                throw e;
            }
            FolderTree.delete(unfinished);
        }
    }

    private static void unpackEntries(TarArchiveInputStream archive, Path root) throws IOException {
        Map<Path, String> links = new LinkedHashMap<>();
        for (TarArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
            Path target = root.resolve(entry.getName()).normalize();
            if (!target.startsWith(root)) {
                throw new IOException("The archive has an entry outside of itself: " + entry.getName());
            }
            if (entry.isDirectory()) {
                Files.createDirectories(target);
            } else if (entry.isSymbolicLink() || entry.isLink()) {
                links.put(target, entry.getLinkName());
            } else if (!isForDevelopersOfPostgres(entry.getName())) {
                Files.createDirectories(target.getParent());
                Files.copy(archive, target);
                if ((entry.getMode() & 0100) != 0 && !target.toFile().setExecutable(true, false)) {
                    throw new IOException("Cannot be made executable: " + target);
                }
            }
        }
        for (var link : links.entrySet()) {
            Files.createDirectories(link.getKey().getParent());
            Files.createSymbolicLink(link.getKey(), Path.of(link.getValue()));
        }
    }

    private static boolean isForDevelopersOfPostgres(String name) {
        return name.endsWith(".a") || name.endsWith(".pc") || name.startsWith("include/") || name.contains("/pgxs/");
    }
}
