package jinye.safeguard.identity.factors;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import jinye.kernel.RecordId;
import jinye.platform.journal.Journal;
import jinye.safeguard.certificates.Secrets;
import jinye.sample.JinyeTest;
import jinye.sample.Visitor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** People with a telephone in the hand, and those who have stolen one thing but not the other. Each test takes its own account. */
@JinyeTest
class SecondFactorTests {

    private static final String PASSWORD = "Jinye-demo-2026";

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient database;

    @Autowired
    Secrets secrets;

    @Autowired
    Journal journal;

    @Test
    void whoeverHasSetUpCodesIsNotInWithThePasswordAlone() {
        var one = account(1);
        setUp(one);
        var visitor = Visitor.at(port);

        var first = visitor.post("/api/access/session", credentials(one));

        assertThat(first.json().path("entered").asBoolean()).isFalse();
        assertThat(first.json().path("factors").toString()).contains("totp", "recovery-code");
        assertThat(visitor.get("/api/access/session").status()).isEqualTo(401);
        assertThat(visitor.get("/api/workflow/todo").status()).isEqualTo(401);

        var second = visitor.post("/api/identity/entrance/totp", code(nextCode(one)));

        assertThat(second.json().path("entered").asBoolean()).isTrue();
        assertThat(visitor.get("/api/access/session").status()).isEqualTo(200);
        assertThat(visitor.get("/api/access/presences")
                        .json()
                        .get(0)
                        .path("ways")
                        .toString())
                .contains("password", "totp");
    }

    @Test
    void aCodeIsTakenOnce() {
        var one = account(2);
        setUp(one);
        var used = nextCode(one);
        var owner = halfWay(one);
        assertThat(owner.post("/api/identity/entrance/totp", code(used))
                        .json()
                        .path("entered")
                        .asBoolean())
                .isTrue();

        var overTheShoulder = halfWay(one);

        assertThat(overTheShoulder
                        .post("/api/identity/entrance/totp", code(used))
                        .code())
                .isEqualTo("identity.code-wrong");
    }

    @Test
    void tryingCodesLocksTheAccountAndThenTheRightOneDoesNotHelp() {
        var one = account(3);
        setUp(one);
        var thief = halfWay(one);
        for (int attempt = 0; attempt < 5; attempt++) {
            thief.post("/api/identity/entrance/totp", code("00000" + attempt));
        }

        assertThat(thief.post("/api/identity/entrance/totp", code(nextCode(one)))
                        .code())
                .isEqualTo("access.locked");
        assertThat(Visitor.at(port)
                        .post("/api/access/session", credentials(one))
                        .code())
                .isEqualTo("access.locked");
    }

    @Test
    void aRecoveryCodeOpensOnceAndIsKeptNowhereInClear() {
        var one = account(4);
        var codes = setUp(one);
        assertThat(codes).hasSize(10).doesNotHaveDuplicates();

        var first = halfWay(one).post("/api/identity/entrance/recovery-code", code(codes.getFirst()));
        var again = halfWay(one).post("/api/identity/entrance/recovery-code", code(codes.getFirst()));
        var spoken = halfWay(one)
                .post(
                        "/api/identity/entrance/recovery-code",
                        code(codes.get(1).replace("-", " ").toUpperCase(java.util.Locale.ROOT)));

        assertThat(first.json().path("entered").asBoolean()).isTrue();
        assertThat(again.code()).isEqualTo("identity.code-wrong");
        assertThat(spoken.json().path("entered").asBoolean()).isTrue();
        var kept = database.sql("select coalesce(string_agg(convert_from(body, 'UTF8'), ''), '') from web.write_once")
                .query(String.class)
                .single();
        assertThat(kept).doesNotContain(codes.get(2));
        assertThat(database.sql(
                                "select position(:code in t::text) from identity.recovery_code t where person = :person")
                        .param("code", codes.get(2))
                        .param("person", person(one))
                        .query(Integer.class)
                        .list())
                .containsOnly(0);
    }

    @Test
    void aSecondStepWithoutAFirstIsRefused() {
        var one = account(5);
        setUp(one);

        var answer = Visitor.at(port).post("/api/identity/entrance/totp", code(nextCode(one)));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("identity.not-half-way");
    }

    @Test
    void anotherPersonsCodeIsWrong() {
        var one = account(6);
        var other = account(7);
        setUp(one);
        setUp(other);

        assertThat(halfWay(one)
                        .post("/api/identity/entrance/totp", code(nextCode(other)))
                        .code())
                .isEqualTo("identity.code-wrong");
    }

    @Test
    void theSessionOfTheFirstStepIsWorthNothingAfterTheSecond() throws Exception {
        var one = account(8);
        setUp(one);
        var browser = new Cookies();
        browser.send("/api/access/session", credentials(one));
        var halfWay = browser.session;
        browser.send("/api/identity/entrance/totp", code(nextCode(one)));
        var inside = browser.session;
        browser.session = halfWay;

        assertThat(halfWay).isNotEmpty().isNotEqualTo(inside);
        assertThat(browser.send("/api/access/session", null).statusCode()).isEqualTo(401);
        browser.session = inside;
        assertThat(browser.send("/api/access/session", null).statusCode()).isEqualTo(200);
    }

