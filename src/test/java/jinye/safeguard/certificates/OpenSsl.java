package jinye.safeguard.certificates;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import jinye.safeguard.cryptography.CertificateFiles;

/** The program everybody else has, in a folder of its own: what it makes we must read, what we make it must accept. */
public final class OpenSsl {

    private final Path folder;

    public OpenSsl(Path folder) {
        this.folder = folder;
    }

    public record Said(int code, String text) {
        public boolean well() {
            return code == 0;
        }
    }

    /** @param words without the program's name; files by their name in the folder */
    public Said run(String... words) {
        var command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(words));
        try {
            var process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .start();
            var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("openssl does not end: " + command);
            }
            return new Said(process.exitValue(), text);
        } catch (IOException missing) {
            throw new IllegalStateException(
                    "these tests need the program openssl (Debian: apt install openssl)", missing);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** As above; it must go well. */
    public String must(String... words) {
        var said = run(words);
        if (!said.well()) {
            throw new AssertionError("openssl " + String.join(" ", words) + ": " + said.text());
        }
        return said.text();
    }

    public void write(String name, byte[] content) {
        try {
            Files.write(folder.resolve(name), content);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    public void write(String name, X509Certificate certificate) {
        write(name, CertificateFiles.pem(List.of(certificate)).getBytes(StandardCharsets.US_ASCII));
    }

    public byte[] read(String name) {
        try {
            return Files.readAllBytes(folder.resolve(name));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
