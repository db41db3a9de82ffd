package jinye.safeguard.identity.provider;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.openid.connect.sdk.AuthenticationErrorResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.LogoutTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.UserInfo;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import com.nimbusds.openid.connect.sdk.validators.LogoutTokenValidator;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import jinye.sample.Visitor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Another system of the bureau: the standard library of relying parties, with a server of its own for what it is told. */
final class RelyingParty implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    final String clientId;
    final long id;
    final BlockingQueue<String> logoutTokens = new LinkedBlockingQueue<>();
    private final HttpServer server;
    private final OIDCProviderMetadata provider;
    private final @Nullable String secret;
    volatile int logoutAnswer = 200;

    final CodeVerifier verifier = new CodeVerifier();
    final State state = new State();
    final Nonce nonce = new Nonce();

    /** Registered by one administrator and confirmed by another, as it is in life. */
    RelyingParty(int port, String kind, boolean trusted, String entry) throws Exception {
        clientId = "app-" + UUID.randomUUID().toString().substring(0, 8);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/told", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(logoutAnswer, -1);
            exchange.close();
            logoutTokens.add(body.substring("logout_token=".length()));
        });
        server.start();
        var sysadmin = Visitor.at(port).signIn("sysadmin");
        var answer = sysadmin.post(
                "/api/identity/applications",
                "{\"clientId\":\"%s\",\"kind\":\"%s\",\"terms\":%s}".formatted(clientId, kind, terms(trusted, entry)));
        if (answer.status() != 201) {
            throw new IllegalStateException(answer.toString());
        }
        id = answer.json().path("id").asLong();
        Visitor.at(port)
                .signIn("secadmin")
                .put("/api/identity/applications/" + id + "/confirmation", "{\"opinion\":\"同意\"}");
        secret = kind.equals("WEB") ? newSecret(sysadmin, id) : null;
        provider = OIDCProviderMetadata.resolve(new Issuer("http://127.0.0.1:" + port));
    }

    static String newSecret(Visitor sysadmin, long application) {
        var made = sysadmin.post("/api/identity/applications/" + application + "/secrets", "{}");
        return sysadmin.get("/api/identity/secrets/" + made.json().path("id").asLong() + "/value")
                .json()
                .path("value")
                .asString();
    }

    private String terms(boolean trusted, String entry) {
        return """
                {"name":"车辆管理系统 %s","description":"公务用车","homeAddress":"%s","trusted":%s,
                 "scopes":["openid","profile","organisation","person_number"],"redirectAddresses":["%s"],"logoutAddresses":["%s"],
                 "backChannelAddress":"%s",%s,"reason":"接入统一认证"}""".formatted(clientId, home(), trusted, callback(), home(), at("/told"), entry);
    }

    URI callback() {
        return URI.create(at("/callback"));
    }

    String home() {
        return at("/home");
    }

    private String at(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    OIDCProviderMetadata provider() {
        return provider;
    }

    AuthenticationRequest.Builder asking(String scopes) {
        return new AuthenticationRequest.Builder(
                        ResponseType.CODE, Scope.parse(scopes), new ClientID(clientId), callback())
                .endpointURI(provider.getAuthorizationEndpointURI())
                .state(state)
                .nonce(nonce)
                .codeChallenge(verifier, CodeChallengeMethod.S256);
    }

    /** The address inside our application that a browser is sent to. */
    static String path(AuthenticationRequest request) {
        var uri = request.toURI();
        return uri.getRawPath() + "?" + uri.getRawQuery();
    }

    AuthorizationCode code(Visitor person, String scopes) throws Exception {
        return code(person, asking(scopes).build());
    }

    AuthorizationCode code(Visitor person, AuthenticationRequest request) throws Exception {
        var response = response(person.redirect(path(request)));
        if (!response.getState().equals(state)) {
            throw new IllegalStateException("another state");
        }
        return response.toSuccessResponse().getAuthorizationCode();
    }

    AuthenticationResponse response(String location) throws Exception {
        return AuthenticationResponseParser.parse(URI.create(location));
    }

    String error(String location) throws Exception {
        return ((AuthenticationErrorResponse) response(location))
                .getErrorObject()
                .getCode();
    }

    OIDCTokenResponse exchange(AuthorizationCode code) throws Exception {
        return (OIDCTokenResponse) tokens(new AuthorizationCodeGrant(code, callback(), verifier));
    }

    OIDCTokenResponse refresh(RefreshToken token) throws Exception {
        return (OIDCTokenResponse) tokens(new RefreshTokenGrant(token));
    }

    String refusal(AuthorizationGrant grant) throws Exception {
        return ((com.nimbusds.oauth2.sdk.TokenErrorResponse) tokens(grant))
                .getErrorObject()
                .getCode();
    }

    private com.nimbusds.oauth2.sdk.TokenResponse tokens(AuthorizationGrant grant) throws Exception {
        var client = new ClientID(clientId);
        var request = secret == null
                ? new TokenRequest.Builder(provider.getTokenEndpointURI(), client, grant).build()
                : new TokenRequest.Builder(
                                provider.getTokenEndpointURI(),
                                new ClientSecretBasic(client, new Secret(secret)),
                                grant)
                        .build();
        return OIDCTokenResponseParser.parse(request.toHTTPRequest().send());
    }

    /** Issuer, audience, signature, time and nonce, as the library judges them. */
    IDTokenClaimsSet judged(OIDCTokenResponse tokens) throws Exception {
        return new IDTokenValidator(
                        provider.getIssuer(),
                        new ClientID(clientId),
                        JWSAlgorithm.RS256,
                        provider.getJWKSetURI().toURL())
                .validate(tokens.getOIDCTokens().getIDToken(), nonce);
    }

    UserInfo person(String accessToken) throws Exception {
        return information(accessToken).toSuccessResponse().getUserInfo();
    }

    UserInfoResponse information(String accessToken) throws Exception {
        return UserInfoResponse.parse(
                new UserInfoRequest(provider.getUserInfoEndpointURI(), new BearerAccessToken(accessToken))
                        .toHTTPRequest()
                        .send());
    }

    /** The next token that we are told of a session's end; judged as the standard says. */
    LogoutTokenClaimsSet told() throws Exception {
        var token = logoutTokens.poll(20, TimeUnit.SECONDS);
        if (token == null) {
            throw new IllegalStateException("nobody told us");
        }
        return new LogoutTokenValidator(
                        provider.getIssuer(),
                        new ClientID(clientId),
                        JWSAlgorithm.RS256,
                        provider.getJWKSetURI().toURL())
                .validate(com.nimbusds.jwt.SignedJWT.parse(token));
    }

    @Override
    public void close() throws IOException {
        server.stop(0);
    }
}
