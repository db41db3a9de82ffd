package jinye.platform.directory;

import static org.assertj.core.api.Assertions.assertThat;

import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import jinye.sample.Visitor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Personal data is masked for everybody; seeing it whole needs a permission and a reason, and is written down. */
@JinyeTest
class DisclosureTests {

    @LocalServerPort
    private int port;

    @Autowired
    private SampleBureau bureau;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void aWholeNumberNeedsAPermissionAndAReasonAndIsWrittenDown() {
        long person = withMobile("huangyan", "13900005678");
        var path = "/api/directory/people/" + person;
        var administrator = Visitor.at(port).signIn("sysadmin");
        assertThat(administrator.get(path).body()).contains("139****5678").doesNotContain("13900005678");
        assertThat(Visitor.at(port).signIn("huangyan").get(path).body())
                .as("one's own")
                .contains("13900005678");

        assertThat(administrator
                        .post(path + "/disclosures", "{\"reason\":\" \"}")
                        .status())
                .isEqualTo(422);
        assertThat(Visitor.at(port)
                        .signIn("limin")
                        .post(path + "/disclosures", "{\"reason\":\"联系\"}")
                        .status())
                .isEqualTo(403);
        assertThat(administrator
                        .post(path + "/disclosures", "{\"reason\":\"核对值班电话\"}")
                        .body())
                .contains("13900005678");

        var entry = Visitor.at(port)
                .signIn("auditadmin")
                .get("/api/journal?module=directory&act=directory.look-up&record=" + person)
                .json()
                .at("/items/0");
        assertThat(entry.at("/facts/reason").asString()).isEqualTo("核对值班电话");
        assertThat(entry.toString()).doesNotContain("13900005678");
    }

    @Test
    void savingWithTheMaskedNumberKeepsTheWholeOne() {
        long person = withMobile("suhua", "13700004321");
        var administrator = Visitor.at(port).signIn("sysadmin");
        var shown = administrator.get("/api/directory/people/" + person).json();
        var form =
                "{\"name\":\"%s\",\"staffNumber\":\"%s\",\"gender\":%d,\"officePhone\":null,\"mobile\":\"%s\",\"sort\":5}"
                        .formatted(
                                shown.path("name").asString(),
                                shown.path("staffNumber").asString(),
                                shown.path("gender").asInt(),
                                shown.path("mobile").asString());

        assertThat(administrator
                        .put(
                                "/api/directory/people/" + person,
                                form,
                                shown.path("version").asLong())
                        .status())
                .isEqualTo(204);

        assertThat(jdbc.sql("select mobile from directory.person where id = :id")
                        .param("id", person)
                        .query(String.class)
                        .single())
                .isEqualTo("13700004321");
    }

    private long withMobile(String login, String mobile) {
        long person = bureau.person(login);
        jdbc.sql("update directory.person set mobile = :mobile where id = :id")
                .param("mobile", mobile)
                .param("id", person)
                .update();
        return person;
    }
}
