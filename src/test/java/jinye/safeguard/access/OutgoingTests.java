package jinye.safeguard.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Server-side requests (SSRF): what is inside the house is asked by nobody from outside, by whatever name. */
class OutgoingTests {

    private static final Outgoing STRICT = new Outgoing(List.of(), InetAddress::getAllByName);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/",
                "http://127.1/",
                "http://0.0.0.0/",
                "http://10.1.2.3/",
                "http://172.16.0.1/",
                "http://192.168.1.1/",
                "http://169.254.169.254/latest/meta-data/",
                "http://100.100.100.200/",
                "http://198.18.0.1/",
                "http://224.0.0.1/",
                "http://255.255.255.255/",
                "http://[::1]/",
                "http://[::]/",
                "http://[fe80::1]/",
                "http://[fd00::1]/",
                "http://[::ffff:127.0.0.1]/",
                "http://[64:ff9b::7f00:1]/",
                "http://[2002:7f00:1::]/",
                "http://localhost/",
                "file:///etc/passwd",
                "ftp://example.org/",
                "gopher://example.org/",
                "http://user:word@example.org/",
                "http:///nowhere"
            })
    void addressesOfTheHouseAndOtherSchemesAreNotAsked(String address) {
        assertThatThrownBy(() -> STRICT.check(URI.create(address))).isInstanceOf(IOException.class);
    }

    @Test
    void aNameIsJudgedByEveryAddressItHas() throws IOException {
        var outside = InetAddress.getByAddress(new byte[] {93, (byte) 184, (byte) 216, 34});
        var inside = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});

        new Outgoing(List.of(), host -> new InetAddress[] {outside})
                .check(URI.create("https://lists.example.org/ca.crl"));
        assertThatThrownBy(() -> new Outgoing(List.of(), host -> new InetAddress[] {outside, inside})
                        .check(URI.create("https://lists.example.org/ca.crl")))
                .isInstanceOf(Outgoing.NotAsked.class);
    }

    @Test
    void aListedNetworkIsAskedAndARedirectFromItIsNotFollowed() throws Exception {
        var asked = new AtomicInteger();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/list", exchange -> {
            exchange.sendResponseHeaders(200, 3);
            exchange.getResponseBody().write("crl".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            exchange.close();
        });
        server.createContext("/away", exchange -> {
            exchange.getResponseHeaders().add("Location", "/secret");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.createContext("/secret", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try {
            var origin = "http://127.0.0.1:" + server.getAddress().getPort();
            var listed = new Outgoing(List.of("127.0.0.0/8"), InetAddress::getAllByName);

            assertThat(listed.get(URI.create(origin + "/list"), 10, Duration.ofSeconds(10)))
                    .hasSize(3);
            assertThat(listed.get(URI.create(origin + "/list"), 1, Duration.ofSeconds(10)))
                    .as("one byte more than wanted says that there was more")
                    .hasSize(2);
            assertThatThrownBy(() -> listed.get(URI.create(origin + "/away"), 10, Duration.ofSeconds(10)))
                    .hasMessageContaining("302");
            assertThatThrownBy(() -> STRICT.get(URI.create(origin + "/list"), 10, Duration.ofSeconds(10)))
                    .isInstanceOf(Outgoing.NotAsked.class);
            assertThat(asked).hasValue(0);
        } finally {
            server.stop(0);
        }
    }

    /**
     * The line to partners goes to addresses that two people agreed on, inside the network of the branch by intent; those of outside
     * providers of identity are set by the security administrator.
     */
    @Test
    void nobodyElseAsksAddresses() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            var asking = files.filter(file -> file.toString().endsWith(".java")
                            && !file.toString().contains("safeguard/identity"))
                    .filter(file ->
                            read(file).matches("(?s).*\\b(HttpClient\\.new|RestClient\\.|RestTemplate|WebClient\\.).*"))
                    .map(file -> file.getFileName().toString())
                    .toList();
            assertThat(asking).isSubsetOf("Outgoing.java", "Line.java").contains("Outgoing.java");
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
