package jinye.safeguard.identity.sources;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import jinye.sample.JinyeTest;
import jinye.sample.Visitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A directory server on a socket of its own, with two of our people and a stranger in it. */
@JinyeTest
class DirectorySignInTests {

    private static final String BASE = "dc=tobacco,dc=example";

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient database;

    private InMemoryDirectoryServer ldap;
    private Visitor system;
    private Visitor security;
    private long source;
    private String one;
    private String other;

    @BeforeEach
    void open() throws Exception {
        one = login(0);
        other = login(1);
        var configuration = new InMemoryDirectoryServerConfig(BASE);
        configuration.addAdditionalBindCredentials("cn=reader," + BASE, "Reader-2026");
        configuration.setSchema(null);
        configuration.setListenerConfigs(InMemoryListenerConfig.createLDAPConfig("plain", 0));
        ldap = new InMemoryDirectoryServer(configuration);
        ldap.startListening();
        ldap.add(BASE, new Attribute("objectClass", "top", "domain"), new Attribute("dc", "tobacco"));
        ldap.add("ou=staff," + BASE, new Attribute("objectClass", "top", "organizationalUnit"));
        ldap.add("ou=away," + BASE, new Attribute("objectClass", "top", "organizationalUnit"));
        person(one, name(one));
        person(other, name(other));
        person("stranger", "陌生人");
        system = Visitor.at(port).signIn("sysadmin");
        security = Visitor.at(port).signIn("secadmin");
        source = source(ldap.getListenPort("plain"));
    }

    @AfterEach
    void close() {
        ldap.shutDown(true);
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
    void aDirectoryThatIsAwaySaysSoAndLocalAccountsGoOn() {
        link();
        ldap.shutDown(true);

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
        ldap.modify("uid=" + one + ",ou=staff," + BASE, new Modification(ModificationType.REPLACE, "cn", "改名人"));
        ldap.modifyDN("uid=" + one + ",ou=staff," + BASE, "uid=" + one, false, "ou=away," + BASE);
        ldap.delete("uid=" + other + ",ou=staff," + BASE);

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

    private long source(int at) {
        var proposed = system.post("/api/identity/sources", """
                {"name":"省局目录","host":"127.0.0.1","port":%d,"security":"PLAIN","base":"%s","loginAttribute":"uid",
                 "nameAttribute":"cn","keyAttribute":"entryUUID","bindDn":"cn=reader,%s","bindPassword":"Reader-2026","reason":"统一账号"}""".formatted(at, BASE, BASE));
        assertThat(proposed.status()).as(proposed.body()).isEqualTo(201);
        long id = proposed.json().path("id").asLong();
        assertThat(enterAt(id).code()).isEqualTo("identity.no-such-source");
        assertThat(security.put("/api/identity/sources/" + id + "/confirmation", "{\"opinion\":\"\"}")
                        .status())
                .isEqualTo(204);
        return id;
    }

    private Visitor.Answer enterAt(long id) {
        return Visitor.at(port)
                .post("/api/identity/entrance/directories/" + id, "{\"loginName\":\"a\",\"password\":\"b\"}");
    }

    private void person(String login, String name) throws Exception {
        ldap.add(
                "uid=" + login + ",ou=staff," + BASE,
                new Attribute("objectClass", "top", "person", "inetOrgPerson"),
                new Attribute("uid", login),
                new Attribute("cn", name),
                new Attribute("sn", name),
                new Attribute("userPassword", "Directory-1"));
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
