package jinye.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Year;
import java.util.List;
import java.util.UUID;
import jinye.kernel.RecordId;
import jinye.kernel.Urgency;
import jinye.platform.directory.Directory;
import jinye.platform.directory.Person;
import jinye.platform.directory.Unit;
import jinye.platform.messages.Message;
import jinye.platform.messages.Messages;
import jinye.platform.numbering.Numbering;
import jinye.safeguard.access.Actors;
import jinye.sample.JinyeTest;
import jinye.sample.Visitor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Calendar, numbers, journal and messages as the workspace sees them: signed in, over HTTP. */
@JinyeTest
class FromOutsideTests {

    @LocalServerPort
    int port;

    @Autowired
    Directory directory;

    @Autowired
    Actors actors;

    @Autowired
    Messages messages;

    @Autowired
    Numbering numbering;

    @Autowired
    JdbcClient database;

    private final int year = Year.now().getValue();

    @Test
    void everybodyReadsTheCalendarAndWhyADueDateIsWhatItIs() {
        var staff = Visitor.at(port).signIn("limin");

        var calendar = staff.get("/api/clocks/calendar/2026").json();
        var reckoning = staff.get("/api/clocks/reckoning?rule=licences.decide&start=2026-02-09T02:00:00Z")
                .json();

        assertThat(calendar.path("known").asBoolean()).isTrue();
        assertThat(calendar.path("workingDays").toString()).isEqualTo("[21,16,22,21,19,21,23,21,22,18,21,23]");
        assertThat(reckoning.path("due").path("explanation").asString()).endsWith("截止2026年3月13日24时。");
        assertThat(reckoning.path("promise").path("explanation").asString()).endsWith("截止2026年2月26日24时。");
        assertThat(reckoning.path("extended").path("explanation").asString()).endsWith("截止2026年3月27日24时。");
        assertThat(staff.get("/api/clocks/rules").json().size()).isGreaterThan(28);
        assertThat(staff.get("/api/clocks/reckoning?rule=no.rule&start=2026-02-09T02:00:00Z")
                        .code())
                .isEqualTo("clocks.unknown-rule");
        assertThat(staff.post("/api/clocks/calendar/2027", "{\"source\":\"通知\",\"rows\":[]}")
                        .status())
                .isIn(403, 422);
    }

    @Test
    void anAdministratorIsToldEveryFaultyRowOfASheet() {
        var administrator = signedIn("A_SYS");

        var answer = administrator.post("/api/clocks/calendar/2027", """
                {"source": "国务院办公厅关于2027年部分节假日安排的通知", "rows": [
                    {"date": "2027-01-01", "weekday": "周四", "name": "元旦", "dayType": "holiday"},
                    {"date": "一月二日", "name": "元旦", "dayType": "holiday"}]}
                """);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("clocks.faulty-rows");
        assertThat(answer.body()).contains("第 1 行：2027-01-01 应为周五", "第 2 行：日期“一月二日”无法识别");
    }

    @Test
    void theOfficeSeesItsNumbersAndVoidsOneWithAReason() {
        var registrar = directory.holdersOf("R_REGISTRAR", province().id()).getFirst();
        var actor = actors.actor(registrar.id(), null).orElseThrow();
        var taken = numbering.take(actor, actor.unit(), "收", year, new RecordId("samples", System.nanoTime()));
        var head = signedIn("R_OFFICE_HEAD");
        var cancellation =
                "/api/numbering/ledger/" + encoded("收") + "/" + year + "/" + taken.number() + "/cancellation";

        assertThat(head.post(cancellation, "{\"reason\": \"\"}").status()).isEqualTo(422);
        assertThat(head.post(cancellation, "{\"reason\": \"重复登记\"}").status()).isEqualTo(200);

        assertThat(head.get("/api/numbering/series?year=" + year).body()).contains("湘烟办", "收〔" + year + "〕");
        assertThat(head.get("/api/numbering/gaps?year=" + year).body()).contains(taken.text(), "重复登记");
        assertThat(head.get("/api/numbering/ledger?year=" + year + "&series=" + encoded("收"))
                        .body())
                .contains(taken.text(), "CANCELLED");
        assertThat(Visitor.at(port)
                        .signIn("limin")
                        .post(cancellation, "{\"reason\": \"重复登记\"}")
                        .status())
                .isEqualTo(403);
        assertThat(signedIn("A_AUD").get("/api/journal?act=numbering.cancel").body())
                .contains("编号作废", taken.text(), "127.0.0.1");
    }

    @Test
    void anOpenPageHearsAMessageAndTheCountGoesDownWhenItIsRead() {
        var reader = directory.holdersOf("R_ARCH", province().id()).getFirst();
        var visitor = signedIn(reader);
        var key = "outside:" + UUID.randomUUID();
        // the first line says that the stream is open; only then something is told
        try (var lines = visitor.listen("/api/messages/stream")) {
            var following = lines.iterator();
            following.next();
            messages.tell(List.of(reader.id()), new Message(key, "info", "请查收", "/documents/1", Urgency.URGENT));
            var heard = "";
            while (!heard.contains(key)) {
                heard = following.next();
            }
        }
        var unread = visitor.get("/api/messages/counts").json().path("unread").asLong();
        var newest =
                visitor.get("/api/messages?unread=true").json().path("items").path(0);

        assertThat(newest.path("key").asString()).isEqualTo(key);
        assertThat(visitor.put("/api/messages/" + newest.path("id").asLong() + "/reading", "")
                        .status())
                .isEqualTo(200);
        assertThat(visitor.get("/api/messages/counts").json().path("unread").asLong())
                .isEqualTo(unread - 1);
    }

    private Unit province() {
        return directory.allUnits().getFirst();
    }

    private Visitor signedIn(String role) {
        return signedIn(directory.holdersOf(role, province().id()).getFirst());
    }

    private Visitor signedIn(Person person) {
        var login = database.sql("select login_name from access.account where person = ?")
                .param(person.id())
                .query(String.class)
                .single();
        return Visitor.at(port).signIn(login);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
