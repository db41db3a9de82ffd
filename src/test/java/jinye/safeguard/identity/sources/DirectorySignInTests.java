package jinye.safeguard.identity.sources;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import java.nio.file.Path;
import jinye.sample.JinyeTest;
import jinye.sample.Visitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A directory server on sockets of its own, with two of our people and a stranger in it. */
@JinyeTest
class DirectorySignInTests {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient database;

    @TempDir
    Path folder;

    private SampleDirectory ldap;
    private Visitor system;
    private Visitor security;
    private long source;
    private String one;
    private String other;

    @BeforeEach
    void open() throws Exception {
        one = login(0);
        other = login(1);
        ldap = new SampleDirectory(folder);
        ldap.person(one, name(one), "Directory-1");
        ldap.person(other, name(other), "Directory-1");
        ldap.person("stranger", "陌生人", "Directory-1");
        system = Visitor.at(port).signIn("sysadmin");
        security = Visitor.at(port).signIn("secadmin");
        source = source("127.0.0.1", ldap.plain, "PLAIN", "");
    }

    @AfterEach
    void close() throws Exception {
        security.put("/api/identity/sources/" + source + "/ending", "{\"opinion\":\"测试结束\"}");
        ldap.close();
        database.sql(
                        "update access.account set closed_at = null, closed_reason = null, failures = 0, locked_until = null where login_name in (?, ?)")
                .params(one, other)
                .update();
    }

    @Test
    void aPersonOfTheDirectoryIsInWhenTheLineWasConfirmed() {
        assertThat(enter(one, "Directory-1").code()).isEqualTo("identity.not-linked");
        assertThat(system.put("/api/identity/sources/" + source + "/differences", "{\"lines\":[]}")
                        .status())
                .isEqualTo(403);

        link();

        assertThat(enter(one, "Directory-1").json().path("entered").asBoolean()).isTrue();
        assertThat(enter(one, "Directory-2").code()).isEqualTo("identity.wrong-directory-password");
        assertThat(enter(one, "").code()).isEqualTo("identity.wrong-directory-password");
    }

    @Test
    void whatIsTypedNeverBecomesAFilter() {
        link();

        for (var typed : new String[] {"*", one + ")(|(uid=*", "*)(objectClass=*", one + "\\u0000"}) {
            assertThat(enter(typed, "Directory-1").code()).as(typed).isEqualTo("identity.wrong-directory-password");
        }
    }

    @Test
    void wrongPasswordsOfADirectoryLockTheAccountHereToo() {
        link();
        for (int attempt = 0; attempt < 5; attempt++) {
            enter(other, "Wrong-" + attempt);
        }

        assertThat(enter(other, "Directory-1").code()).isEqualTo("access.locked");
    }

    @Test
    void aDirectoryThatIsAwaySaysSoAndLocalAccountsGoOn() throws Exception {
        link();
        ldap.close();

        var answer = enter(one, "Directory-1");
        var compared = system.post("/api/identity/sources/" + source + "/comparison", "{}")
                .json();

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("identity.directory-away");
        assertThat(compared.path("problem").asString()).isEqualTo("identity.directory-away");
        assertThat(kinds(compared)).doesNotContain("GONE");
        assertThat(Visitor.at(port).signIn(one).get("/api/access/session").status())
                .isEqualTo(200);
    }

    @Test
    void differencesAreLinesAndOnlyAConfirmedLineChangesAnything() throws Exception {
        link();
        ldap.connection.modify(SampleDirectory.dn(one), new Modification(ModificationType.REPLACE, "cn", "改名人"));
        ldap.connection.modifyDN(SampleDirectory.dn(one), "uid=" + one, false, "ou=away," + SampleDirectory.BASE);
        ldap.connection.delete(SampleDirectory.dn(other));

        var report = system.post("/api/identity/sources/" + source + "/comparison", "{}")
                .json();

        assertThat(kinds(report)).contains("RENAMED " + one, "MOVED " + one, "GONE " + other, "NEW stranger");
        assertThat(Visitor.at(port).signIn(other).get("/api/access/session").status())
                .isEqualTo(200);
        assertThat(apply(report)).isEqualTo(3);
        assertThat(apply(report)).isZero();
        assertThat(Visitor.at(port)
                        .post(
                                "/api/access/session",
                                "{\"loginName\":\"%s\",\"password\":\"Jinye-demo-2026\"}".formatted(other))
                        .code())
                .isEqualTo("access.account-closed");
        assertThat(enter(one, "Directory-1").json().path("entered").asBoolean()).isTrue();
        assertThat(kinds(system.post("/api/identity/sources/" + source + "/comparison", "{}")
                        .json()))
                .containsExactly("NEW stranger");
    }

