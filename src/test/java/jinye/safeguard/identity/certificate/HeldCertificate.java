package jinye.safeguard.identity.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import jinye.safeguard.certificates.OpenSsl;
import jinye.sample.Visitor;
import tools.jackson.databind.json.JsonMapper;

/** A person makes a key with OpenSSL, asks for a certificate, and gets it: {@code key.pem} and {@code certificate.pem}. */
public final class HeldCertificate {

    private static final JsonMapper JSON = JsonMapper.shared();

    private HeldCertificate() {}

    public static long make(OpenSsl openssl, int port, String login, String family) {
        switch (family) {
            case "SM2" -> openssl.must("ecparam", "-name", "SM2", "-genkey", "-noout", "-out", "key.pem");
            case "ECDSA" -> openssl.must("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", "key.pem");
            default -> openssl.must("genrsa", "-out", "key.pem", "2048");
        }
        var person = Visitor.at(port).signIn(login);
        var name = person.get("/api/access/session").json().path("name").asString();
        openssl.write(
                "request.cnf",
                "[req]\nprompt=no\nutf8=yes\nstring_mask=utf8only\ndistinguished_name=dn\n[dn]\nCN=%s\n"
                        .formatted(name)
                        .getBytes(StandardCharsets.UTF_8));
        if (family.equals("SM2")) {
            openssl.must(
                    "req",
                    "-new",
                    "-key",
                    "key.pem",
                    "-config",
                    "request.cnf",
                    "-sm3",
                    "-sigopt",
                    "distid:1234567812345678",
                    "-out",
                    "request.pem");
        } else {
            openssl.must("req", "-new", "-key", "key.pem", "-config", "request.cnf", "-sha256", "-out", "request.pem");
        }
        var asked = person.post(
                "/api/certificates/own/requests",
                JSON.createObjectNode()
                        .put("family", family)
                        .put("dual", false)
                        .put("years", 1)
                        .put("file", new String(openssl.read("request.pem"), StandardCharsets.US_ASCII))
                        .put("reason", "证书登录")
                        .toString());
        assertThat(asked.status()).as(asked.body()).isEqualTo(201);
        var approved = Visitor.at(port)
                .signIn("secadmin")
                .put(
                        "/api/certificates/requests/" + asked.json().path("id").asLong() + "/approval",
                        "{\"opinion\":\"同意\"}");
        assertThat(approved.status()).as(approved.body()).isEqualTo(200);
        long id = Visitor.at(port)
                .signIn("secadmin")
                .get("/api/certificates/issued?size=1")
                .json()
                .path("items")
                .get(0)
                .path("id")
                .asLong();
        openssl.write(
                "certificate.pem",
                person.get("/api/certificates/issued/" + id + "/file").body().getBytes(StandardCharsets.US_ASCII));
        return id;
    }
}
