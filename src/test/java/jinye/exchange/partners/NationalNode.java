package jinye.exchange.partners;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import jinye.sample.Visitor;
import org.awaitility.Awaitility;

/** The national bureau's own Jinye in a process of its own, with its own data: the same program, never a stub. It may be killed. */
public final class NationalNode implements AutoCloseable {

    final Path data;
    public final int port;
    private final List<String> settings;
    private Process process;

    public NationalNode(Path data, String... settings) throws IOException {
        this.data = data.toAbsolutePath();
        this.settings = List.of(settings);
        try (var free = new ServerSocket(0)) {
            this.port = free.getLocalPort();
        }
        this.process = start();
    }

    private Process start() throws IOException {
        var classes = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx320m",
                "-Duser.timezone=Asia/Shanghai",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classes,
                "jinye.Jinye",
                "--jinye.role=national",
                "--jinye.demo=true",
                "--jinye.data=" + data,
                "--server.port=" + port,
                "--server.address=127.0.0.1"));
        command.addAll(settings);
        var log = data.resolveSibling(data.getFileName() + ".log").toFile();
        data.toFile().mkdirs();
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
    }

    public NationalNode awaitUp() {
        try (var client = HttpClient.newHttpClient()) {
            Awaitility.await().atMost(Duration.ofMinutes(4)).until(() -> {
                try {
                    return client.send(
                                            HttpRequest.newBuilder(URI.create(
                                                            "http://127.0.0.1:" + port + "/actuator/health/readiness"))
                                                    .build(),
                                            HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            == 200;
                } catch (IOException notYet) {
                    return false;
                }
            });
        }
        return this;
    }

    public Visitor visitor(String login) {
        return Visitor.at(port).signIn(login);
    }

    /** Without a chance to tidy up. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    void startAgain() throws IOException {
        process = start();
        awaitUp();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, java.util.concurrent.TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
