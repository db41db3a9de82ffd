package jinye.safeguard.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import jinye.sample.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** 三员分立 over accounts: one asks, another confirms, each knows half of the password, and neither can do the other's part. */
@JinyeTest
class AccountDeskTests {

    private static final AtomicInteger NEXT = new AtomicInteger();

    @LocalServerPort
    int port;

    @Autowired
    SampleBureau sample;

    @Autowired
    JdbcClient jdbc;

    private Visitor system;
    private Visitor security;
    private long person;
    private String login;

    @BeforeEach
    void enterSomebody() {
        int number = NEXT.incrementAndGet();
        login = "newcomer" + number;
        system = Visitor.at(port).signIn("sysadmin");
        security = Visitor.at(port).signIn("secadmin");
        long post = system.post(
                        "/api/directory/departments/" + sample.actor("sysadmin").department() + "/posts",
                        "{\"code\":\"NC%d\",\"title\":\"新人%d\",\"category\":\"STAFF\",\"rank\":95,\"headcount\":5}"
                                .formatted(number, number))
                .json()
                .path("id")
                .asLong();
        person = system.post(
                        "/api/directory/people",
                        "{\"person\":{\"name\":\"贺新来\",\"staffNumber\":\"NC-%d\",\"gender\":1,\"sort\":1},\"post\":%d}"
                                .formatted(number, post))
                .json()
                .path("id")
                .asLong();
        assertThat(person).isPositive();
    }

