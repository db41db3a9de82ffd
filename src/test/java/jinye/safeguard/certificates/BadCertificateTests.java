package jinye.safeguard.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import jinye.kernel.Refusal;
import jinye.safeguard.certificates.making.NewCertificate;
import jinye.safeguard.certificates.making.Profile;
import jinye.safeguard.cryptography.CertificateFiles;
import jinye.safeguard.cryptography.Family;
import jinye.safeguard.cryptography.Providers;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import jinye.sample.Visitor;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Whatever is wrong with a certificate, a request or a question is named, and nothing falls over. */
@JinyeTest
class BadCertificateTests {

    @Autowired
    SampleBureau bureau;

    @Autowired
    Signing signing;

    @Autowired
    Validation validation;

    @Autowired
    Certificates certificates;

    @Autowired
    CertificateDesk desk;

    @Autowired
    RequestDesk requests;

    @Autowired
    Authorities authorities;

    @LocalServerPort
    int port;

    @Test
    void eachFaultIsNamedByItsStep() {
        var seal = Holder.seal("瑕疵章" + UUID.randomUUID().toString().substring(0, 8));
        var good = certificates.issue(bureau.actor("secadmin"), seal, "试验章", Family.SM2, 2);
        var certificate = good.certificate();

        assertThat(code(certificate, Purpose.SEAL, good.from().minusSeconds(1)))
                .isEqualTo("certificates.not-yet-valid");
        assertThat(code(certificate, Purpose.SEAL, good.until().plusSeconds(1))).isEqualTo("certificates.expired");
        assertThat(code(certificate, Purpose.SERVER, Instant.now())).isEqualTo("certificates.wrong-purpose");
        assertThat(code(certificate, Purpose.TIMESTAMP, Instant.now())).isEqualTo("certificates.wrong-purpose");
        assertThat(validation
                        .judge(certificate, List.of(), Purpose.SEAL, Instant.now(), Holder.unit(1))
                        .failure()
                        .orElseThrow()
                        .code())
                .isEqualTo("certificates.another-holder");
        assertThat(code(certificate, Purpose.SEAL, Instant.now())).isEqualTo("valid");

        var before = Instant.now();
        desk.suspend(bureau.actor("secadmin"), good.id(), "核查");
        assertThat(code(certificate, Purpose.SEAL, Instant.now())).isEqualTo("certificates.suspended");
        desk.revoke(bureau.actor("secadmin"), good.id(), RevocationReason.KEY_COMPROMISE, "密钥泄露");
        assertThat(code(certificate, Purpose.SEAL, Instant.now())).isEqualTo("certificates.revoked");
        assertThat(code(certificate, Purpose.SEAL, before)).isEqualTo("valid");
        assertThatThrownBy(() -> signing.sign(seal, new byte[1])).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> desk.revoke(bureau.actor("secadmin"), good.id(), RevocationReason.CESSATION, "再次"))
                .isInstanceOf(CertificateRegister.NotMovable.class);
    }

    @Test
    void aStrangersAuthorityAndAForgedOneAreNotBelieved() throws Exception {
        var authority = authorities.issuing(Family.SM2).certificate();
        var stranger = Family.SM2.newKeyPair();
        var own = made(subject("Stranger"), stranger, Profile.ISSUING, null, stranger);
        var leaf = made(subject("Leaf"), Family.SM2.newKeyPair(), Profile.SIGNING, own, stranger);
        // calls itself by our authority's name; the key identifier is left as it comes out
        var namesake = made(
                X500Name.getInstance(authority.getSubjectX500Principal().getEncoded()),
                stranger,
                Profile.ISSUING,
                null,
                stranger);
        var forged = made(subject("Forged"), Family.SM2.newKeyPair(), Profile.SIGNING, namesake, stranger);

        assertThat(judged(leaf, List.of(own))).isEqualTo("certificates.issuer-unknown");
        assertThat(judged(forged, List.of(namesake))).isEqualTo("certificates.issuer-unknown");
        assertThat(judged(made(subject("Self"), stranger, Profile.SIGNING, null, stranger), List.of()))
                .isEqualTo("certificates.issuer-unknown");
        var changed = CertificateFiles.encoded(
                signing.signer(Holder.unit(bureau.unit("43010000"))).certificate());
        changed[changed.length - 4] ^= 1;
        assertThat(judged(CertificateFiles.certificate(changed), List.of())).isEqualTo("certificates.signature-wrong");
    }

    /** A person's certificate is no authority, however well the person signs with it. */
    @Test
    void aPersonIssuesNoCertificates() throws Exception {
        var signer = signing.signer(Holder.person(bureau.person("caiyong")));
        var leaf = made(
                subject("Below a person"),
                Family.SM2.newKeyPair(),
                Profile.SIGNING,
                signer.certificate(),
                new KeyPair(signer.certificate().getPublicKey(), signer.key()));

        assertThat(judged(leaf, List.of(signer.certificate()))).isEqualTo("certificates.not-an-authority");
    }

    /** Signed by our key and yet in no register: somebody had the key, or an old backup came back. */
    @Test
    void whatOurRegisterDoesNotKnowIsNotBelieved() throws Exception {
        var authority = authorities.issuing(Family.SM2);
        var pair = Family.SM2.newKeyPair();
        var secret = new NewCertificate(
                        subject("Unknown"),
                        pair.getPublic(),
                        Profile.SIGNING,
                        Instant.now().minusSeconds(60),
                        Instant.now().plus(Duration.ofDays(9)),
                        List.of(),
                        null)
                .signedBy(authority.certificate(), authorities.signer(authority));

        assertThat(judged(secret, List.of())).isEqualTo("certificates.not-registered");
    }

    @Test
    void aShortKeyIsNoKey() throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);
        var weak = generator.generateKeyPair();
        var actor = bureau.actor("pengtao");

        assertThat(judged(made(subject("Weak"), weak, Profile.SIGNING, null, weak), List.of()))
                .isEqualTo("certificates.weak-key");
        assertThat(refused(actor, Family.RSA, asked(actor.name(), weak, Family.RSA)))
                .isEqualTo("certificates.weak-key");
    }

    @Test
    void aRequestMustBeWhatItSaysAndTheHoldersOwn() throws Exception {
        var actor = bureau.actor("jiangbo");
        var pair = Family.SM2.newKeyPair();
        var fine = asked(actor.name(), pair, Family.SM2);
        var changed = fine.clone();
        changed[60] ^= 1;

        assertThat(refused(actor, Family.SM2, asked("别人", pair, Family.SM2)))
                .isEqualTo("certificates.request-other-name");
        assertThat(refused(actor, Family.ECDSA, fine)).isEqualTo("certificates.request-other-family");
        assertThat(refused(actor, Family.SM2, changed))
                .isIn(
                        "certificates.request-not-signed",
                        "certificates.not-a-request",
                        "certificates.request-other-name");
        assertThat(refused(actor, Family.SM2, "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END X-----".getBytes()))
                .isEqualTo("certificates.not-a-request");
        assertThat(refused(actor, Family.SM2, new byte[40_000])).isEqualTo("certificates.request-file-size");
        var others = new KeyPair(
                signing.signer(Holder.unit(bureau.unit("43018200")))
                        .certificate()
                        .getPublicKey(),
                signing.signer(Holder.unit(bureau.unit("43018200"))).key());
        assertThat(refused(actor, Family.SM2, asked(actor.name(), others, Family.SM2)))
                .isEqualTo("certificates.key-of-another");
    }

    @Test
    void brokenFilesAreRefusedWithASentence() {
        var good = CertificateFiles.encoded(authorities.issuing(Family.SM2).certificate());
        var longer = java.util.Arrays.copyOf(good, good.length + 1);
        var cut = java.util.Arrays.copyOf(good, good.length - 1);

        for (var file : List.of(
                new byte[0],
                longer,
                cut,
                "-----BEGIN CERTIFICATE-----\n!!!\n-----END CERTIFICATE-----".getBytes(StandardCharsets.US_ASCII),
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----".getBytes(StandardCharsets.US_ASCII),
                new byte[300_000],
                "hello".getBytes(StandardCharsets.US_ASCII))) {
            assertThatThrownBy(() -> CertificateFiles.certificate(file)).isInstanceOf(Refusal.class);
        }
    }

    @Test
    void nonceAndSerialAreEchoedAndNonsenseIsMalformed() throws Exception {
        var issuing = authorities.issuing(Family.SM2).certificate();
        var signer = signing.signer(Holder.unit(bureau.unit("43010000")));
        var nonce = new byte[] {1, 2, 3, 4, 5, 6, 7, 8};

        var first = basic(ask(question(issuing, signer.certificate().getSerialNumber(), nonce)));
        var again = basic(ask(question(issuing, signer.certificate().getSerialNumber(), nonce)));
        assertThat(first.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce).getParsedValue())
                .isEqualTo(new DEROctetString(nonce));
        // a replayed question gets a new answer with its own time, never the old one
        assertThat(again.getProducedAt()).isAfterOrEqualTo(first.getProducedAt());
        assertThat(first.getResponses()[0].getCertStatus()).isNull();
        assertThat(basic(ask(question(issuing, java.math.BigInteger.TEN, nonce)))
                        .getResponses()[0]
                        .getCertStatus())
                .isInstanceOf(UnknownStatus.class);
        assertThat(ask(question(issuing, java.math.BigInteger.TEN, new byte[200]))
                        .getStatus())
                .isEqualTo(OCSPRespBuilder.MALFORMED_REQUEST);
        assertThat(ask(new byte[] {1, 2, 3}).getStatus()).isEqualTo(OCSPRespBuilder.MALFORMED_REQUEST);
        assertThat(ask(new byte[10 * 1024 * 1024]).getStatus()).isEqualTo(OCSPRespBuilder.MALFORMED_REQUEST);
        var stranger = Family.SM2.newKeyPair();
        assertThat(ask(question(
                                made(subject("S"), stranger, Profile.ISSUING, null, stranger),
                                java.math.BigInteger.ONE,
                                nonce))
                        .getStatus())
                .isEqualTo(OCSPRespBuilder.UNAUTHORIZED);
    }

    @Test
    void tenMegabytesAreNotReadAsACertificate() {
        var visitor = Visitor.at(port).signIn("secadmin");

        // the server answers before it has read everything and hangs up, so the answer may not arrive any more
        try {
            var answer = visitor.post(
                    "/api/certificates/trials",
                    "{\"purpose\":\"SEAL\",\"file\":\"" + "A".repeat(10 * 1024 * 1024) + "\"}");
            assertThat(answer.status()).isIn(413, 422);
        } catch (java.io.UncheckedIOException hungUp) {
            assertThat(hungUp.getCause()).isInstanceOf(java.io.IOException.class);
        }
        assertThat(visitor.post("/api/certificates/trials", "{\"purpose\":\"SEAL\",\"file\":\"??\"}")
                        .code())
                .isIn(
                        "cryptography.not-a-certificate",
                        "certificates.file-unreadable",
                        "cryptography.certificate-file-size");
    }

    private String code(X509Certificate certificate, Purpose purpose, Instant at) {
        return validation
                .judge(certificate, List.of(), purpose, at)
                .failure()
                .map(failure -> String.valueOf(failure.code()))
                .orElse("valid");
    }

    private String judged(X509Certificate certificate, List<X509Certificate> sent) {
        return validation
                .judge(certificate, sent, Purpose.SIGNATURE)
                .failure()
                .map(failure -> String.valueOf(failure.code()))
                .orElse("valid");
    }

    private String refused(jinye.kernel.Actor actor, Family family, byte[] file) {
        try {
            requests.ask(actor, new RequestDesk.Asked(Holder.person(actor.person()), family, false, 1, file, "试验"));
            return "accepted";
        } catch (Refusal refusal) {
            return refusal.code();
        }
    }

    private static byte[] asked(String name, KeyPair pair, Family family) throws Exception {
        var subject =
                new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, name).build();
        return new JcaPKCS10CertificationRequestBuilder(subject, pair.getPublic())
                .build(new JcaContentSignerBuilder(family.signature())
                        .setProvider(Providers.BC)
                        .build(pair.getPrivate()))
                .getEncoded();
    }

    private static X509Certificate made(
            X500Name subject,
            KeyPair pair,
            Profile profile,
            @org.jspecify.annotations.Nullable X509Certificate issuer,
            KeyPair by)
            throws Exception {
        var family = Family.of(by.getPublic());
        return new NewCertificate(
                        subject,
                        pair.getPublic(),
                        profile,
                        Instant.now().minusSeconds(60),
                        Instant.now().plus(Duration.ofDays(30)),
                        List.of(),
                        null)
                .signedBy(
                        issuer,
                        new JcaContentSignerBuilder(family.signature())
                                .setProvider(Providers.BC)
                                .build(by.getPrivate()));
    }

    private static X500Name subject(String name) {
        return new X500Name("CN=" + name);
    }

    private static byte[] question(X509Certificate issuer, java.math.BigInteger serial, byte[] nonce) throws Exception {
        var digests = new JcaDigestCalculatorProviderBuilder()
                .setProvider(Providers.BC)
                .build();
        var builder = new OCSPReqBuilder();
        builder.addRequest(
                new CertificateID(digests.get(CertificateID.HASH_SHA1), CertificateFiles.holder(issuer), serial));
        builder.setRequestExtensions(new Extensions(new Extension(
                OCSPObjectIdentifiers.id_pkix_ocsp_nonce, false, new DEROctetString(nonce).getEncoded())));
        return builder.build().getEncoded();
    }

    private static BasicOCSPResp basic(OCSPResp answer) throws Exception {
        assertThat(answer.getStatus()).isEqualTo(OCSPRespBuilder.SUCCESSFUL);
        return (BasicOCSPResp) answer.getResponseObject();
    }

    private OCSPResp ask(byte[] body) throws Exception {
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/certificates/ocsp"))
                                .header("Content-Type", "application/ocsp-request")
                                .POST(BodyPublishers.ofByteArray(body))
                                .build(),
                        BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        return new OCSPResp(answer.body());
    }
}
