package jinye.safeguard.identity.outside;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A provider of somebody else on a socket of its own; it answers well, or as badly as it is told. */
final class ForeignProvider implements AutoCloseable {

    static final String CLIENT = "jinye";
    static final String SECRET = "0123456789-0123456789-0123456789-0123456789";

    private final HttpServer server;
    private final Map<String, String> nonces = new HashMap<>();
    private final Map<String, String> challenges = new HashMap<>();
    volatile RSAKey key = newKey();
    /** The key that signs; another one than is published when the provider was taken over. */
    volatile @Nullable RSAKey signer;

    volatile String algorithm = "RS256";
    volatile UnaryOperator<JWTClaimsSet.Builder> bent = UnaryOperator.identity();
    volatile @Nullable String otherIssuer;
    volatile int keysAsked;

    ForeignProvider() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext(
                "/.well-known/openid-configuration",
                exchange -> answer(
                        exchange,
                        200,
                        JsonMapper.shared()
                                .writeValueAsString(Map.of(
                                        "issuer",
                                        otherIssuer == null ? issuer() : otherIssuer,
                                        "authorization_endpoint",
                                        issuer() + "/authorize",
                                        "token_endpoint",
                                        issuer() + "/token",
                                        "jwks_uri",
                                        issuer() + "/keys",
                                        "end_session_endpoint",
                                        issuer() + "/logout",
                                        "response_types_supported",
                                        new String[] {"code"},
                                        "subject_types_supported",
                                        new String[] {"public"},
                                        "id_token_signing_alg_values_supported",
                                        new String[] {"RS256"}))));
        server.createContext("/keys", exchange -> {
            keysAsked++;
            answer(exchange, 200, new JWKSet(key.toPublicJWK()).toString());
        });
        server.createContext("/token", this::tokens);
        server.start();
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The person over there signs in and is sent back: what the browser carries. */
    Map<String, String> authorize(String address, String subject, String name) {
        var asked = form(URI.create(address).getRawQuery());
        var code = UUID.randomUUID().toString();
        nonces.put(code, asked.get("nonce") + "\n" + subject + "\n" + name);
        challenges.put(code, asked.get("code_challenge"));
        var carried = new HashMap<>(asked);
        carried.put("code", code);
        return carried;
    }

    private void tokens(HttpExchange exchange) throws IOException {
        var asked = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        var code = asked.getOrDefault("code", "");
        var known = nonces.remove(code);
        var basic =
                "Basic " + Base64.getEncoder().encodeToString((CLIENT + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
        if (known == null
                || !basic.equals(exchange.getRequestHeaders().getFirst("Authorization"))
                || !challenge(asked.getOrDefault("code_verifier", "")).equals(challenges.get(code))) {
            answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
            return;
        }
        var parts = known.split("\n");
        var now = Instant.now();
        var claims = bent.apply(new JWTClaimsSet.Builder()
                        .issuer(issuer())
                        .audience(CLIENT)
                        .subject(parts[1])
                        .claim("nonce", parts[0])
                        .claim("login", parts[2])
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(300))))
                .build();
        answer(
                exchange,
                200,
                "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"id_token\":\"%s\"}"
                        .formatted(signed(claims).serialize()));
    }

    private JWT signed(JWTClaimsSet claims) {
        try {
            if (algorithm.equals("none")) {
                return new PlainJWT(claims);
            }
            var by = signer == null ? key : signer;
            var token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.parse(algorithm))
                            .keyID(key.getKeyID())
                            .build(),
                    claims);
            token.sign(algorithm.startsWith("HS") ? new MACSigner(SECRET) : new RSASSASigner(by));
            return token;
        } catch (com.nimbusds.jose.JOSEException broken) {
            throw new IllegalStateException(broken);
        }
    }

    static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
        } catch (com.nimbusds.jose.JOSEException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static Map<String, String> form(String text) {
        return Arrays.stream(text.split("&"))
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(
                        part -> part[0], part -> URLDecoder.decode(part[1], StandardCharsets.UTF_8), (a, b) -> b));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
