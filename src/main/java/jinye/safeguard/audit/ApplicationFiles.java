package jinye.safeguard.audit;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarFile;
import org.springframework.boot.system.ApplicationHome;
import org.springframework.stereotype.Component;

/** The files the application is made of: programs, processes, rules, kinds, forms, workspace, libraries; with the SHA-256 of each. */
@Component
class ApplicationFiles {

    private final Path source;

    ApplicationFiles() {
        this.source = source();
    }

    /** The folder of the classes, or the program file that holds them. */
    private static Path source() {
        try {
            var location =
                    ApplicationFiles.class.getProtectionDomain().getCodeSource().getLocation();
            if (location.getProtocol().equals("file")) {
                return Path.of(location.toURI()).toAbsolutePath();
            }
        } catch (URISyntaxException packed) {
            // a program file inside another: its home knows
        }
        var home = new ApplicationHome(ApplicationFiles.class).getSource();
        if (home == null) {
            throw new IllegalStateException("the application does not know the file it runs from");
        }
        return home.toPath().toAbsolutePath();
    }

    /** By name, in order. */
    SortedMap<String, String> digests() throws IOException {
        return digests(source);
    }

    static SortedMap<String, String> digests(Path source) throws IOException {
        var digests = new TreeMap<String, String>();
        if (Files.isDirectory(source)) {
            try (var walk = Files.walk(source)) {
                for (var file : walk.filter(Files::isRegularFile).toList()) {
                    try (var in = Files.newInputStream(file)) {
                        digests.put(source.relativize(file).toString().replace(File.separatorChar, '/'), sha256(in));
                    }
                }
            }
        } else {
            try (var jar = new JarFile(source.toFile(), false)) {
                for (var entry : (Iterable<java.util.jar.JarEntry>) jar.stream()::iterator) {
                    if (!entry.isDirectory()) {
                        try (var in = jar.getInputStream(entry)) {
                            digests.put(entry.getName(), sha256(in));
                        }
                    }
                }
            }
        }
        return digests;
    }

    private static String sha256(InputStream in) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var buffer = new byte[64 * 1024];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
