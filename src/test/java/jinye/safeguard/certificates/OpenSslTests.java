package jinye.safeguard.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import jinye.safeguard.cryptography.CertificateFiles;
import jinye.safeguard.cryptography.Family;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** OpenSSL accepts what we issue, sign, list, answer and stamp, and we accept what it makes. */
@JinyeTest
class OpenSslTests {

    private static final byte[] TEXT = "关于公文交换证书的通知".getBytes(StandardCharsets.UTF_8);
    private static final String ID = "distid:1234567812345678";

    @Autowired
    Authorities authorities;

    @Autowired
    SampleBureau bureau;

    @Autowired
    Signing signing;

    @Autowired
    Validation validation;

    @Autowired
    Timestamps timestamps;

    @Autowired
    Certificates certificates;

    @Autowired
    CertificateRegister register;

    @Autowired
    CertificateDesk desk;

    @Autowired
    RequestDesk requests;

    @Autowired
    TrustDesk trust;

    @LocalServerPort
    int port;

    @TempDir
    Path folder;

    private OpenSsl openssl;
    private String address;

    @BeforeEach
    void open() {
        openssl = new OpenSsl(folder);
        address = "http://127.0.0.1:" + port + "/certificates";
        openssl.write("text", TEXT);
    }

    @ParameterizedTest
    @EnumSource(
            value = Family.class,
            names = {"RSA", "ECDSA"})
    void itBelievesOurChainOurMessagesAndOurAnswers(Family family) throws Exception {
        var seal = newSeal(family);
        var signer = signing.signer(seal, family);
        writeChain(signer);

        assertThat(openssl.must(
                        "verify", "-x509_strict", "-CAfile", "root.pem", "-untrusted", "issuing.pem", "leaf.pem"))
                .contains("leaf.pem: OK");

        openssl.write("message", signing.signMessage(seal, family, TEXT, true));
        openssl.must(
                "cms", "-verify", "-inform", "DER", "-in", "message", "-CAfile", "root.pem", "-out", "read", "-binary");
        assertThat(openssl.read("read")).isEqualTo(TEXT);

        assertThat(asked()).contains("Response verify OK").contains("leaf.pem: good");
        var id = signer.issued().id();
        desk.suspend(bureau.actor("secadmin"), id, "核对印章");
        assertThat(asked()).contains("Response verify OK").contains("revoked").contains("certificateHold");

        openssl.write("list", get(list(family)));
        assertThat(openssl.must("crl", "-inform", "DER", "-in", "list", "-out", "list.pem", "-CAfile", "issuing.pem"))
                .contains("verify OK");
        var refused = openssl.run(
                "verify",
                "-crl_check",
                "-CRLfile",
                "list.pem",
                "-CAfile",
                "root.pem",
                "-untrusted",
                "issuing.pem",
                "leaf.pem");
        assertThat(refused.text()).contains("certificate revoked");
    }

    /** OpenSSL 3.0 gives the SM2 identity to the leaf's signature alone, so the chain is walked step by step. */
    @Test
    void itBelievesOurChainOfSm2AndWhatWasSignedWithIt() throws Exception {
        var unit = Holder.unit(bureau.unit("43010000"));
        var signer = signing.signer(unit, Family.SM2);
        writeChain(signer);

        for (var step : List.of(
                List.of("root.pem", "root.pem"),
                List.of("root.pem", "issuing.pem"),
                List.of("issuing.pem", "leaf.pem"))) {
            assertThat(openssl.must("verify", "-partial_chain", "-vfyopt", ID, "-trusted", step.get(0), step.get(1)))
                    .contains("OK");
        }
        openssl.write("value", signing.sign(unit, TEXT).value());
        openssl.must("x509", "-in", "leaf.pem", "-pubkey", "-noout", "-out", "public.pem");
        assertThat(openssl.must(
                        "pkeyutl",
                        "-verify",
                        "-pubin",
                        "-inkey",
                        "public.pem",
                        "-rawin",
                        "-digest",
                        "sm3",
                        "-pkeyopt",
                        ID,
                        "-in",
                        "text",
                        "-sigfile",
                        "value"))
                .contains("Successfully");
        assertThat(openssl.must(
                        "ocsp", "-issuer", "issuing.pem", "-cert", "leaf.pem", "-url", address + "/ocsp", "-noverify"))
                .contains("leaf.pem: good");
        openssl.write("list", get(list(Family.SM2)));
        assertThat(openssl.must("crl", "-inform", "DER", "-in", "list", "-noout", "-text"))
                .contains("SM2-with-SM3");
    }

