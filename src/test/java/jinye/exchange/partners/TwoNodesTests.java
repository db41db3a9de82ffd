package jinye.exchange.partners;

import static jinye.office.IssuedDocuments.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
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
import org.springframework.boot.test.web.server.LocalServerPort;
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

    private NationalNode national;
    private Visitor xiaoyan;
    private Visitor gaoyuan;
    private long nationalUnit;

    @BeforeAll
    void connect(@TempDir Path folder) throws Exception {
        national = new NationalNode(folder.resolve("national")).awaitUp();
        connect(Visitor.at(port).signIn("sysadmin"), Visitor.at(port).signIn("secadmin"), national.visitor("secadmin"));
        connect(
                national.visitor("sysadmin"), national.visitor("secadmin"), Visitor.at(port).signIn("secadmin"));
        xiaoyan = Visitor.at(port).signIn("xiaoyan");
        gaoyuan = national.visitor("gaoyuan");
        nationalUnit = xiaoyan.get("/api/transmission/outside-units?text=" + encoded("国家")).json().get(0).path("id").asLong();
    }

    @AfterAll
    void stop() throws Exception {
        Visitor.at(port).signIn("secadmin").put(
                "/api/partners/" + partners.named("10000000").orElseThrow().id() + "/suspension",
                "{\"opinion\":\"测试结束\"}");
        national.close();
    }

    /** One proposes with the card that the other bureau gave, another confirms with the fingerprint read out by telephone. */
    private static void connect(Visitor proposer, Visitor confirmer, Visitor other) {
        var card = other.post("/api/partners/own/card", "{}").json().path("card").asString();
        var proposed = proposer.post(
                "/api/partners", json(Map.of("card", card, "direct", false, "encrypted", false, "reason", "按通知接通")));
        assertThat(proposed.status()).as("%s", proposed).isEqualTo(201);
        var path = "/api/partners/" + proposed.json().path("id").asLong() + "/confirmation";
        assertThat(confirmer.put(path, "{\"fingerprint\":\"00112233\"}").code())
                .isEqualTo("partners.fingerprint-differs");

        var fingerprint = other.get("/api/partners/own").json().path("fingerprint").asString();
        assertThat(confirmer.put(path, json(Map.of("fingerprint", fingerprint))).status()).isEqualTo(204);
    }

    @Test
    @Order(1)
    void aDocumentReachesTheNationalBureauAndItsReceiptsComeBack() {
        long dispatch = send("关于报送专卖执法情况的通知");

        var envelope = await(() -> arrived("关于报送专卖执法情况的通知"));
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> state(dispatch).equals("ARRIVED"));
        var view = gaoyuan.get("/api/transmission/envelopes/" + envelope).json();
        assertThat(view.path("envelope").path("senderName").asString()).isEqualTo("湖南省烟草专卖局");
        assertThat(view.path("attachments")).hasSize(1);
        assertThat(gaoyuan.put("/api/transmission/envelopes/" + envelope + "/signing", "{}").status())
                .isEqualTo(204);

        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> state(dispatch).equals("SIGNED"));
        assertThat(row(dispatch).path("signedByName").asString()).isEqualTo("高远");

        assertThat(gaoyuan.put("/api/transmission/envelopes/" + envelope + "/registration", "{\"handling\":\"ACT\"}")
                        .status())
                .isEqualTo(200);
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> state(dispatch).equals("REGISTERED"));

        var corrected = xiaoyan.post(
                "/api/transmission/dispatches/" + dispatch + "/notices",
                "{\"kind\":\"CORRECTION\",\"reason\":\"附件第二页数字有误\"}");
        assertThat(corrected.status()).isEqualTo(204);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
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
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> gaoyuan.put(
                        "/api/transmission/envelopes/" + first + "/signing", "{}")
                .code()
                .equals("transmission.recalled") || !stateThere(first).equals("ARRIVED"));
        assertThat(stateThere(first)).isEqualTo("RECALLED");

        long refused = send("关于拒收的通知");
        var second = await(() -> arrived("关于拒收的通知"));
        gaoyuan.put("/api/transmission/envelopes/" + second + "/refusal", "{\"reason\":\"附件不全，请补齐\"}");
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> state(refused).equals("REFUSED"));
        assertThat(row(refused).path("refusalReason").asString()).isEqualTo("附件不全，请补齐");
    }

    @Test
    @Order(3)
    void whatWasUnderwayWhenTheOtherSideWasKilledArrivesOnce() throws Exception {
        national.kill();
        long dispatch = send("关于断线期间的通知");
        assertThat(state(dispatch)).isEqualTo("SENT");

        national.startAgain();
        gaoyuan = national.visitor("gaoyuan");
        carrier.wake(partners.named("10000000").orElseThrow().id());

        Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> state(dispatch).equals("ARRIVED"));
        var found = gaoyuan.get("/api/transmission/envelopes?text=" + encoded("关于断线期间的通知"))
                .json()
                .path("items");
        assertThat(found).hasSize(1);
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
        var items = gaoyuan.get("/api/transmission/envelopes?text=" + encoded(title)).json().path("items");
        return items.isEmpty() ? 0L : items.get(0).path("id").asLong();
    }

    private static long await(Callable<Long> found) {
        return Awaitility.await().atMost(Duration.ofSeconds(20)).until(found, id -> id > 0);
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }
}
