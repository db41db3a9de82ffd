package jinye.safeguard.access;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The one way to ask an address that somebody wrote down, such as where a list of revoked certificates or an outside
 * provider of identities lies: never inside the house
 * (loopback, private, link-local, the services of a cloud) unless the installation lists that network, never along a redirect.
 *
 * <p>A name is resolved before it is asked. The virtual machine keeps the answer for thirty seconds, so the connection goes to the
 * addresses that were looked at and not to others that the name means a moment later (DNS rebinding).
 */
@Component
public class Outgoing {

    interface Names {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    private final List<Network> allowed;
    private final Names names;

    @Autowired
    Outgoing(@Value("${jinye.outgoing.networks:}") List<String> allowed) {
        this(allowed, InetAddress::getAllByName);
    }

    Outgoing(List<String> allowed, Names names) {
        this.allowed = allowed.stream()
                .filter(text -> !text.isBlank())
                .map(Network::parse)
                .toList();
        this.names = names;
    }

    /** What came back; the body is cut off one byte after what was allowed, so that the caller sees that it was too much. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Answered(int status, byte[] body) {
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /**
     * @param max bytes; one more is read, so that the caller sees that it was too much
     * @throws IOException when the address may not be asked, is away, or answers anything but 200
     */
    public byte[] get(URI address, int max, Duration patience) throws IOException, InterruptedException {
        var answer = ask(HttpRequest.newBuilder(address).timeout(patience).GET().build(), max);
        if (answer.status() != 200) {
            throw new IOException("answered with " + answer.status());
        }
        return answer.body();
    }

    /** @throws IOException when the address may not be asked or is away */
    public Answered ask(HttpRequest request, int max) throws IOException, InterruptedException {
        check(request.uri());
        try (var client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(10))
                .build()) {
            var answer = client.send(request, BodyHandlers.ofInputStream());
            try (var body = answer.body()) {
                return new Answered(answer.statusCode(), body.readNBytes(max + 1));
            }
        }
    }

    /** All addresses of the name must be good: which of them is taken is not ours to choose. */
    void check(URI address) throws IOException {
        var scheme = address.getScheme();
        var host = address.getHost();
        if (!("http".equals(scheme) || "https".equals(scheme)) || host == null || address.getUserInfo() != null) {
            throw new NotAsked("not an address of a web server");
        }
        var found = names.resolve(host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
        for (var one : found) {
            if (inside(one) && allowed.stream().noneMatch(network -> network.holds(plain(one)))) {
                throw new NotAsked(host + " lies in a network that is not listed (jinye.outgoing.networks)");
            }
        }
    }

    /** RFC 6890: whatever is not of the whole internet. */
    private static boolean inside(InetAddress address) {
        if (address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return true;
        }
        var bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        return switch (address) {
            case Inet4Address four ->
                first == 0
                        || first >= 240
                        || first == 100 && second >= 64 && second < 128
                        || first == 192 && second == 0 && bytes[2] == 0
                        || first == 198 && (second == 18 || second == 19);
            // unique local, and what hides an IPv4 address: NAT64, 6to4, Teredo, compatible
            case Inet6Address six ->
                (first & 0xfe) == 0xfc
                        || first == 0 && second == 0x64
                        || first == 0x20 && second == 0x02
                        || first == 0x20 && second == 0x01 && bytes[2] == 0 && bytes[3] == 0
                        || six.isIPv4CompatibleAddress();
            default -> true;
        };
    }

    /** Without the name of a network card. */
    private static String plain(InetAddress address) {
        return address.getHostAddress().replaceFirst("%.*", "");
    }

    /** Refused before anything went out. */
    static final class NotAsked extends IOException {
        NotAsked(String why) {
            super(why);
        }
    }
}
