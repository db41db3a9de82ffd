package jinye.safeguard.identity.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import jinye.safeguard.certificates.OpenSsl;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import jinye.sample.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** OpenSSL holds the keys and signs the challenges; the keys never come near the server. */
@JinyeTest
class CertificateSignInTests {

    private static final JsonMapper JSON = JsonMapper.shared();

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient database;

    @Autowired
    SampleBureau bureau;

    @TempDir
    Path folder;

    private OpenSsl openssl;

    @BeforeEach
    void open() {
        openssl = new OpenSsl(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SM2", "ECDSA", "RSA"})
    void thePersonOfACertificateIsIn(String family) {
        certificate("tangli", family);
        var visitor = Visitor.at(port);

        var answer = visitor.post("/api/identity/entrance/certificate", signed(challenge(visitor), family));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("entered").asBoolean()).isTrue();
        assertThat(visitor.get("/api/access/session").json().path("name").asString())
                .isEqualTo("唐丽");
        assertThat(visitor.get("/api/access/presences")
                        .json()
                        .get(0)
                        .path("ways")
                        .toString())
                .contains("certificate");
    }

    @Test
    void aRecordedAnswerOpensNothingAgain() {
        certificate("tangli", "ECDSA");
        var visitor = Visitor.at(port);
        var answer = signed(challenge(visitor), "ECDSA");
        assertThat(visitor.post("/api/identity/entrance/certificate", answer).status())
                .isEqualTo(200);

        var replayed = Visitor.at(port).post("/api/identity/entrance/certificate", answer);

        assertThat(replayed.code()).isEqualTo("identity.challenge-not-good");
    }

    @Test
    void anAnswerThatComesTooLateIsRefused() {
        certificate("tangli", "ECDSA");
        var visitor = Visitor.at(port);
        var answer = signed(challenge(visitor), "ECDSA");
        database.sql("update identity.challenge set expires_at = now() - interval '1 second' where used_at is null")
                .update();

        assertThat(visitor.post("/api/identity/entrance/certificate", answer).code())
                .isEqualTo("identity.challenge-not-good");
    }

    @Test
    void whoeverOnlyHasTheCertificateIsNotIn() {
        certificate("tangli", "ECDSA");
        openssl.must("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", "key.pem");
        var visitor = Visitor.at(port);

        var answer = visitor.post("/api/identity/entrance/certificate", signed(challenge(visitor), "ECDSA"));

        assertThat(answer.code()).isEqualTo("identity.signature-wrong");
        assertThat(visitor.get("/api/access/session").status()).isEqualTo(401);
    }

    @Test
    void aLostAndARevokedCertificateAreNamedAsSuch() {
        long id = certificate("xiaoyan", "ECDSA");
        var security = Visitor.at(port).signIn("secadmin");
        security.put("/api/certificates/issued/" + id + "/suspension", "{\"note\":\"钥匙遗失\"}");
        var suspended = enter("ECDSA");
        security.put(
                "/api/certificates/issued/" + id + "/revocation", "{\"reason\":\"KEY_COMPROMISE\",\"note\":\"未找回\"}");
        var revoked = enter("ECDSA");

        assertThat(suspended.code()).isEqualTo("certificates.not-valid");
        assertThat(suspended.body()).contains("暂停");
        assertThat(revoked.code()).isEqualTo("certificates.not-valid");
        assertThat(revoked.body()).contains("吊销");
    }

    @Test
    void aCertificateOfAnUnknownAuthorityIsRefusedWithItsName() {
        selfSigned();

        var answer = enter("ECDSA");

        assertThat(answer.code()).isEqualTo("certificates.not-valid");
        assertThat(answer.body()).contains("Stranger");
    }

    @Test
    void anOutsideCertificateSignsInWhomTwoAdministratorsBoundItTo() {
        outsideAuthority();
        var system = Visitor.at(port).signIn("sysadmin");
        var security = Visitor.at(port).signIn("secadmin");
        trust(system, security);
        assertThat(enter("ECDSA").code()).isEqualTo("identity.certificate-of-nobody");

        var proposal = JSON.createObjectNode()
                .put("person", bureau.person("pengfang"))
                .put("file", text("certificate.pem"))
                .put("reason", "省政务外网证书")
                .toString();
        assertThat(security.post("/api/identity/bound-certificates", proposal).status())
                .isEqualTo(403);
        var proposed = system.post("/api/identity/bound-certificates", proposal);
        assertThat(proposed.status()).as(proposed.body()).isEqualTo(201);
        long id = proposed.json().path("id").asLong();
        assertThat(enter("ECDSA").code()).isEqualTo("identity.certificate-of-nobody");
        assertThat(system.put("/api/identity/bound-certificates/" + id + "/confirmation", "{\"opinion\":\"\"}")
                        .status())
                .isEqualTo(403);
        assertThat(security.put("/api/identity/bound-certificates/" + id + "/confirmation", "{\"opinion\":\"已核对\"}")
                        .status())
                .isEqualTo(204);

        assertThat(enter("ECDSA").json().path("entered").asBoolean()).isTrue();
        security.put("/api/identity/bound-certificates/" + id + "/ending", "{\"opinion\":\"人员调离\"}");
        assertThat(enter("ECDSA").code()).isEqualTo("identity.certificate-of-nobody");
    }

    private Visitor.Answer enter(String family) {
        var visitor = Visitor.at(port);
        return visitor.post("/api/identity/entrance/certificate", signed(challenge(visitor), family));
    }

    private JsonNode challenge(Visitor visitor) {
        return visitor.post("/api/identity/entrance/certificate/challenge", "{}")
                .json();
    }

    /** As an outside program does it, see docs/how-to/sign-in-by-certificate.md. */
    private String signed(JsonNode challenge, String family) {
        openssl.write("text", challenge.path("text").asString().getBytes(StandardCharsets.UTF_8));
        if (family.equals("SM2")) {
            openssl.must(
                    "pkeyutl",
                    "-sign",
                    "-inkey",
                    "key.pem",
                    "-in",
                    "text",
                    "-out",
                    "signature",
                    "-rawin",
                    "-digest",
                    "sm3",
                    "-pkeyopt",
                    "distid:1234567812345678");
        } else {
            openssl.must("dgst", "-sha256", "-sign", "key.pem", "-out", "signature", "text");
        }
        return JSON.createObjectNode()
                .put("challenge", challenge.path("id").asString())
                .put("certificates", text("certificate.pem"))
                .put("signature", Base64.getEncoder().encodeToString(openssl.read("signature")))
                .toString();
    }

    private long certificate(String login, String family) {
        return HeldCertificate.make(openssl, port, login, family);
    }

    private void selfSigned() {
        openssl.must(
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:prime256v1",
                "-nodes",
                "-keyout",
                "key.pem",
                "-subj",
                "/CN=Stranger",
                "-days",
                "30",
                "-out",
                "certificate.pem");
    }

    private void outsideAuthority() {
        openssl.must(
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:prime256v1",
                "-nodes",
                "-keyout",
                "ca.key",
                "-subj",
                "/C=CN/O=Outside/CN=Outside Root " + java.util.UUID.randomUUID(),
                "-days",
                "90",
                "-addext",
                "keyUsage=critical,keyCertSign,cRLSign",
                "-out",
                "ca.pem");
        openssl.must(
                "req",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:prime256v1",
                "-nodes",
                "-keyout",
                "key.pem",
                "-subj",
                "/C=CN/O=Outside/CN=Peng Fang",
                "-out",
                "outside.csr");
        openssl.must(
                "x509",
                "-req",
                "-in",
                "outside.csr",
                "-CA",
                "ca.pem",
                "-CAkey",
                "ca.key",
                "-CAcreateserial",
                "-days",
                "30",
                "-out",
                "certificate.pem");
    }

    private void trust(Visitor system, Visitor security) {
        var proposal = JSON.createObjectNode()
                .put("file", text("ca.pem"))
                .put("name", "外网机构")
                .put("anchor", true)
                .put("listNeeded", false)
                .put("reason", "证书登录");
        proposal.putArray("purposes").add("SIGN_IN");
        var proposed = system.post("/api/certificates/outside-authorities", proposal.toString());
        assertThat(proposed.status()).as(proposed.body()).isEqualTo(201);
        var confirmed = security.put(
                "/api/certificates/outside-authorities/"
                        + proposed.json().path("id").asLong() + "/confirmation",
                "{\"opinion\":\"已核对指纹\"}");
        assertThat(confirmed.status()).as(confirmed.body()).isEqualTo(204);
    }

    private String text(String file) {
        return new String(openssl.read(file), StandardCharsets.US_ASCII);
    }
}
