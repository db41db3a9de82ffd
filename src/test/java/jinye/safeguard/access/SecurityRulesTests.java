package jinye.safeguard.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import jinye.sample.JinyeTest;
import jinye.sample.Visitor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Each test takes an account of its own; what it changes for everybody it sets back. */
@JinyeTest
class SecurityRulesTests {

    private static final String PASSWORD = "Jinye-demo-2026";

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient database;

    @Autowired
    Presences presences;

    @Test
    void aSleepingAccountSaysWhyAndWhomToAsk() {
        var login = account("d", 1);
        database.sql("""
                        update access.account set awake_since = now() - interval '91 days', opened_at = now() - interval '91 days'
                        where login_name = ?""").param(login).update();

        var answer = signIn(login);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("access.account-sleeps");
        assertThat(answer.body()).contains("90 天");
    }

    @Test
    void whetherAnAccountSleepsIsNotToldToStrangers() {
        var login = account("d", 2);
        database.sql("update access.account set awake_since = now() - interval '91 days' where login_name = ?")
                .param(login)
                .update();

        var answer = Visitor.at(port).post("/api/access/session", credentials(login, "Wrong-password-9"));

        assertThat(answer.code()).isEqualTo("access.wrong-name-or-password");
    }

    @Test
    void anOldPasswordMustBeChangedBeforeAnythingElse() {
        var login = account("d", 3);
        database.sql("update access.account set password_changed_at = now() - interval '91 days' where login_name = ?")
                .param(login)
                .update();
        var visitor = Visitor.at(port).signIn(login);

        assertThat(visitor.get("/api/workflow/todo").code()).isEqualTo("access.change-password-first");
        assertThat(visitor.get("/api/access/session").json().path("duties").toString())
                .contains("password");
        assertThat(change(visitor, PASSWORD, "Zhe-shi-xin-de-8").status()).isEqualTo(204);

        assertThat(visitor.get("/api/access/session").json().path("duties").size())
                .isZero();
        assertThat(visitor.get("/api/messages/unread").code()).isNotEqualTo("access.change-password-first");
    }

    @Test
    void theLastFivePasswordsAreNotTakenAgain() {
        var visitor = Visitor.at(port).signIn(account("d", 4));
        var present = PASSWORD;
        for (var next : new String[] {"Zhe-shi-xin-de-1", "Zhe-shi-xin-de-2"}) {
            assertThat(change(visitor, present, next).status()).isEqualTo(204);
            present = next;
        }

        assertThat(change(visitor, present, PASSWORD).code()).isEqualTo("access.password-used-before");
        assertThat(change(visitor, present, present).code()).isEqualTo("access.password-same");
    }

    @Test
    void aPasswordOthersWouldGuessIsRefused() {
        var login = account("d", 5);
        var visitor = Visitor.at(port).signIn(login);

        for (var guessable : new String[] {"Admin123-abcd", "My-YanCao-2026", login + "-Aa1!", "Aa1-hunansheng"}) {
            assertThat(change(visitor, PASSWORD, guessable).code())
                    .as(guessable)
                    .isEqualTo("access.password-guessable");
        }
    }

    @Test
    void anAdministratorsPasswordIsLongerAndOfFourClasses() {
        var secadmin = Visitor.at(port).signIn("secadmin");

        assertThat(change(secadmin, PASSWORD, "Abcd-12345x").code()).isEqualTo("access.password-length");
        assertThat(change(secadmin, PASSWORD, "Abcdefgh-ijklm").code()).isEqualTo("access.password-classes");
        assertThat(secadmin.get("/api/access/session")
                        .json()
                        .path("idleSeconds")
                        .asInt())
                .isEqualTo(15 * 60);
    }