    @Test
    void itBelievesOurTimestampsAndCountsThemOverSm3Too() throws Exception {
        var rsa = certificates.authorities(Family.RSA);
        openssl.write("root.pem", rsa.getLast());
        openssl.must("ts", "-query", "-data", "text", "-sha256", "-cert", "-out", "query");
        openssl.write("reply", post("/timestamps", openssl.read("query"), "application/timestamp-query"));
        assertThat(openssl.must("ts", "-verify", "-in", "reply", "-queryfile", "query", "-CAfile", "root.pem"))
                .contains("Verification: OK");

        openssl.must("ts", "-query", "-data", "text", "-sm3", "-cert", "-out", "query3");
        openssl.write("reply3", post("/timestamps", openssl.read("query3"), "application/timestamp-query"));
        assertThat(openssl.must("ts", "-reply", "-in", "reply3", "-text"))
                .contains("Granted")
                .contains("Hash Algorithm: sm3");
        openssl.must("ts", "-reply", "-in", "reply3", "-token_out", "-out", "token3");
        assertThat(timestamps.judge(openssl.read("token3"), TEXT).valid()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void whatItAskedForIsIssuedAndWhatItSignsIsBelieved(Family family) {
        var person = bureau.actor(
                switch (family) {
                    case SM2 -> "limin";
                    case RSA -> "zhaowei";
                    case ECDSA -> "dengxia";
                });
        makeKey(family);
        askInFile(person.name(), family);

        long request = requests.ask(
                person,
                new RequestDesk.Asked(
                        Holder.person(person.person()), family, false, 2, openssl.read("request"), "自有智能密码钥匙"));
        var issued = register.certificate(
                requests.approve(bureau.actor("secadmin"), request, "").getFirst());

        assertThat(issued.heldKey()).isNull();
        openssl.write("leaf.pem", issued.certificate());
        if (family == Family.SM2) {
            openssl.must(
                    "pkeyutl",
                    "-sign",
                    "-inkey",
                    "key",
                    "-rawin",
                    "-digest",
                    "sm3",
                    "-pkeyopt",
                    ID,
                    "-in",
                    "text",
                    "-out",
                    "value");
            assertThat(Signing.verify(issued.certificate(), TEXT, openssl.read("value")))
                    .isTrue();
        } else {
            openssl.must(
                    "cms",
                    "-sign",
                    "-binary",
                    "-nodetach",
                    "-in",
                    "text",
                    "-signer",
                    "leaf.pem",
                    "-inkey",
                    "key",
                    "-outform",
                    "DER",
                    "-out",
                    "message");
            assertThat(validation.judgeMessage(openssl.read("message"), null, Purpose.SIGNATURE, null))
                    .singleElement()
                    .matches(Validation.JudgedSigner::valid);
        }
        assertThat(validation
                        .judge(issued.certificate(), List.of(), Purpose.SIGN_IN)
                        .holder())
                .contains(Holder.person(person.person()));
    }

    @Test
    void anAuthorityMadeByItIsBelievedOnlyForWhatTwoPeopleSaidAndOnlyWithAList() {
        outsideAuthority();
        var certificate = CertificateFiles.certificate(openssl.read("partner.pem"));
        var unknown = validation.judge(certificate, List.of(), Purpose.EXCHANGE);
        assertThat(unknown.failure().orElseThrow().step()).isEqualTo(Verdict.Step.ISSUER);

        long id = trust.propose(
                bureau.actor("sysadmin"),
                new TrustDesk.Proposed(
                        openssl.read("outside.pem"), "国家局CA", true, Set.of(Purpose.EXCHANGE), true, null, "与国家局交换公文"));
        assertThat(validation.judge(certificate, List.of(), Purpose.EXCHANGE).valid())
                .isFalse();
        trust.confirm(bureau.actor("secadmin"), id, "已电话核对指纹");

        assertThat(validation
                        .judge(certificate, List.of(), Purpose.SIGN_IN)
                        .failure()
                        .orElseThrow()
                        .step())
                .isEqualTo(Verdict.Step.TRUST);
        assertThat(validation
                        .judge(certificate, List.of(), Purpose.EXCHANGE)
                        .failure()
                        .orElseThrow()
                        .code())
                .isEqualTo("certificates.list-missing");

        trust.load(bureau.actor("sysadmin"), id, openssl.read("list.pem"));
        assertThat(validation.judge(certificate, List.of(), Purpose.EXCHANGE).failure())
                .isEmpty();

        openssl.must("ca", "-config", "ca.cnf", "-revoke", "partner.pem", "-crl_reason", "keyCompromise");
        openssl.must("ca", "-config", "ca.cnf", "-gencrl", "-out", "list2.pem");
        trust.load(bureau.actor("sysadmin"), id, openssl.read("list2.pem"));
        assertThat(validation
                        .judge(certificate, List.of(), Purpose.EXCHANGE)
                        .failure()
                        .orElseThrow()
                        .code())
                .isEqualTo("certificates.revoked");

        trust.end(bureau.actor("secadmin"), id, "演练结束");
        assertThat(validation
                        .judge(certificate, List.of(), Purpose.EXCHANGE)
                        .failure()
                        .orElseThrow()
                        .step())
                .isEqualTo(Verdict.Step.ISSUER);
    }

    /** RFC 6960, A.1: the request in the path, as it is and with its slashes written out. */
    @Test
    void aStateIsAskedByAddressToo() throws Exception {
        var signer = signing.signer(newSeal(Family.ECDSA), Family.ECDSA);
        writeChain(signer);
        openssl.must("ocsp", "-issuer", "issuing.pem", "-cert", "leaf.pem", "-no_nonce", "-reqout", "query");
        var encoded = Base64.getEncoder().encodeToString(openssl.read("query"));

        for (var path : List.of(encoded, java.net.URLEncoder.encode(encoded, StandardCharsets.US_ASCII))) {
            openssl.write("reply", get("/ocsp/" + path));
            assertThat(openssl.must(
                            "ocsp",
                            "-respin",
                            "reply",
                            "-issuer",
                            "issuing.pem",
                            "-cert",
                            "leaf.pem",
                            "-CAfile",
                            "root.pem"))
                    .contains("leaf.pem: good");
        }
    }

    private String asked() {
        return openssl.must(
                "ocsp",
                "-issuer",
                "issuing.pem",
                "-cert",
                "leaf.pem",
                "-url",
                address + "/ocsp",
                "-CAfile",
                "root.pem");
    }

    private Holder newSeal(Family family) {
        var seal = Holder.seal("试验章" + UUID.randomUUID().toString().substring(0, 8));
        certificates.issue(bureau.actor("secadmin"), seal, "试验专用章", family, 2);
        return seal;
    }

    private void writeChain(Signer signer) {
        openssl.write("leaf.pem", signer.chain().get(0));
        openssl.write("issuing.pem", signer.chain().get(1));
        openssl.write("root.pem", signer.chain().get(2));
    }

    private void makeKey(Family family) {
        switch (family) {
            case SM2 -> openssl.must("genpkey", "-algorithm", "SM2", "-out", "key");
            case RSA -> openssl.must("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", "key");
            case ECDSA ->
                openssl.must("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", "key");
        }
    }

    private void askInFile(String name, Family family) {
        var words = new java.util.ArrayList<>(
                List.of("req", "-new", "-utf8", "-key", "key", "-subj", "/C=CN/CN=" + name, "-out", "request"));
        if (family == Family.SM2) {
            words.addAll(List.of("-sm3", "-sigopt", ID));
        }
        openssl.must(words.toArray(String[]::new));
    }

    private void outsideAuthority() {
        openssl.write("ca.cnf", """
                [ca]
                default_ca = outside
                [outside]
                database = index
                serial = serial
                new_certs_dir = .
                certificate = outside.pem
                private_key = outside.key
                default_md = sha256
                default_days = 365
                default_crl_days = 7
                policy = any
                x509_extensions = leaf
                [any]
                commonName = supplied
                [leaf]
                basicConstraints = critical, CA:FALSE
                keyUsage = critical, digitalSignature
                authorityKeyIdentifier = keyid
                [authority]
                basicConstraints = critical, CA:TRUE
                keyUsage = critical, keyCertSign, cRLSign
                subjectKeyIdentifier = hash
                [req]
                distinguished_name = name
                [name]
                """.getBytes(StandardCharsets.UTF_8));
        openssl.write("index", new byte[0]);
        openssl.write("serial", "1000\n".getBytes(StandardCharsets.US_ASCII));
        openssl.must(
                "req",
                "-x509",
                "-config",
                "ca.cnf",
                "-extensions",
                "authority",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-keyout",
                "outside.key",
                "-subj",
                "/CN=Outside " + UUID.randomUUID(),
                "-days",
                "3650",
                "-out",
                "outside.pem");
        openssl.must(
                "req",
                "-new",
                "-config",
                "ca.cnf",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-keyout",
                "partner.key",
                "-subj",
                "/CN=Partner",
                "-out",
                "partner.csr");
        openssl.must("ca", "-batch", "-config", "ca.cnf", "-in", "partner.csr", "-out", "partner-text.pem");
        openssl.must("x509", "-in", "partner-text.pem", "-out", "partner.pem");
        openssl.must("ca", "-config", "ca.cnf", "-gencrl", "-out", "list.pem");
    }

    private String list(Family family) {
        return "/lists/" + authorities.issuing(family).slug() + ".crl";
    }

    private byte[] get(String path) throws IOException, InterruptedException {
        var answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(address + path)).build(), BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    private byte[] post(String path, byte[] body, String type) throws IOException, InterruptedException {
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(address + path))
                                .header("Content-Type", type)
                                .POST(BodyPublishers.ofByteArray(body))
                                .build(),
                        BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }
}
