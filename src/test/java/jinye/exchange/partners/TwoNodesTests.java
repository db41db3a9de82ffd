package jinye.exchange.partners;

import static java.nio.charset.StandardCharsets.UTF_8;
import static jinye.office.IssuedDocuments.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import jinye.office.IssuedDocuments;
import jinye.sample.JinyeTest;
import jinye.sample.Visitor;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The province and the national bureau, each running its own Jinye, exchange documents. The second one is a process that may be killed. */
@JinyeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoNodesTests {

    @LocalServerPort
    private int port;

    @Autowired
    private IssuedDocuments issued;

    @Autowired
    private Partners partners;

    @Autowired
    private Carrier carrier;

    @Autowired
    private JdbcClient jdbc;

    @Value("${jinye.data}")
    private Path data;

    private NationalNode national;
    private BadLine there;
    private BadLine back;
    private Path folder;
    private Visitor xiaoyan;
    private Visitor gaoyuan;
    private long nationalUnit;

    @BeforeAll
    void connect(@TempDir Path folder) throws Exception {
        this.folder = folder;
        national = new NationalNode(folder.resolve("national")).awaitUp();
        there = new BadLine();
        there.target = national.port;
        back = new BadLine();
        back.target = port;
        back.halfOpen = false;
        // impatient, so that a bad line is tried often in the short time of a test
        jdbc.sql("update partners.setting set value = 1 where name in ('retry-first', 'retry-longest')")
                .update();
        jdbc.sql("update partners.setting set value = 2 where name = 'line-patience'")
                .update();
        connect(
                Visitor.at(port).signIn("sysadmin"),
                Visitor.at(port).signIn("secadmin"),
                national.visitor("secadmin"),
                there.address());
        connect(
                national.visitor("sysadmin"),
                national.visitor("secadmin"),
                Visitor.at(port).signIn("secadmin"),
                back.address());
        xiaoyan = Visitor.at(port).signIn("xiaoyan");
        gaoyuan = national.visitor("gaoyuan");
        nationalUnit = xiaoyan.get("/api/transmission/outside-units?text=" + encoded("国家"))
                .json()
                .get(0)
                .path("id")
                .asLong();
    }

    @AfterAll
    void stop() throws Exception {
        Visitor.at(port)
                .signIn("secadmin")
                .put(
                        "/api/partners/"
                                + partners.named("10000000").orElseThrow().id() + "/suspension",
                        "{\"opinion\":\"测试结束\"}");
        jdbc.sql("update partners.setting set value = 2 where name = 'retry-first'")
                .update();
        jdbc.sql("update partners.setting set value = 300 where name = 'retry-longest'")
                .update();
        jdbc.sql("update partners.setting set value = 15 where name = 'line-patience'")
                .update();
        there.close();
        back.close();
        national.close();
    }

    /** One proposes with the card that the other bureau gave, another confirms with the fingerprint read out by telephone. */
    private static void connect(Visitor proposer, Visitor confirmer, Visitor other, String address) {
        var card =
                other.post("/api/partners/own/card", "{}").json().path("card").asString();
        var proposed = proposer.post(
                "/api/partners",
                json(Map.of("card", card, "address", address, "direct", false, "encrypted", false, "reason", "按通知接通")));
        assertThat(proposed.status()).as("%s", proposed).isEqualTo(201);
        var path = "/api/partners/" + proposed.json().path("id").asLong() + "/confirmation";
        assertThat(confirmer.put(path, "{\"fingerprint\":\"00112233\"}").code())
                .isEqualTo("partners.fingerprint-differs");

        var fingerprint =
                other.get("/api/partners/own").json().path("fingerprint").asString();
        assertThat(confirmer.put(path, json(Map.of("fingerprint", fingerprint))).status())
                .isEqualTo(204);
    }

    @Test
    @Order(1)
    void aDocumentReachesTheNationalBureauAndItsReceiptsComeBack() {
        long dispatch = send("关于报送专卖执法情况的通知");

        var envelope = await(() -> arrived("关于报送专卖执法情况的通知"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(120))
                .until(() -> state(dispatch).equals("ARRIVED"));
        var view = gaoyuan.get("/api/transmission/envelopes/" + envelope).json();
        assertThat(view.path("envelope").path("senderName").asString()).isEqualTo("湖南省烟草专卖局");
        assertThat(view.path("attachments")).hasSize(1);
        assertThat(gaoyuan.put("/api/transmission/envelopes/" + envelope + "/signing", "{}")
                        .status())
                .isEqualTo(204);

        Awaitility.await()
                .atMost(Duration.ofSeconds(120))
                .until(() -> state(dispatch).equals("SIGNED"));
        assertThat(row(dispatch).path("signedByName").asString()).isEqualTo("高远");

        assertThat(gaoyuan.put("/api/transmission/envelopes/" + envelope + "/registration", "{\"handling\":\"ACT\"}")
                        .status())
                .isEqualTo(200);
        Awaitility.await()
                .atMost(Duration.ofSeconds(120))
                .until(() -> state(dispatch).equals("REGISTERED"));

        var corrected = xiaoyan.post(
                "/api/transmission/dispatches/" + dispatch + "/notices",
                "{\"kind\":\"CORRECTION\",\"reason\":\"附件第二页数字有误\"}");
        assertThat(corrected.status()).isEqualTo(204);
        Awaitility.await()
                .atMost(Duration.ofSeconds(120))
                .until(() -> gaoyuan.get("/api/transmission/envelopes/" + envelope)
                                .json()
                                .path("notices")
                                .size()
                        == 1);
    }

    @Test
    @Order(2)
    void aRecallReachesWhoHasNotSignedAndARefusalComesBackWithItsReason() {
        long recalled = send("关于撤回的通知");
        var first = await(() -> arrived("关于撤回的通知"));
        assertThat(xiaoyan.put("/api/transmission/dispatches/" + recalled + "/recall", "{\"reason\":\"发文有误\"}")
                        .status())
                .isEqualTo(204);
        Awaitility.await()
                .atMost(Duration.ofSeconds(120))
                .until(() -> stateThere(first).equals("RECALLED"));
        assertThat(gaoyuan.put("/api/transmission/envelopes/" + first + "/signing", "{}")
                        .code())
                .isEqualTo("transmission.recalled");

        long refused = send("关于拒收的通知");
        var second = await(() -> arrived("关于拒收的通知"));
        gaoyuan.put("/api/transmission/envelopes/" + second + "/refusal", "{\"reason\":\"附件不全，请补齐\"}");
        Awaitility.await()
                .atMost(Duration.ofSeconds(120))
                .until(() -> state(refused).equals("REFUSED"));
        assertThat(row(refused).path("refusalReason").asString()).isEqualTo("附件不全，请补齐");
    }

    /** As often as the property says; what it needs grows with it. The one side is killed in the middle, the other stops and starts. */
    @Test
    @Order(3)
    void overABadLineAndThroughTheEndOfEitherSideEverythingArrivesOnceAndEveryReceiptComesBack() throws Exception {
        int exchanges = Integer.getInteger("jinye.exchanges", 8);
        there.turn(true);
        back.turn(true);
        var dispatches = new LinkedHashMap<Long, String>();
        for (int n = 1; n <= exchanges; n++) {
            if (n == exchanges / 2) {
                national.kill();
                copy(national.data, backup());
            }
            var title = "关于坏线路第" + n + "件的通知";
            dispatches.put(send(title), title);
        }
        carrier.stop();
        national.startAgain();
        gaoyuan = national.visitor("gaoyuan");
        carrier.start();
        carrier.wake(partners.named("10000000").orElseThrow().id());

        for (var title : dispatches.values()) {
            var envelope = Awaitility.await().atMost(Duration.ofSeconds(180)).until(() -> arrived(title), id -> id > 0);
            assertThat(gaoyuan.put("/api/transmission/envelopes/" + envelope + "/signing", "{}")
                            .status())
                    .isEqualTo(204);
        }
        for (var dispatch : dispatches.keySet()) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(180))
                    .until(() -> state(dispatch).equals("SIGNED"));
        }
        assertThat(there.troubles.get() + back.troubles.get()).isPositive();
        there.turn(false);
        back.turn(false);

        for (var title : dispatches.values()) {
            assertThat(gaoyuan.get("/api/transmission/envelopes?text=" + encoded(title))
                            .json()
                            .path("items"))
                    .as(title)
                    .hasSize(1);
        }
    }

    private Path backup() {
        return folder.resolve("backup");
    }

    @Test
    @Order(4)
    void whereTheyAgreedOnItNobodyReadsOnTheWayWhatIsSent() throws Exception {
        long partner = partners.named("10000000").orElseThrow().id();
        assertThat(Visitor.at(port)
                        .signIn("secadmin")
                        .put("/api/partners/" + partner + "/encryption", "{\"encrypted\":true,\"opinion\":\"涉及商业秘密\"}")
                        .status())
                .isEqualTo(204);
        assertThat(national.visitor("secadmin")
                        .put(
                                "/api/partners/" + provinceAtNational() + "/encryption",
                                "{\"encrypted\":true,\"opinion\":\"涉及商业秘密\"}")
                        .status())
                .isEqualTo(204);

        long dispatch = send("关于加密交换的通知");
        var envelope = await(() -> arrived("关于加密交换的通知"));
        gaoyuan.put("/api/transmission/envelopes/" + envelope + "/signing", "{}");
        Awaitility.await()
                .atMost(Duration.ofSeconds(120))
                .until(() -> state(dispatch).equals("SIGNED"));

        assertThat(gaoyuan.get("/api/transmission/envelopes/" + envelope).json().path("attachments"))
                .hasSize(1);
        var message = jdbc.sql("select message from partners.outgoing where title = '关于加密交换的通知'")
                .query((row, number) -> row.getBytes(1))
                .single();
        assertThat(new String(message, UTF_8)).contains("\"closed\"").doesNotContain("加密交换");
        assertThat(Files.list(data.resolve("partners").resolve("leaving"))).isEmpty();
    }

    @Test
    @Order(5)
    void theOtherSidesAddressBookAndItsNextCertificateComeByThemselves() {
        var opened = national.visitor("sysadmin")
                .post(
                        "/api/directory/units",
                        json(Map.of(
                                "code",
                                "10009901",
                                "name",
                                "国家局新设中心",
                                "shortName",
                                "新设中心",
                                "docMark",
                                "国烟新",
                                "fonds",
                                "Z999",
                                "level",
                                "PROVINCE",
                                "sort",
                                99)));
        assertThat(opened.status()).as("%s", opened).isEqualTo(201);
        long partner = partners.named("10000000").orElseThrow().id();
        national.visitor("secadmin").post("/api/partners/" + provinceAtNational() + "/attempts", "{}");
        Awaitility.await()
                .atMost(Duration.ofSeconds(120))
                .until(() -> xiaoyan.get("/api/transmission/outside-units?text=" + encoded("新设中心"))
                                .json()
                                .size()
                        == 1);
        assertThat(xiaoyan.get("/api/partners/" + partner + "/book").body()).contains("新增", "国家局新设中心");

        var secadmin = Visitor.at(port).signIn("secadmin");
        var before =
                secadmin.get("/api/partners/own").json().path("fingerprint").asString();
        assertThat(secadmin.put("/api/partners/own/certificate", "{\"opinion\":\"证书将到期\"}")
                        .status())
                .isEqualTo(204);
        var after = secadmin.get("/api/partners/own").json().path("fingerprint").asString();
        assertThat(after).isNotEqualTo(before);
        Awaitility.await()
                .atMost(Duration.ofSeconds(120))
                .until(() -> gaoyuan.get("/api/partners").body().contains(after));
        Awaitility.await().atMost(Duration.ofSeconds(120)).until(() -> partners.signedWith(partner) == null);

        long dispatch = send("关于更换证书以后的通知");
        Awaitility.await()
                .atMost(Duration.ofSeconds(120))
                .until(() -> state(dispatch).equals("ARRIVED"));
    }

    @Test
    @Order(6)
    void theLogsOfBothSidesAgreeToTheLastReceiptAndAThirdPartySeesIt() throws Exception {
        Awaitility.await().atMost(Duration.ofSeconds(120)).until(() -> waiting() == 0);
        var ours = log(xiaoyan, "ours.zip");
        var theirs = log(gaoyuan, "theirs.zip");

        var told = new ByteArrayOutputStream();
        assertThat(VerifyExchange.run(
                        new String[] {ours.toString(), theirs.toString()},
                        new PrintStream(told, true, UTF_8),
                        System.err))
                .as("%s", told.toString(UTF_8))
                .isZero();
        assertThat(told.toString(UTF_8)).contains("双方一致");

        var altered = folder.resolve("altered.zip");
        alter(ours, altered);
        assertThat(VerifyExchange.run(
                        new String[] {altered.toString()}, new PrintStream(told, true, UTF_8), System.err))
                .isEqualTo(1);
        assertThat(told.toString(UTF_8)).contains("内容被改动");
    }

    @Test
    @Order(7)
    void withoutALineDocumentsGoOnACarrierAndReceiptsComeBackOnOne() throws Exception {
        there.target = 1;
        there.turn(false);
        back.target = 1;
        back.turn(false);
        long dispatch = send("关于载体摆渡的通知");
        long partner = partners.named("10000000").orElseThrow().id();
        Awaitility.await()
                .atMost(Duration.ofSeconds(120))
                .until(() -> !outgoing("关于载体摆渡的通知").equals(""));

        var file = xiaoyan.bytes("/api/partners/" + partner + "/carrier-file");
        var brought = gaoyuan.post("/api/partners/carrier-files", json(Map.of("file", gaoyuan.upload("载体.zip", file))));
        assertThat(brought.status()).as("%s", brought).isEqualTo(200);
        assertThat(brought.body()).contains("已接收");
        long envelope = arrived("关于载体摆渡的通知");
        gaoyuan.put("/api/transmission/envelopes/" + envelope + "/signing", "{}");
        var receipts = gaoyuan.bytes("/api/partners/" + provinceAtNational() + "/carrier-file");
        var taken =
                xiaoyan.post("/api/partners/carrier-files", json(Map.of("file", xiaoyan.upload("回执载体.zip", receipts))));

        assertThat(taken.status()).as("%s", taken).isEqualTo(200);
        assertThat(state(dispatch)).isEqualTo("SIGNED");
        assertThat(xiaoyan.get("/api/partners/ledger?way=CARRIER&text=" + encoded("关于载体摆渡"))
                        .json()
                        .path("items")
                        .get(0)
                        .path("stateTerm")
                        .asString())
                .isEqualTo("已送达");
        there.target = national.port;
        back.target = port;
        carrier.wake(partner);
    }

    @Test
    @Order(8)
    void aDeadLetterIsSentAgainByAPersonAndOneGivenUpSaysSoOnTheBoard() throws Exception {
        there.target = 1;
        there.turn(false);
        long again = send("关于重发死信的通知");
        long given = send("关于放弃死信的通知");
        Awaitility.await()
                .atMost(Duration.ofSeconds(120))
                .until(() -> !outgoing("关于放弃死信的通知").equals(""));
        jdbc.sql(
                        "update partners.outgoing set expires_at = now() - interval '1 day' where title in ('关于重发死信的通知', '关于放弃死信的通知')")
                .update();
        carrier.wake(partners.named("10000000").orElseThrow().id());
        Awaitility.await().atMost(Duration.ofSeconds(120)).until(() -> dead("关于放弃死信的通知") > 0);

        assertThat(xiaoyan.put(
                                "/api/partners/dead-letters/" + dead("关于放弃死信的通知") + "/abandonment",
                                "{\"reason\":\"改用纸质送达\"}")
                        .status())
                .isEqualTo(204);
        there.target = national.port;
        assertThat(xiaoyan.put("/api/partners/dead-letters/" + dead("关于重发死信的通知") + "/resending", "{}")
                        .status())
                .isEqualTo(204);

        assertThat(row(given).path("refusalReason").asString()).contains("改用纸质送达");
        Awaitility.await()
                .atMost(Duration.ofSeconds(120))
                .until(() -> state(again).equals("ARRIVED"));
    }

    @Test
    @Order(9)
    void aNodeRestoredFromAnOldBackupIsNoticedAndSentWhatItLost() throws Exception {
        long partner = partners.named("10000000").orElseThrow().id();
        long dispatch = send("关于恢复备份的通知");
        Awaitility.await()
                .atMost(Duration.ofSeconds(120))
                .until(() -> state(dispatch).equals("ARRIVED"));

        national.kill();
        org.springframework.util.FileSystemUtils.deleteRecursively(national.data);
        copy(backup(), national.data);
        national.startAgain();
        gaoyuan = national.visitor("gaoyuan");
        assertThat(arrived("关于恢复备份的通知")).isZero();
        carrier.wake(partner);

        Awaitility.await().atMost(Duration.ofSeconds(120)).until(() -> arrived("关于恢复备份的通知") > 0);
        assertThat(Visitor.at(port)
                        .signIn("auditadmin")
                        .get("/api/partners/incidents")
                        .body())
                .contains("可能是从旧备份恢复的");
    }

    private Path log(Visitor who, String name) throws IOException {
        var file = folder.resolve(name);
        Files.write(file, who.bytes("/api/partners/" + connected(who) + "/log"));
        return file;
    }

    /** The other node: what other tests leave behind has ended. */
    private static long connected(Visitor who) {
        for (var one : who.get("/api/partners").json()) {
            if (one.path("state").asString().equals("ACTIVE")) {
                return one.path("id").asLong();
            }
        }
        throw new AssertionError("no partner is connected");
    }

    /** One refusal made an acceptance. */
    private static void alter(Path from, Path to) throws IOException {
        try (var in = new ZipFile(from.toFile());
                var out = new ZipOutputStream(Files.newOutputStream(to))) {
            for (var entry : java.util.Collections.list(in.entries())) {
                var bytes = in.getInputStream(entry).readAllBytes();
                if (entry.getName().equals(MessageLogExport.LOG)) {
                    bytes = new String(bytes, UTF_8)
                            .replaceFirst("\"code\":0", "\"code\":101")
                            .getBytes(UTF_8);
                }
                out.putNextEntry(new ZipEntry(entry.getName()));
                out.write(bytes);
                out.closeEntry();
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        org.springframework.util.FileSystemUtils.copyRecursively(from, to);
        // the database wants its folder to itself
        try (var all = Files.walk(to)) {
            for (var one : all.filter(Files::isDirectory).toList()) {
                Files.setPosixFilePermissions(
                        one, java.nio.file.attribute.PosixFilePermissions.fromString("rwx------"));
            }
        }
    }

    private long provinceAtNational() {
        return connected(gaoyuan);
    }

    private String outgoing(String title) {
        return jdbc.sql("select state from partners.outgoing where title = ?")
                .param(title)
                .query(String.class)
                .optional()
                .orElse("");
    }

    private long dead(String title) {
        for (var one : xiaoyan.get("/api/partners/dead-letters").json()) {
            if (one.path("title").asString().equals(title)) {
                return one.path("id").asLong();
            }
        }
        return 0;
    }

    private long send(String title) {
        long document = issued.sealed(port, title);
        var sent = xiaoyan.post(
                "/api/transmission/dispatches",
                json(Map.of("document", document, "mainTo", List.of(nationalUnit), "copyTo", List.of())));
        assertThat(sent.status()).as("%s", sent).isEqualTo(201);
        return sent.json().path("id").asLong();
    }

    private JsonNode row(long dispatch) {
        return xiaoyan.get("/api/transmission/dispatches/" + dispatch + "/board")
                .json()
                .path("rows")
                .get(0);
    }

    /** For this partner only: other tests leave theirs behind. */
    private long waiting() {
        return jdbc.sql("select count(*) from partners.outgoing where partner = ? and state = 'WAITING'")
                .param(partners.named("10000000").orElseThrow().id())
                .query(Long.class)
                .single();
    }

    private String state(long dispatch) {
        return row(dispatch).path("state").asString();
    }

    private String stateThere(long envelope) {
        return gaoyuan.get("/api/transmission/envelopes/" + envelope)
                .json()
                .path("envelope")
                .path("state")
                .asString();
    }

    private Long arrived(String title) {
        var items = gaoyuan.get("/api/transmission/envelopes?text=" + encoded(title))
                .json()
                .path("items");
        return items.isEmpty() ? 0L : items.get(0).path("id").asLong();
    }

    private static long await(Callable<Long> found) {
        return Awaitility.await().atMost(Duration.ofSeconds(120)).until(found, id -> id > 0);
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }
}
