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
