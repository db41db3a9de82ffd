package jinye.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A signed-in person on one kept-alive connection, as a browser would talk: session cookie, CSRF token, an idempotency key for
 * every write. Bare sockets, because client and server share the cores and the client should take little of them.
 */
final class Caller {

    static final String PASSWORD = "Jinye-demo-2026";
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final long IDLE_NANOS_MAX = 10_000_000_000L;

    private final int port;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private Socket socket = new Socket();
    private InputStream in = InputStream.nullInputStream();
    private long lastUsed;

    record Answer(int status, String body) {
        JsonNode json() {
            return JSON.readTree(body);
        }
    }

    private Caller(int port) {
        this.port = port;
    }

    static Caller signedIn(int port, String login) throws IOException, InterruptedException {
        var caller = new Caller(port);
        caller.send("GET", "/api/access/demo", "");
        var words = JSON.createObjectNode()
                .put("loginName", login)
                .put("password", PASSWORD)
                .toString();
        var answer = caller.send("POST", "/api/access/session", words);
        // sign-ins from one address are limited; a refused one is free again after a few seconds
        for (int i = 0; answer.status() == 429 && i < 20; i++) {
            Thread.sleep(3_200);
            answer = caller.send("POST", "/api/access/session", words);
        }
        if (answer.status() != 200) {
            throw new IOException(login + " cannot sign in: " + answer);
        }
        return caller;
    }

    /** The same session on a connection of its own, as a second tab. */
    Caller another() {
        var tab = new Caller(port);
        tab.cookies.putAll(cookies);
        return tab;
    }

    /** The connection; the session stays. */
    void hangUp() throws IOException {
        socket.close();
    }

    String get(String path) throws IOException {
        return good(send("GET", path, ""), path);
    }

    String post(String path, String json) throws IOException {
        return good(send("POST", path, json), path);
    }

    private static String good(Answer answer, String path) throws IOException {
        if (answer.status() >= 300) {
            throw new IOException(path + " answered " + answer.status() + " " + answer.body());
        }
        return answer.body();
    }

    Answer send(String method, String path, String json) throws IOException {
        connect();
        var body = json.getBytes(StandardCharsets.UTF_8);
        var head = new StringBuilder(method)
                .append(' ')
                .append(path)
                .append(" HTTP/1.1\r\nHost: 127.0.0.1:")
                .append(port)
                .append("\r\n");
        if (!cookies.isEmpty()) {
            List<String> pairs = new ArrayList<>();
            cookies.forEach((name, value) -> pairs.add(name + "=" + value));
            head.append("Cookie: ").append(String.join("; ", pairs)).append("\r\n");
        }
        if (!method.equals("GET")) {
            head.append("X-XSRF-TOKEN: ")
                    .append(cookies.getOrDefault("XSRF-TOKEN", ""))
                    .append("\r\nIdempotency-Key: ")
                    .append(UUID.randomUUID())
                    .append("\r\nContent-Type: application/json\r\nContent-Length: ")
                    .append(body.length)
                    .append("\r\n");
        }
        var bytes = new java.io.ByteArrayOutputStream();
        bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(body);
        socket.getOutputStream().write(bytes.toByteArray());
        return read();
    }

    private void connect() throws IOException {
        long now = System.nanoTime();
        if (!socket.isConnected() || socket.isClosed() || now - lastUsed > IDLE_NANOS_MAX) {
            socket.close();
            socket = new Socket("127.0.0.1", port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(60_000);
            in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
        }
        lastUsed = now;
    }

    private Answer read() throws IOException {
        int status = Integer.parseInt(line().split(" ")[1]);
        int length = 0;
        boolean chunked = false;
        boolean closes = false;
        for (var header = line(); !header.isEmpty(); header = line()) {
            int colon = header.indexOf(':');
            var value = header.substring(colon + 1).strip();
            switch (header.substring(0, colon).toLowerCase(java.util.Locale.ROOT)) {
                case "content-length" -> length = Integer.parseInt(value);
                case "transfer-encoding" -> chunked = value.contains("chunked");
                case "connection" -> closes = value.equalsIgnoreCase("close");
                case "set-cookie" -> {
                    var pair = value.split(";")[0].split("=", 2);
                    cookies.put(pair[0], pair[1]);
                }
                default -> {
                    // of no interest
                }
            }
        }
        var body = chunked ? chunks() : in.readNBytes(length);
        if (closes) {
            socket.close();
        }
        return new Answer(status, new String(body, StandardCharsets.UTF_8));
    }

    private byte[] chunks() throws IOException {
        var whole = new java.io.ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            whole.writeBytes(in.readNBytes(size));
            line();
        }
        line();
        return whole.toByteArray();
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the application closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