    @Test
    void aSessionLeftOpenIsNotEnoughToTakeTheFactorAway() {
        var one = account(9);
        var visitor = Visitor.at(port).signIn(one);
        setUp(one, visitor);
        var person = person(one);
        age(visitor);

        var refused = visitor.delete("/api/identity/own/factors/totp");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("access.step-up");
        assertThat(visitor.post("/api/identity/own/factors/totp", "{}").code()).isEqualTo("access.step-up");
        assertThat(visitor.post("/api/identity/own/proof/totp", code("000000")).code())
                .isEqualTo("identity.code-wrong");
        assertThat(visitor.post("/api/identity/own/proof/totp", code(nextCode(one)))
                        .status())
                .isEqualTo(204);
        assertThat(visitor.delete("/api/identity/own/factors/totp").status()).isEqualTo(204);
        assertThat(database.sql("select count(*) from identity.recovery_code where person = ?")
                        .param(person)
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(Visitor.at(port)
                        .post("/api/access/session", credentials(one))
                        .json()
                        .path("entered")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void theKeyOfCodesLiesClosedInTheDatabase() {
        var one = account(10);
        setUp(one);
        var row = database.sql("select secret from identity.totp where person = ?")
                .param(person(one))
                .query((found, n) -> found.getBytes(1))
                .single();
        var key = secrets.open("identity totp", "person " + person(one), row);

        assertThat(key).hasSize(Totp.KEY_BYTES);
        assertThat(row).hasSizeGreaterThan(key.length);
        assertThat(new String(row, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain(new String(key, java.nio.charset.StandardCharsets.ISO_8859_1));
        org.assertj.core.api.Assertions.assertThatExceptionOfType(jinye.safeguard.cryptography.Sm4.Changed.class)
                .isThrownBy(() -> secrets.open("identity totp", "person 1", row));
    }

    @Test
    void whoeverMustHaveAFactorDoesNothingElseBefore() {
        var one = account(11);
        required(1, () -> {
            var visitor = Visitor.at(port).signIn(one);
            assertThat(visitor.get("/api/workflow/todo").code()).isEqualTo("access.set-up-factor-first");
            assertThat(visitor.get("/api/identity/own/factors")
                            .json()
                            .path("required")
                            .asBoolean())
                    .isTrue();

            setUp(one, visitor);

            assertThat(visitor.get("/api/access/session").json().path("duties").size())
                    .isZero();
            assertThat(visitor.delete("/api/identity/own/factors/totp").code()).isEqualTo("identity.last-factor");
        });
    }

    @Test
    void aLostFactorIsTakenAwayByTwoAdministratorsAndNotByOne() {
        var one = account(12);
        var inside = Visitor.at(port).signIn(one);
        setUp(one, inside);
        var system = Visitor.at(port).signIn("sysadmin");
        var security = Visitor.at(port).signIn("secadmin");
        var asking = "{\"person\":%d,\"reason\":\"手机遗失\"}".formatted(person(one));

        assertThat(security.post("/api/identity/factor-resets", asking).status())
                .isEqualTo(403);
        long id = system.post("/api/identity/factor-resets", asking)
                .json()
                .path("id")
                .asLong();
        assertThat(system.post("/api/identity/factor-resets", asking).code()).isEqualTo("identity.reset-asked");
        assertThat(system.put("/api/identity/factor-resets/" + id + "/approval", "{\"opinion\":\"\"}")
                        .status())
                .isEqualTo(403);
        assertThat(halfWay(one).get("/api/identity/entrance/factors").body()).contains("totp");
        assertThat(security.put("/api/identity/factor-resets/" + id + "/approval", "{\"opinion\":\"已当面核实\"}")
                        .status())
                .isEqualTo(204);

        assertThat(security.put("/api/identity/factor-resets/" + id + "/approval", "{\"opinion\":\"\"}")
                        .code())
                .isEqualTo("identity.reset-decided");
        assertThat(Visitor.at(port)
                        .post("/api/access/session", credentials(one))
                        .json()
                        .path("entered")
                        .asBoolean())
                .isTrue();
        assertThat(journal.of(new RecordId("identity", person(one))))
                .extracting(jinye.platform.journal.JournalRow::act)
                .contains("identity.ask-reset", "identity.approve-reset");
    }

    /** The seal keeper's own session is an old one; whoever sits down at the desk cannot seal with it. */
    @Test
    void sealingAsksForAFreshProofAndThenGoesOn() {
        var one = database.sql("""
                        select a.login_name from access.account a join directory.role_holding h on h.person_id = a.person
                        where h.role = 'R_SEAL' and a.login_name not in ('zhaowei', 'limin') order by a.id desc limit 1""").query(String.class).single();
        var keeper = Visitor.at(port).signIn(one);
        setUp(one, keeper);
        age(keeper);
        var unasked = keeper.put("/api/documents/987654321/seal", "{}");
        set("step-up-minutes", 10);
        try {
            var asked = keeper.put("/api/documents/987654321/seal", "{}");
            keeper.post("/api/identity/own/proof/totp", code(nextCode(one)));
            var proved = keeper.put("/api/documents/987654321/seal", "{}");

            assertThat(unasked.status()).isEqualTo(404);
            assertThat(asked.code()).isEqualTo("access.step-up");
            assertThat(proved.status()).isEqualTo(404);
        } finally {
            set("step-up-minutes", 0);
        }
    }

    private List<String> setUp(String login) {
        return setUp(login, Visitor.at(port).signIn(login));
    }

    private List<String> setUp(String login, Visitor visitor) {
        var begun = visitor.post("/api/identity/own/factors/totp", "{}");
        assertThat(begun.status()).as(begun.body()).isEqualTo(200);
        assertThat(begun.json().path("picture").path("path").asString()).startsWith("M");
        var done = visitor.put(
                "/api/identity/own/factors/totp/confirmation",
                code(Totp.code(key(person(login), "begun"), Totp.step(Instant.now()))));
        assertThat(done.status()).as(done.body()).isEqualTo(200);
        var codes = new ArrayList<String>();
        done.json().path("recoveryCodes").forEach(one -> codes.add(one.asString()));
        return codes;
    }

    /** Of the half minute to come, since that of now was taken at the set-up. */
    private String nextCode(String login) {
        database.sql("update identity.totp set last_step = last_step - 2 where person = ?")
                .param(person(login))
                .update();
        return Totp.code(key(person(login), "secret"), Totp.step(Instant.now()));
    }

    private byte[] key(long person, String column) {
        var closed = database.sql("select " + column + " from identity.totp where person = ?")
                .param(person)
                .query((row, n) -> row.getBytes(1))
                .single();
        return secrets.open("identity totp", "person " + person, closed);
    }

    private Visitor halfWay(String login) {
        var visitor = Visitor.at(port);
        visitor.post("/api/access/session", credentials(login));
        return visitor;
    }

    /** The proof that the set-up was is an hour old. */
    private void age(Visitor visitor) {
        visitor.get("/api/access/session");
        database.sql("""
                        delete from access.session_attributes where attribute_name = 'jinye.proved-at' and session_primary_id =
                            (select primary_id from access.session order by creation_time desc limit 1)""").update();
        java.util.concurrent.locks.LockSupport.parkNanos(1_100_000_000);
    }

    private void required(int value, Runnable act) {
        set("second-factor", value);
        try {
            act.run();
        } finally {
            set("second-factor", 0);
        }
    }

    private void set(String rule, int value) {
        database.sql("update access.rule set value = ? where name = ? and not administrators and effective_to is null")
                .params(value, rule)
                .update();
        // what was read of the rules is good for five seconds
        java.util.concurrent.locks.LockSupport.parkNanos(5_100_000_000L);
    }

    private long person(String login) {
        return database.sql("select person from access.account where login_name = ?")
                .param(login)
                .query(Long.class)
                .single();
    }

    private String account(int n) {
        return database.sql(
                        "select login_name from access.account where login_name like 'h%' order by id desc offset ? limit 1")
                .param(n)
                .query(String.class)
                .single();
    }

    private static String credentials(String login) {
        return "{\"loginName\":\"%s\",\"password\":\"%s\"}".formatted(login, PASSWORD);
    }

    private static String code(String code) {
        return "{\"code\":\"%s\"}".formatted(code);
    }

    /** A browser whose cookies one sees. */
    private final class Cookies {

        private final HttpClient client = HttpClient.newHttpClient();
        private String session = "";
        private String token = "";

        java.net.http.HttpResponse<String> send(String path, @org.jspecify.annotations.Nullable String body)
                throws Exception {
            if (token.isEmpty()) {
                take(client.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/access/demo"))
                                .build(),
                        BodyHandlers.ofString()));
            }
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .header("Content-Type", "application/json")
                    .header("X-XSRF-TOKEN", token)
                    .header("Cookie", "XSRF-TOKEN=" + token + (session.isEmpty() ? "" : "; jinye-session=" + session));
            var answer = client.send(
                    (body == null ? request : request.POST(HttpRequest.BodyPublishers.ofString(body))).build(),
                    BodyHandlers.ofString());
            take(answer);
            return answer;
        }

        private void take(java.net.http.HttpResponse<String> answer) {
            for (var cookie : answer.headers().allValues("set-cookie")) {
                var value = cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'));
                if (cookie.startsWith("jinye-session=") && !value.isEmpty()) {
                    session = value;
                } else if (cookie.startsWith("XSRF-TOKEN=") && !value.isEmpty()) {
                    token = value;
                }
            }
        }
    }
}
