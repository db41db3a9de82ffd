package jinye.safeguard.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import jinye.sample.Visitor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The whole life of a certificate as people walk it, over HTTP. */
@JinyeTest
class RequestDeskTests {

    private static final String AT = "/api/certificates";

    @Autowired
    SampleBureau bureau;

    @LocalServerPort
    int port;

    @Test
    void oneAsksAnotherApprovesAndTheLifeShowsEverybody() {
        var person = Visitor.at(port).signIn("tangli");
        var administrator = Visitor.at(port).signIn("secadmin");

        long request = person.post(
                        AT + "/own/requests", "{\"family\":\"SM2\",\"dual\":true,\"years\":2,\"reason\":\"公文签发\"}")
                .json()
                .path("id")
                .asLong();
        assertThat(person.post(AT + "/own/requests", "{\"family\":\"SM2\",\"dual\":true,\"years\":2,\"reason\":\"再次\"}")
                        .code())
                .isEqualTo("certificates.request-waiting");
        assertThat(person.put(AT + "/requests/" + request + "/approval", "{\"opinion\":\"\"}")
                        .status())
                .isEqualTo(403);
        var issued = administrator
                .put(AT + "/requests/" + request + "/approval", "{\"opinion\":\"同意\"}")
                .json();

        assertThat(issued.path("certificates").size()).isEqualTo(2);
        long id = issued.path("certificates").get(0).asLong();
        assertThat(administrator
                        .put(AT + "/requests/" + request + "/approval", "{\"opinion\":\"\"}")
                        .code())
                .isEqualTo("certificates.already-decided");
        assertThat(person.get(AT + "/own").json().path("certificates").size()).isEqualTo(2);

        assertThat(person.put(AT + "/own/issued/" + id + "/loss", "{\"note\":\"密码钥匙丢失\"}")
                        .status())
                .isEqualTo(204);
        assertThat(person.get(AT + "/own").json().path("certificates"))
                .allMatch(one -> one.path("standing").asString().equals("SUSPENDED"));
        assertThat(administrator
                        .put(AT + "/issued/" + id + "/resumption", "{\"note\":\"已找回，当面核实\"}")
                        .status())
                .isEqualTo(204);
        assertThat(administrator
                        .put(AT + "/issued/" + id + "/suspension", "{\"note\":\"再次核查\"}")
                        .status())
                .isEqualTo(204);
        assertThat(administrator
                        .put(AT + "/issued/" + id + "/resumption", "{\"note\":\"自己恢复\"}")
                        .code())
                .isEqualTo("certificates.resume-by-another");
        assertThat(administrator
                        .put(AT + "/issued/" + id + "/revocation", "{\"reason\":\"KEY_COMPROMISE\",\"note\":\"无法确认\"}")
                        .status())
                .isEqualTo(204);

        var view = administrator.get(AT + "/issued/" + id).json();
        assertThat(view.path("life").findValuesAsString("act"))
                .containsExactly("ISSUED", "SUSPENDED", "RESUMED", "SUSPENDED", "REVOKED");
        assertThat(view.path("keyPlace").asString()).isEqualTo("已销毁");
        assertThat(view.path("row").path("standing").asString()).isEqualTo("REVOKED");
    }

    @Test
    void whoAsksNeverApproves() {
        var administrator = Visitor.at(port).signIn("secadmin");
        long own = administrator
                .post(AT + "/own/requests", "{\"family\":\"SM2\",\"dual\":false,\"years\":1,\"reason\":\"本人\"}")
                .json()
                .path("id")
                .asLong();

        assertThat(administrator
                        .put(AT + "/requests/" + own + "/approval", "{\"opinion\":\"\"}")
                        .code())
                .isEqualTo("certificates.own-request");
        assertThat(administrator
                        .put(AT + "/requests/" + own + "/withdrawal", "")
                        .status())
                .isEqualTo(204);
    }

    @Test
    void theOfficeAsksForItsOwnUnitAndTheSystemAdministratorForAll() {
        var unit = bureau.unit("43010000");
        var asked =
                "{\"kind\":\"UNIT\",\"key\":\"%d\",\"family\":\"RSA\",\"dual\":false,\"years\":3,\"reason\":\"PDF签名\"}";

        assertThat(Visitor.at(port)
                        .signIn("liuzhiyuan")
                        .post(AT + "/requests", asked.formatted(unit))
                        .status())
                .isIn(403, 422);
        var administrator = Visitor.at(port).signIn("sysadmin");
        var request = administrator.post(AT + "/requests", asked.formatted(unit));
        assertThat(request.status()).as(request.body()).isEqualTo(201);
        assertThat(administrator
                        .put(AT + "/requests/" + request.json().path("id").asLong() + "/approval", "{\"opinion\":\"\"}")
                        .status())
                .isEqualTo(403);
        var server = administrator.post(
                AT + "/requests",
                "{\"kind\":\"SERVER\",\"key\":\"oa.hn.example\",\"family\":\"ECDSA\",\"dual\":false,\"years\":2,\"reason\":\"网站\"}");
        assertThat(server.status()).as(server.body()).isEqualTo(201);
        assertThat(administrator
                        .post(
                                AT + "/requests",
                                "{\"kind\":\"SERVER\",\"key\":\"a b/c\",\"family\":\"ECDSA\",\"dual\":false,\"years\":2,\"reason\":\"网站\"}")
                        .code())
                .isEqualTo("certificates.not-a-host");
    }

    @Test
    void othersCertificatesAreNotThereForPeople() {
        var person = Visitor.at(port).signIn("xiaoyan");
        var issued = Visitor.at(port)
                .signIn("secadmin")
                .get(AT + "/issued?size=1")
                .json()
                .path("items");

        assertThat(person.get(AT + "/issued").status()).isEqualTo(403);
        assertThat(person.get(AT + "/issued/" + issued.get(0).path("id").asLong())
                        .status())
                .isEqualTo(404);
        assertThat(Visitor.at(port)
                        .signIn("auditadmin")
                        .get(AT + "/overview")
                        .json()
                        .path("authorities")
                        .size())
                .isGreaterThanOrEqualTo(2);
    }
}