    @Test
    void anAccountTakesEffectWhenTheSecurityAdministratorConfirmsAndEachKnowsHalf() {
        var opened = system.post("/api/access/accounts", opening());
        assertThat(opened.status()).as(opened.body()).isEqualTo(201);
        var first = opened.json().path("half").asString("");

        assertThat(signIn(first)).isNotEqualTo(200);
        long change = waiting();
        assertThat(system.put(confirmation(change), "").status()).isEqualTo(403);
        assertThat(Visitor.at(port)
                        .signIn("auditadmin")
                        .put(confirmation(change), "")
                        .status())
                .isEqualTo(403);
        var confirmed = security.put(confirmation(change), "");
        assertThat(confirmed.status()).as(confirmed.body()).isEqualTo(200);
        var second = confirmed.json().path("half").asString("");

        assertThat(signIn(first)).isNotEqualTo(200);
        assertThat(signIn(second)).isNotEqualTo(200);
        assertThat(signIn(first + "-" + second)).isEqualTo(200);
        assertThat(jdbc.sql(
                                "select count(*) from access.account_change where id = ? and second_half is null and password_hash is null")
                        .params(change)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(jdbc.sql("select count(*) from web.write_once where position(?::bytea in body) > 0")
                        .params(second)
                        .query(Long.class)
                        .single())
                .as("halves are kept nowhere")
                .isZero();
    }

    @Test
    void aResetWithoutASecondPersonChangesNothing() {
        var password = openAndConfirm();

        system.post("/api/access/accounts/" + person + "/reset", "{\"reason\":\"忘记密码\"}");
        assertThat(signIn(password)).isEqualTo(200);
        assertThat(system.post("/api/access/accounts/" + person + "/reset", "{\"reason\":\"再来一次\"}")
                        .code())
                .isEqualTo("access.account-waits");
        assertThat(security.put("/api/access/accounts/changes/" + waiting() + "/refusal", "{\"reason\":\"未见本人\"}")
                        .status())
                .isEqualTo(204);
        assertThat(signIn(password)).isEqualTo(200);
    }

    @Test
    void whoIsClosedIsOutAtOnceAndComesBackByTwo() {
        var password = openAndConfirm();
        assertThat(system.put("/api/access/accounts/" + person + "/closure", "{\"reason\":\"借调离局\"}")
                        .status())
                .isEqualTo(204);
        assertThat(signIn(password)).isNotEqualTo(200);

        system.put("/api/access/accounts/" + person + "/waking", "{\"reason\":\"借调期满\"}");
        assertThat(signIn(password)).isNotEqualTo(200);
        security.put(confirmation(waiting()), "");
        assertThat(signIn(password)).isEqualTo(200);
    }

    @Test
    void noAdministratorIsShutOutByAnother() {
        for (var other : new String[] {"secadmin", "auditadmin", "sysadmin"}) {
            assertThat(system.put("/api/access/accounts/" + sample.person(other) + "/closure", "{\"reason\":\"停用\"}")
                            .code())
                    .as(other)
                    .isEqualTo("access.administrator-not-closed");
        }
        assertThat(security.post("/api/access/accounts", opening()).status()).isEqualTo(403);
        assertThat(Visitor.at(port)
                        .signIn("auditadmin")
                        .post("/api/access/accounts", opening())
                        .status())
                .isEqualTo(403);
        assertThat(Visitor.at(port).signIn("limin").get("/api/access/accounts").status())
                .isEqualTo(403);
    }

    /** 唯一的安全管理员忘记密码: two others bring them back, and the auditor may only as long as nobody else could. */
    @Test
    void theOnlySecurityAdministratorComesBackByTwoOthers() {
        long lone = sample.person("secadmin");
        var before = jdbc.sql(
                        "select password_hash, must_change, password_changed_at from access.account where person = ?")
                .params(lone)
                .query()
                .singleRow();
        var auditor = Visitor.at(port).signIn("auditadmin");
        var others = jdbc.sql("""
                        update access.account set closed_at = now() where closed_at is null and person <> ?
                        and person in (select person_id from directory.role_of where role = 'A_SEC') returning person""").params(lone).query(Long.class).list();
        try {
            var first = system.post("/api/access/accounts/" + lone + "/reset", "{\"reason\":\"忘记密码\"}")
                    .json()
                    .path("half")
                    .asString("");
            var row = auditor.get("/api/access/accounts?waiting=true&text=secadmin")
                    .json()
                    .path("items")
                    .path(0);
            assertThat(row.path("lone").asBoolean()).isTrue();
            assertThat(row.path("decidable").asBoolean()).isTrue();
            long change = row.path("change").asLong();
            assertThat(system.put(confirmation(change), "").status()).isEqualTo(403);
            assertThat(security.put(confirmation(change), "").code()).isEqualTo("access.own-confirmation");

            openAndGive("A_SEC");
            assertThat(auditor.put(confirmation(change), "").code()).isEqualTo("access.confirmed-by-security");
            takeRoles();

            var second =
                    auditor.put(confirmation(change), "").json().path("half").asString("");
            login = "secadmin";
            assertThat(signIn("Jinye-demo-2026")).isNotEqualTo(200);
            assertThat(signIn(first + "-" + second)).isEqualTo(200);
            assertThat(auditor.get("/api/journal?size=50").body()).contains("代为确认账号");
        } finally {
            takeRoles();
            jdbc.sql("""
                            update access.account set password_hash = ?, must_change = ?, password_changed_at = ?, failures = 0,
                                locked_until = null, version = version + 1 where person = ?""")
                    .params(
                            before.get("password_hash"),
                            before.get("must_change"),
                            before.get("password_changed_at"),
                            lone)
                    .update();
            jdbc.sql("update access.account set closed_at = null where person = any(?)")
                    .params((Object) others.toArray(Long[]::new))
                    .update();
        }
    }

    @Test
    void theAuditorConfirmsNothingElse() {
        system.post("/api/access/accounts", opening());
        var auditor = Visitor.at(port).signIn("auditadmin");

        assertThat(auditor.put(confirmation(waiting()), "").code()).isEqualTo("access.confirmed-by-security");
        assertThat(auditor.put("/api/access/accounts/changes/" + waiting() + "/refusal", "{\"reason\":\"不同意\"}")
                        .code())
                .isEqualTo("access.confirmed-by-security");
    }

    private void openAndGive(String role) {
        openAndConfirm();
        jdbc.sql("""
                        insert into directory.role_holding (person_id, role, unit_id, valid_from)
                        values (?, ?, ?, current_date)""").params(person, role, sample.actor("sysadmin").unit()).update();
    }

    private void takeRoles() {
        jdbc.sql("delete from directory.role_holding where person_id = ?")
                .params(person)
                .update();
    }

    private String openAndConfirm() {
        var first = system.post("/api/access/accounts", opening())
                .json()
                .path("half")
                .asString("");
        var second =
                security.put(confirmation(waiting()), "").json().path("half").asString("");
        return first + "-" + second;
    }

    private String opening() {
        return "{\"person\":%d,\"loginName\":\"%s\",\"reason\":\"新录用\"}".formatted(person, login);
    }

    private static String confirmation(long change) {
        return "/api/access/accounts/changes/" + change + "/confirmation";
    }

    private long waiting() {
        return security.get("/api/access/accounts?waiting=true&text=" + login)
                .json()
                .path("items")
                .path(0)
                .path("change")
                .asLong();
    }

    private int signIn(String password) {
        return Visitor.at(port)
                .post("/api/access/session", "{\"loginName\":\"%s\",\"password\":\"%s\"}".formatted(login, password))
                .status();
    }
}
