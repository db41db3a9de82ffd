package jinye.platform.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import jinye.kernel.Outage;
import jinye.sample.JinyeTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Status;
import org.springframework.util.unit.DataSize;

/** Incoming files before a real ClamAV daemon that knows one signature, of a harmless phrase. */
@JinyeTest
class VirusScannerTests {

    private static final String PHRASE = "Jinye harmless test phrase 7f3a";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long SOMEBODY = 900_071;

    @Autowired
    private FileRows rows;

    @Autowired
    private AllowedTypes types;

    @TempDir
    Path place;

    private FileFolder folder;
    private Process daemon;
    private int port;

    @BeforeEach
    void begin() throws Exception {
        folder = new FileFolder(java.nio.file.Files.createDirectories(place.resolve("files")), 0);
        java.nio.file.Files.createDirectories(place.resolve("files/incoming"));
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        write("phrase.ndb", "Jinye.Test:0:*:" + HexFormat.of().formatHex(PHRASE.getBytes(StandardCharsets.US_ASCII)));
        var settings = write("clamd.conf", """
                Foreground yes
                TCPAddr 127.0.0.1
                TCPSocket %d
                DatabaseDirectory %s
                TemporaryDirectory %s
                StreamMaxLength 1M
                SelfCheck 0
                """.formatted(port, place, place));
        daemon = new ProcessBuilder("clamd", "--config-file=" + settings)
                .redirectErrorStream(true)
                .redirectOutput(place.resolve("clamd.log").toFile())
                .start();
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(this::listening);
    }

    @AfterEach
    void end() throws Exception {
        stop();
    }

    @Test
    void whatTheScannerKnowsIsRefusedAloneAndPackedAndTheRestComesIn() throws IOException {
        var reception = reception();

        assertThat(receive(reception, "通知.txt", "关于开展检查的通知".getBytes(StandardCharsets.UTF_8))
                        .size())
                .isPositive();
        assertThat(receive(reception, "通知.docx", Samples.docx("关于开展检查的通知")).size())
                .isPositive();

        assertThatExceptionOfType(FileLook.Virus.class)
                .isThrownBy(() -> receive(reception, "附件.txt", PHRASE.getBytes(StandardCharsets.US_ASCII)));
        assertThatExceptionOfType(FileLook.Virus.class)
                .isThrownBy(() -> receive(reception, "附件.docx", Samples.docx("bad " + PHRASE)));
        assertThat(kept()).isEqualTo(2);
    }

    @Test
    void aScannerThatIsAwayOrCouldNotFinishLetsNothingIn() throws Exception {
        var reception = reception();
        var tooMuch = "a line that is nothing at all\n".repeat(50_000).getBytes(StandardCharsets.US_ASCII);
        assertThatExceptionOfType(Outage.class)
                .isThrownBy(() -> receive(reception, "清单.txt", tooMuch))
                .extracting(Outage::code)
                .isEqualTo("files.scanner-away");

        var scanner = scanner();
        assertThat(scanner.health().getStatus()).isEqualTo(Status.UP);
        stop();
        assertThat(scanner.health().getStatus()).isEqualTo(Status.DOWN);
        var bytes = "无人检查过的文件".getBytes(StandardCharsets.UTF_8);
        assertThatExceptionOfType(Outage.class)
                .isThrownBy(() -> receive(reception, "清单.txt", bytes))
                .extracting(Outage::code)
                .isEqualTo("files.scanner-away");
        assertThat(kept()).isZero();
    }

    private VirusScanner scanner() {
        return new VirusScanner("127.0.0.1:" + port, PATIENCE);
    }

    private FileReception reception() {
        return new FileReception(folder, rows, types, scanner(), DataSize.ofMegabytes(100));
    }

    private static StoredFile receive(FileReception reception, String name, byte[] bytes) {
        return reception.receive(SOMEBODY, name, new ByteArrayInputStream(bytes), null);
    }

    private long kept() throws IOException {
        try (Stream<Path> all = java.nio.file.Files.walk(place.resolve("files"))) {
            return all.filter(java.nio.file.Files::isRegularFile).count();
        }
    }

    private Path write(String name, String text) throws IOException {
        return java.nio.file.Files.writeString(place.resolve(name), text + "\n");
    }

    private boolean listening() {
        try (var one = new Socket("127.0.0.1", port)) {
            return one.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private void stop() throws InterruptedException {
        daemon.destroy();
        if (!daemon.waitFor(20, TimeUnit.SECONDS)) {
            daemon.destroyForcibly().waitFor();
        }
    }
}
