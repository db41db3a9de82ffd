package jinye.safeguard.certificates.making;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import jinye.safeguard.cryptography.Digests;
import jinye.safeguard.cryptography.Sm4;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;

/**
 * The one secret from which the password of the authorities' keys and the key of the held keys are derived: drawn at first use
 * into a file of the data folder that only its owner reads, or given by the setting {@code jinye.certificates.secret}. Whoever
 * loses it loses the keys; it is part of a backup.
 */
@Component
@NamedInterface("secret")
public class InstallationSecret {

    private static final int SECRET_LENGTH_MIN = 16;

    private final Path folder;
    private final String given;
    private byte[] secret = {};

    InstallationSecret(@Value("${jinye.data}") Path data, @Value("${jinye.certificates.secret:}") String given) {
        this.folder = data.resolve("certificates");
        this.given = given;
    }

    /** Where keys in files lie; made when it is not there, for the owner alone. */
    Path folder() {
        try {
            if (Files.notExists(folder)) {
                Files.createDirectories(folder.toAbsolutePath().getParent());
                Files.createDirectory(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            return folder;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    char[] password(String label) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(derived(label))
                .toCharArray();
    }

    /** An SM4 key for one task; keys of different tasks say nothing about each other. */
    public byte[] key(String label) {
        return Arrays.copyOf(derived(label), Sm4.KEY_BYTES);
    }

    private byte[] derived(String label) {
        return Digests.hmacSm3(secret(), label.getBytes(StandardCharsets.UTF_8));
    }

    private synchronized byte[] secret() {
        if (secret.length == 0) {
            secret = given.isBlank() ? read() : given.strip().getBytes(StandardCharsets.UTF_8);
            if (secret.length < SECRET_LENGTH_MIN) {
                throw new IllegalStateException("the secret of the certificates has fewer than 16 characters");
            }
        }
        return secret;
    }

    private byte[] read() {
        var file = folder().resolve("secret");
        try {
            if (Files.notExists(file)) {
                var drawn = new byte[32];
                new SecureRandom().nextBytes(drawn);
                var unfinished = folder().resolve("secret.new");
                Files.deleteIfExists(unfinished);
                Files.createFile(
                        unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.write(
                        unfinished,
                        Base64.getUrlEncoder().withoutPadding().encode(drawn),
                        StandardOpenOption.WRITE,
                        StandardOpenOption.SYNC);
                Files.move(unfinished, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
            }
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
