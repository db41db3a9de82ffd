package jinye.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.Set;

/** The embedded database's two passwords, drawn at first start and kept beside the database in a file only its owner reads. */
record DatabasePasswords(String superuser, String application) {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    static DatabasePasswords draw() {
        return new DatabasePasswords(random(), random());
    }

    static DatabasePasswords read(Path file) {
        try (var reader = Files.newBufferedReader(file)) {
            var properties = new Properties();
            properties.load(reader);
            String superuser = properties.getProperty("superuser");
            String application = properties.getProperty("application");
            if (superuser == null || application == null) {
                throw new CannotStart(
                        "数据库密码文件 %s 内容不全，请从备份中取回该文件。".formatted(file),
                        "The database password file %s is incomplete; take it from a backup.".formatted(file));
            }
            return new DatabasePasswords(superuser, application);
        } catch (IOException e) {
            throw new CannotStart(
                    "数据库密码文件 %s 无法读取，请检查权限，或从备份中取回该文件。".formatted(file),
                    "The database password file %s cannot be read; check its permissions or take it from a backup."
                            .formatted(file));
        }
    }

    void write(Path file) {
        writePrivately(file, List.of("superuser=" + superuser, "application=" + application));
    }

    /** The file never exists with wider permissions, not even for a moment. */
    static void writePrivately(Path file, List<String> lines) {
        try {
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            Files.write(file, lines, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String random() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
