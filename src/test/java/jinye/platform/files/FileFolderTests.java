package jinye.platform.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import jinye.kernel.Outage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileFolderTests {

    @TempDir
    Path root;

    @Test
    void theSameBytesAreKeptOnce() throws Exception {
        var folder = new FileFolder(root, 0);

        for (int i = 0; i < 2; i++) {
            try (var received = folder.receive(stream("abc"), 10)) {
                folder.keep(received);
            }
        }

        var digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assertThat(folder.place(digest))
                .isEqualTo(root.toAbsolutePath().resolve("ba/78/" + digest))
                .hasContent("abc");
        assertThat(root.resolve("incoming")).isEmptyDirectory();
    }

    @Test
    void aFullDiskKeepsNothing() {
        var folder = new FileFolder(root, 0) {
            @Override
            OutputStream writing(Path path) throws IOException {
                return new FileOutputStream("/dev/full");
            }
        };

        assertThatExceptionOfType(Outage.class)
                .isThrownBy(() -> folder.receive(stream("abc"), 10))
                .satisfies(outage -> assertThat(outage.code()).isEqualTo("files.disk-full"));
        assertThat(root.resolve("incoming")).isEmptyDirectory();
    }

    @Test
    void theReserveForTheDatabaseIsNotTouched() {
        assertThatExceptionOfType(Outage.class)
                .isThrownBy(() -> new FileFolder(root, Long.MAX_VALUE / 2).receive(stream("abc"), 10))
                .satisfies(outage -> assertThat(outage.code()).isEqualTo("files.disk-full"));
    }

    @Test
    void anEndlessStreamIsCutOff() {
        var endless = new InputStream() {
            private long given;

            @Override
            public int read() {
                given++;
                return 1;
            }
        };

        assertThatExceptionOfType(FileFolder.TooLong.class)
                .isThrownBy(() -> new FileFolder(root, 0).receive(endless, 100_000));
        assertThat(endless.given).isLessThan(300_000);
        assertThat(root.resolve("incoming")).isEmptyDirectory();
    }

    @Test
    void aSenderWhoGoesAwayLeavesNothing() {
        var broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }
        };

        assertThatExceptionOfType(FileFolder.Interrupted.class)
                .isThrownBy(() -> new FileFolder(root, 0).receive(broken, 10));
        assertThat(root.resolve("incoming")).isEmptyDirectory();
    }

    @Test
    void onlyDigestsAreLookedUp() {
        assertThatIllegalArgumentException().isThrownBy(() -> new FileFolder(root, 0).open("../".repeat(21) + "x"));
    }

    @Test
    void whatAKilledProcessLeftIsSwept() throws IOException {
        var folder = new FileFolder(root, 0);
        folder.sweep(Instant.MAX);
        Files.writeString(root.resolve("incoming/1.part"), "half");

        folder.sweep(Instant.EPOCH);
        assertThat(root.resolve("incoming/1.part")).exists();
        folder.sweep(Instant.parse("2999-01-01T00:00:00Z"));
        assertThat(root.resolve("incoming")).isEmptyDirectory();
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
