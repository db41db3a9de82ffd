package jinye.office.approvals.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.Map;
import jinye.sample.JinyeTest;
import jinye.sample.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** 可信签名密钥 over HTTP: added by the system administrator with a reason, used at imports, withdrawn, and all of it in the journal. */
@JinyeTest
class TrustedKeysTests {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String KEYS = "/api/approvals/trusted-keys";

    @LocalServerPort
    private int port;

    private Visitor administrator;

    @BeforeEach
    void signIn() {
        administrator = Visitor.at(port).signIn("sysadmin");
    }

    @Test
    void aPackageOfATrustedInstallationComesInWithoutAQuestionUntilTheKeyIsWithdrawn() throws Exception {
        var pair = pair();
        var zip = packageSigned(pair, "from-hubei");
        assertThat(look(zip).path("standing").asString()).isEqualTo("UNKNOWN_KEY");

        var read = administrator.post(KEYS + "/readings", text(Map.of("key", pem(pair))));
        assertThat(read.status()).as("%s", read).isEqualTo(200);
        var fingerprint = read.json().path("fingerprint").asString();
        assertThat(fingerprint).isEqualTo(look(zip).path("fingerprint").asString());
        assertThat(read.json().path("knownAs").isNull()).isTrue();
        var added = administrator.post(
                KEYS, text(Map.of("key", pem(pair), "name", "湖北省局金叶平台", "reason", "两省共建事项库，指纹已电话核对")));
        assertThat(added.status()).as("%s", added).isEqualTo(201);

        assertThat(look(zip).path("standing").asString()).isEqualTo("TRUSTED");
        assertThat(look(zip).path("signedBy").asString()).isEqualTo("湖北省局金叶平台");
        assertThat(take(zip).status()).isEqualTo(201);
        assertThat(listed(fingerprint).path("reason").asString()).contains("电话核对");
        assertThat(listed(fingerprint).path("addedByName").asString()).isEqualTo("郭晓峰");

        var withdrawn = administrator.put(KEYS + "/" + fingerprint + "/withdrawal", text(Map.of("reason", "对方更换密钥")));
        assertThat(withdrawn.status()).as("%s", withdrawn).isEqualTo(204);
        assertThat(look(zip).path("standing").asString()).isEqualTo("UNKNOWN_KEY");
        assertThat(take(packageSigned(pair, "from-hubei-again")).code()).isEqualTo("approvals.not-vouched-for");
        assertThat(administrator.get("/api/approvals/kinds/from-hubei/draft").status())
                .isEqualTo(200);
        var journal = Visitor.at(port)
                .signIn("auditadmin")
                .get("/api/journal?size=50")
                .body();
        assertThat(journal)
                .contains("approvals.trust-key")
                .contains("approvals.withdraw-key")
                .contains(fingerprint);
    }

    @Test
    void keysAreReadAsPemAsPlainTextAndFromTheSignatureOfAPackage() throws Exception {
        var pair = pair();
        var plain = Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());

        for (var written :
                new String[] {pem(pair), plain, "  " + plain + "\n", signature(pair, new KindPackage(Map.of()))}) {
            var read = administrator.post(KEYS + "/readings", text(Map.of("key", written)));
            assertThat(read.json().path("fingerprint").asString()).hasSize(47);
        }
    }

    @Test
    void whatIsNoKeyOrIsKnownAlreadyIsToldInASentence() throws Exception {
        var rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        for (var written : new String[] {"你好", "QUJD", pem(rsa), "-----BEGIN PUBLIC KEY-----"}) {
            refused(add(written, "某平台", "试验"), 422, "approvals.key-unreadable");
        }
        var own = administrator.get(KEYS).json().path("own").path("publicKey").asString();
        refused(add(own, "自己", "试验"), 422, "approvals.key-own");
        var pair = pair();
        assertThat(add(pem(pair), "甲平台", "试验").status()).isEqualTo(201);
        var twice = add(pem(pair), "乙平台", "试验");
        refused(twice, 409, "approvals.key-known");
        assertThat(twice.json().path("detail").asString()).contains("甲平台");
        assertThat(add(pem(pair()), "", "试验").status()).isEqualTo(422);
        assertThat(add(pem(pair()), "某平台", "  ").status()).isEqualTo(422);
        refused(
                administrator.put(KEYS + "/AA:BB/withdrawal", text(Map.of("reason", "试验"))),
                404,
                "approvals.no-such-key");
    }

    /** hewei designs kinds, but whom the house trusts is not for designers to say. */
    @Test
    void onlyTheSystemAdministratorSaysWhoIsTrusted() throws Exception {
        for (var login : new String[] {"hewei", "limin", "secadmin"}) {
            var other = Visitor.at(port).signIn(login);
            assertThat(other.get(KEYS).status()).isEqualTo(403);
            assertThat(other.post(KEYS, text(Map.of("key", pem(pair()), "name", "某平台", "reason", "试验")))
                            .status())
                    .isEqualTo(403);
            assertThat(other.put(KEYS + "/AA/withdrawal", text(Map.of("reason", "试验")))
                            .status())
                    .isEqualTo(403);
        }
    }

    private Visitor.Answer add(String key, String name, String reason) {
        return administrator.post(KEYS, text(Map.of("key", key, "name", name, "reason", reason)));
    }

    private static void refused(Visitor.Answer answer, int status, String code) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.json().path("detail").asString()).contains("。");
    }

    private JsonNode listed(String fingerprint) {
        for (var key : administrator.get(KEYS).json().path("keys")) {
            if (key.path("fingerprint").asString().equals(fingerprint)) {
                return key;
            }
        }
        throw new AssertionError(fingerprint + " is not listed");
    }

    private JsonNode look(byte[] zip) {
        return administrator
                .post("/api/approvals/kinds/import-looks", imported(zip))
                .json();
    }

    private Visitor.Answer take(byte[] zip) {
        return administrator.post("/api/approvals/kinds/imports", imported(zip));
    }

    private static String imported(byte[] zip) {
        return text(Map.of("zip", Base64.getEncoder().encodeToString(zip), "unsignedToo", false));
    }

    private static byte[] packageSigned(KeyPair pair, String name) throws GeneralSecurityException {
        var files = new KindPackage(BlankKind.files(name, "外来事项"));
        return KindZip.pack(files, signature(pair, files));
    }

    private static String signature(KeyPair pair, KindPackage files) throws GeneralSecurityException {
        var signature = Signature.getInstance("Ed25519");
        signature.initSign(pair.getPrivate());
        signature.update(files.sha256().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        return text(Map.of(
                "key", Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()),
                "signature", Base64.getEncoder().encodeToString(signature.sign())));
    }

    private static KeyPair pair() throws GeneralSecurityException {
        return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    private static String pem(KeyPair pair) {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    private static String text(Object value) {
        return JSON.writeValueAsString(value);
    }
}