    @ParameterizedTest
    @CsvSource({"LDAPS", "STARTTLS"})
    void aDirectoryIsAskedOverTlsWhenItsAuthorityAndItsNameAreRight(String secured) {
        int at = secured.equals("LDAPS") ? ldap.secured : ldap.plain;
        security.put("/api/identity/sources/" + source + "/ending", "{\"opinion\":\"换用加密连接\"}");

        source = source("localhost", at, secured, ldap.authority);
        link();
        assertThat(enter(one, "Directory-1").json().path("entered").asBoolean()).isTrue();
        assertThat(enter(one, "Directory-2").code()).isEqualTo("identity.wrong-directory-password");
    }

    @ParameterizedTest
    @CsvSource({"LDAPS", "STARTTLS"})
    void aDirectoryWithAnotherNameOrOfAnotherAuthorityIsNeverShownAPassword(String secured) {
        int at = secured.equals("LDAPS") ? ldap.secured : ldap.plain;
        for (var wrong :
                new String[][] {{"127.0.0.1", ldap.authority}, {"localhost", ldap.strangeAuthority}, {"localhost", ""}
                }) {
            security.put("/api/identity/sources/" + source + "/ending", "{\"opinion\":\"换\"}");
            source = source(wrong[0], at, secured, wrong[1]);

            assertThat(enter(one, "Directory-1").code()).as(wrong[0]).isEqualTo("identity.directory-untrusted");
            assertThat(system.post("/api/identity/sources/" + source + "/comparison", "{}")
                            .json()
                            .path("problem")
                            .asString())
                    .isEqualTo("identity.directory-untrusted");
        }
    }

    private void link() {
        var report = system.post("/api/identity/sources/" + source + "/comparison", "{}")
                .json();
        assertThat(kinds(report)).contains("NEW " + one, "NEW " + other, "NEW stranger");
        assertThat(apply(report)).isEqualTo(2);
    }

    private int apply(JsonNode report) {
        var chosen = JsonMapper.shared().createObjectNode();
        var lines = chosen.putArray("lines");
        report.path("lines").forEach(line -> lines.add(line.path("id").asLong()));
        return security.put("/api/identity/sources/" + source + "/differences", chosen.toString())
                .json()
                .path("applied")
                .asInt();
    }

    private static java.util.List<String> kinds(JsonNode report) {
        var kinds = new java.util.ArrayList<String>();
        report.path("lines").forEach(line -> {
            if (line.path("appliedAt").isNull()) {
                kinds.add(
                        line.path("kind").asString() + " " + line.path("login").asString());
            }
        });
        return kinds;
    }

    private Visitor.Answer enter(String login, String password) {
        return Visitor.at(port)
                .post(
                        "/api/identity/entrance/directories/" + source,
                        JsonMapper.shared()
                                .createObjectNode()
                                .put("loginName", login)
                                .put("password", password)
                                .toString());
    }

    private long source(String host, int at, String security, String authority) {
        var proposed = system.post(
                "/api/identity/sources",
                JsonMapper.shared()
                        .createObjectNode()
                        .put("name", "省局目录")
                        .put("host", host)
                        .put("port", at)
                        .put("security", security)
                        .put("authority", authority)
                        .put("base", SampleDirectory.BASE)
                        .put("loginAttribute", "uid")
                        .put("nameAttribute", "cn")
                        .put("keyAttribute", "entryUUID")
                        .put("bindDn", SampleDirectory.READER)
                        .put("bindPassword", SampleDirectory.PASSWORD)
                        .put("reason", "统一账号")
                        .toString());
        assertThat(proposed.status()).as(proposed.body()).isEqualTo(201);
        long id = proposed.json().path("id").asLong();
        assertThat(enterAt(id).code()).isEqualTo("identity.no-such-source");
        assertThat(this.security
                        .put("/api/identity/sources/" + id + "/confirmation", "{\"opinion\":\"\"}")
                        .status())
                .isEqualTo(204);
        return id;
    }

    private Visitor.Answer enterAt(long id) {
        return Visitor.at(port)
                .post("/api/identity/entrance/directories/" + id, "{\"loginName\":\"a\",\"password\":\"b\"}");
    }

    private String login(int n) {
        return database.sql("""
                        select login_name from access.account where login_name like 'y%' and closed_at is null
                            and login_name <> 'yuanmei' order by id desc offset ? limit 1""").param(n).query(String.class).single();
    }

    private String name(String login) {
        return database.sql("""
                        select p.name from directory.person p join access.account a on a.person = p.id where a.login_name = ?""").param(login).query(String.class).single();
    }
}
