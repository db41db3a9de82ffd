package jinye.platform.files;

import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import jinye.kernel.Outage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Shows every incoming file to a ClamAV daemon, or another scanner that speaks its INSTREAM, when one is named (GB/T 22239-2019
 * 8.1.4.5 恶意代码防范). A scanner that is away, or could not finish, lets nothing in: an unchecked file is worse than a late one.
 */
@Component
class VirusScanner implements HealthIndicator {

    private static final Logger log = LoggerFactory.getLogger(VirusScanner.class);
    private static final int PIECE = 64 * 1024;

    private final String host;
    private final int port;
    private final Duration patience;

    /** @param address {@code host:port}; empty when no scanner is connected */
    VirusScanner(
            @Value("${jinye.files.scanner:}") String address,
            @Value("${jinye.files.scanner-patience:60s}") Duration patience) {
        int colon = address.lastIndexOf(':');
        if (!address.isEmpty() && !address.substring(colon + 1).matches("\\d{1,5}")) {
            throw new IllegalArgumentException("jinye.files.scanner is host:port, not \"" + address + '"');
        }
        this.host = colon < 0 ? "" : address.substring(0, colon);
        this.port = colon < 0 ? 0 : Integer.parseInt(address.substring(colon + 1));
        this.patience = patience;
    }

    void scan(Path path, String name) {
        if (host.isEmpty()) {
            return;
        }
        var answer = ask("INSTREAM", path);
        if (answer.endsWith(" FOUND")) {
            log.warn("virus found: {}", answer);
            throw new FileLook.Virus(name);
        }
        if (!answer.endsWith(" OK")) {
            throw new Outage("files.scanner-away", new IOException("The scanner says: " + answer));
        }
    }

    @Override
    public Health health() {
        if (host.isEmpty()) {
            return Health.up().withDetail("connected", false).build();
        }
        try {
            return ask("PING", null).equals("PONG")
                    ? Health.up().withDetail("connected", true).build()
                    : Health.down().build();
        } catch (Outage away) {
            return Health.down(away).build();
        }
    }

    /** One command, ended by a zero byte; a file follows in pieces, each after its length, and a length of zero ends it. */
    private String ask(String command, @Nullable Path path) {
        try (var socket = new Socket()) {
            int millis = Math.toIntExact(patience.toMillis());
            socket.connect(new InetSocketAddress(host, port), millis);
            socket.setSoTimeout(millis);
            var out = new DataOutputStream(socket.getOutputStream());
            out.write(("z" + command + '\0').getBytes(StandardCharsets.US_ASCII));
            if (path != null) {
                send(path, out);
            }
            out.flush();
            return new String(socket.getInputStream().readNBytes(1024), StandardCharsets.UTF_8)
                    .replace("\0", "")
                    .strip();
        } catch (IOException away) {
            throw new Outage("files.scanner-away", away);
        }
    }

    private static void send(Path path, DataOutputStream out) throws IOException {
        var piece = new byte[PIECE];
        try (var in = java.nio.file.Files.newInputStream(path)) {
            for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                out.writeInt(length);
                out.write(piece, 0, length);
            }
        }
        out.writeInt(0);
    }
}