    @Test
    void whoeverIsSignedInTwiceSeesBothAndEndsOne() {
        var login = account("d", 6);
        var desk = Visitor.at(port).signIn(login);
        var phone = Visitor.at(port).signIn(login);
        var seen = desk.get("/api/access/presences").json();
        assertThat(seen.size()).isGreaterThanOrEqualTo(2);
        long other = 0;
        for (JsonNode presence : seen) {
            if (!presence.path("here").asBoolean() && presence.path("endedAt").isNull()) {
                other = presence.path("id").asLong();
            }
        }

        assertThat(desk.delete("/api/access/presences/" + other).status()).isEqualTo(204);

        var refused = phone.get("/api/access/session");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.code()).isEqualTo("access.signed-out-ended");
        assertThat(desk.get("/api/access/session").status()).isEqualTo(200);
        assertThat(desk.delete("/api/access/presences/" + other).status()).isEqualTo(404);
    }

    @Test
    void nobodyEndsSomebodyElsesSession() {
        var mine = Visitor.at(port).signIn(account("d", 7));
        var login = account("d", 8);
        Visitor.at(port).signIn(login);
        long theirs = database.sql("""
                        select max(v.id) from access.presence v join access.account a on a.person = v.person where login_name = ?""").param(login).query(Long.class).single();

        assertThat(mine.delete("/api/access/presences/" + theirs).status()).isEqualTo(404);
    }

    @Test
    void withOneSessionAllowedTheOlderOneEndsAndSaysSo() {
        var login = account("d", 9);
        with("sessions", false, 1, () -> {
            var older = Visitor.at(port).signIn(login);
            var newer = Visitor.at(port);
            assertThat(newer.post("/api/access/session", credentials(login, PASSWORD))
                            .json()
                            .path("displaced")
                            .asInt())
                    .isEqualTo(1);

            assertThat(older.get("/api/access/session").code()).isEqualTo("access.signed-out-displaced");
            assertThat(newer.get("/api/access/session").status()).isEqualTo(200);
        });
    }

    @Test
    void aSessionEndsAfterTwelveHoursHoweverBusy() {
        var visitor = Visitor.at(port).signIn(account("d", 10));
        var session = newestSession();
        database.sql("update access.session set creation_time = creation_time - ? where primary_id = ?")
                .params(Duration.ofHours(12).toMillis() + 60_000, session)
                .update();
        java.util.concurrent.locks.LockSupport.parkNanos(1_100_000_000);

        assertThat(visitor.get("/api/access/session").code()).isEqualTo("access.signed-out-absolute");
        assertThat(visitor.get("/api/access/session").status()).isEqualTo(401);
    }

    @Test
    void aPresenceEndsWithTheSessionNobodyUsesAnyMore() {
        var login = account("d", 11);
        Visitor.at(port).signIn(login);
        database.sql("""
                        update access.presence set began_at = began_at - interval '1 hour' where person =
                            (select person from access.account where login_name = ?)""").param(login).update();
        database.sql("""
                        update access.session set expiry_time = 1 where session_id in (select session from access.presence where person =
                            (select person from access.account where login_name = ?))""").param(login).update();

        presences.endForgotten();

        assertThat(database.sql("""
                        select ended_by from access.presence where person = (select person from access.account where login_name = ?)
                        order by id desc limit 1""").param(login).query(String.class).single()).isEqualTo("idle");
    }

    @Test
    void onePersonMayBeKeptToHoursAndNetworks() {
        var login = account("d", 12);
        long person = person(login);
        var secadmin = Visitor.at(port).signIn("secadmin");
        var inside = Visitor.at(port).signIn(login);
        var elsewhere =
                secadmin.post("/api/access/admissions", admission(person, "[\"10.43.0.0/16\"]", "00:00", "23:59:59"));
        assertThat(elsewhere.status()).as(elsewhere.body()).isEqualTo(201);

        assertThat(signIn(login).code()).isEqualTo("access.not-from-here");
        assertThat(inside.get("/api/workflow/todo").code()).isEqualTo("access.not-from-here");

        secadmin.delete("/api/access/admissions/" + elsewhere.json().path("id").asLong());
        assertThat(signIn(login).status()).isEqualTo(200);
    }

    @Test
    void nobodyShutsThemselvesOut() {
        var secadmin = Visitor.at(port).signIn("secadmin");
        var own = secadmin.post(
                "/api/access/admissions", admission(person("secadmin"), "[\"10.43.0.0/16\"]", "00:00", "23:59:59"));
        var reversed = secadmin.post("/api/access/admissions", admission(person("secadmin"), "[]", "18:00", "08:00"));
        var noNetwork = secadmin.post(
                "/api/access/admissions", admission(person("secadmin"), "[\"bureau\"]", "08:00", "18:00"));

        assertThat(own.code()).isEqualTo("access.admission-shuts-author");
        assertThat(reversed.code()).isEqualTo("access.admission-reversed");
        assertThat(noNetwork.code()).isEqualTo("access.no-network");
        assertThat(secadmin.get("/api/access/session").status()).isEqualTo(200);
    }

    @Test
    void aParameterIsSetWithinBoundsByTheSecurityAdministratorAloneAndItsHistoryStays() {
        var secadmin = Visitor.at(port).signIn("secadmin");
        var row = rule(secadmin, "idle-minutes", false);
        long id = row.path("id").asLong();

        assertThat(Visitor.at(port).signIn("sysadmin").get("/api/access/rules").status())
                .isEqualTo(403);
        assertThat(Visitor.at(port)
                        .signIn("limin")
                        .put("/api/access/rules/idle-minutes/everybody", value(20, id))
                        .status())
                .isEqualTo(403);
        assertThat(secadmin.put("/api/access/rules/idle-minutes/everybody", value(1_000, id))
                        .code())
                .isEqualTo("access.rule-out-of-bounds");
        assertThat(secadmin.put("/api/access/rules/idle-minutes/everybody", value(29, id))
                        .status())
                .isEqualTo(204);
        assertThat(secadmin.put("/api/access/rules/idle-minutes/everybody", value(28, id))
                        .code())
                .isEqualTo("access.rule-changed");

        var changed = rule(secadmin, "idle-minutes", false);
        assertThat(changed.path("value").asInt()).isEqualTo(29);
        assertThat(changed.path("setByName").asString()).isNotBlank();
        assertThat(changed.path("replaced").get(0).path("value").asInt()).isEqualTo(30);
        secadmin.put(
                "/api/access/rules/idle-minutes/everybody",
                value(30, changed.path("id").asLong()));
    }

    @Test
    void theLastSignInIsShown() {
        var login = account("d", 13);
        Visitor.at(port).signIn(login);

        var session = Visitor.at(port).signIn(login).get("/api/access/session").json();

        assertThat(session.path("lastSignInAddress").asString()).isEqualTo("127.0.0.1");
        assertThat(session.path("lastSignInAt").asString()).startsWith("20");
    }

    @Test
    void signInsAndRefusalsStandInTheJournal() {
        var login = account("d", 14);
        Visitor.at(port).post("/api/access/session", credentials(login, "Wrong-password-9"));
        Visitor.at(port).signIn(login);

        var acts = database.sql("select act from journal.entry where module = 'access' and record = ? order by id")
                .param(person(login))
                .query(String.class)
                .list();

        assertThat(acts).contains("access.refuse-sign-in", "access.sign-in");
    }

    private void with(String rule, boolean administrators, int value, Runnable what) {
        var secadmin = Visitor.at(port).signIn("secadmin");
        var audience = administrators ? "administrators" : "everybody";
        var before = rule(secadmin, rule, administrators);
        var set = secadmin.put(
                "/api/access/rules/" + rule + "/" + audience,
                value(value, before.path("id").asLong()));
        assertThat(set.status()).as(set.body()).isEqualTo(204);
        try {
            what.run();
        } finally {
            secadmin.put(
                    "/api/access/rules/" + rule + "/" + audience,
                    value(
                            before.path("value").asInt(),
                            rule(secadmin, rule, administrators).path("id").asLong()));
        }
    }

    private static JsonNode rule(Visitor secadmin, String name, boolean administrators) {
        for (JsonNode row : secadmin.get("/api/access/rules").json()) {
            if (row.path("name").asString().equals(name)
                    && row.path("administrators").asBoolean() == administrators) {
                return row;
            }
        }
        throw new AssertionError("no rule " + name);
    }

    private static String value(int value, long replaces) {
        return "{\"value\":%d,\"reason\":\"测试调整\",\"replaces\":%d}".formatted(value, replaces);
    }

    private static String admission(long person, String networks, String from, String to) {
        return """
                {"person":%d,"weekdays":[1,2,3,4,5,6,7],"fromTime":"%s","toTime":"%s","networks":%s,"reason":"只在办公网内登录"}""".formatted(person, from, to, networks);
    }

    private String newestSession() {
        return database.sql("select primary_id from access.session order by creation_time desc limit 1")
                .query(String.class)
                .single();
    }

    private long person(String login) {
        return database.sql("select person from access.account where login_name = ?")
                .param(login)
                .query(Long.class)
                .single();
    }

    private String account(String initial, int nth) {
        return database.sql(
                        "select login_name from access.account where login_name like ? order by login_name offset ? limit 1")
                .params(initial + "%", nth)
                .query(String.class)
                .single();
    }

    private Visitor.Answer signIn(String login) {
        return Visitor.at(port).post("/api/access/session", credentials(login, PASSWORD));
    }

    private static Visitor.Answer change(Visitor visitor, String from, String to) {
        return visitor.put(
                "/api/access/password", "{\"oldPassword\":\"%s\",\"newPassword\":\"%s\"}".formatted(from, to));
    }

    private static String credentials(String loginName, String password) {
        return "{\"loginName\":\"%s\",\"password\":\"%s\"}".formatted(loginName, password);
    }
}
