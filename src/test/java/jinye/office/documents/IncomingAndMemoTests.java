package jinye.office.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import jinye.kernel.Urgency;
import jinye.office.documents.elements.Kinds;
import jinye.office.documents.elements.StateSecret;
import jinye.office.documents.text.Body;
import jinye.platform.workflow.Matters;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import jinye.sample.Visitor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

/** Incoming documents from registration to closing, and memos. */
@JinyeTest
class IncomingAndMemoTests {

    private static final JsonMapper JSON = JsonMapper.shared();

    @LocalServerPort
    private int port;

    @Autowired
    private SampleBureau bureau;

    @Autowired
    private Matters matters;

    @Autowired
    private Documents documents;

    @Autowired
    private org.springframework.jdbc.core.simple.JdbcClient jdbc;

    @Test
    void anIncomingDocumentIsReviewedProposedInstructedHandledAndClosed() {
        long id = register("关于开展专项检查的通知", "ACT");
        var su = Staff.visitor(port, "suhua");
        assertThat(view(su, id).path("incoming").path("registerNumber").asString())
                .matches("收〔20\\d\\d〕\\d{4}");
        send("suhua", id, "review", "accept", "符合要求。");
        assertThat(su.put(path(id, "proposal"), "{\"handling\":\"ACT\"}").code())
                .isEqualTo("documents.missing");
        var proposal = Map.of(
                "leaders", List.of(bureau.person("wangjianguo")),
                "leadDepartment", bureau.department("43010000", "ZMC"),
                "opinion", "建议由专卖科牵头办理。");

        assertThat(su.put(path(id, "proposal"), JSON.writeValueAsString(proposal))
                        .status())
                .isEqualTo(204);
        send("wangjianguo", id, "instruct", "sent", "请专卖科抓好落实。");
        assertThat(text("select due_explanation from workflow.assignment where record = ? and node = 'handle'", id))
                .as("the urgency chooses the period")
                .contains("3个工作日");
        send("pengtao", id, "handle", "sent", "已检查零售户 312 户。");
        assertThat(su.put(path(id, "closure"), "{\"result\":\"\"}").status()).isEqualTo(422);
        assertThat(su.put(path(id, "closure"), "{\"result\":\"已办结，检查 312 户。\"}").status())
                .isEqualTo(204);

        var closed = view(su, id);
        assertThat(closed.path("state").asString()).isEqualTo("S98");
        assertThat(closed.path("result").asString()).contains("312");
        assertThat(su.get(path(id, "sheet")).body()).contains("文件处理单").contains("请专卖科抓好落实。");
        documents.filed(bureau.actor("suhua"), id, "测试档号-0001");
        assertThat(view(su, id).path("state").asString()).isEqualTo("S99");
    }

    @Test
    void whatDoesNotBelongHereIsSentBackWithAReason() {
        long id = register("关于别处事项的函", "ACT");

        send("suhua", id, "review", "reject", "不属于我局职责。");

        var rejected = view(Staff.visitor(port, "suhua"), id);
        assertThat(rejected.path("state").asString()).isEqualTo("S31");
        assertThat(rejected.path("incoming").path("rejected").asString()).isEqualTo("不属于我局职责。");
    }

    @Test
    void aStateSecretIsNotRegistered() {
        assertThatExceptionOfType(StateSecret.class).isThrownBy(() -> register("机密★5年 某事", "ACT"));
        var huang = Staff.visitor(port, "huangyan");
        var body = Map.of(
                "fromUnitName",
                "某单位",
                "number",
                "",
                "title",
                "关于某事的通知",
                "kindCode",
                "08",
                "urgency",
                "PLAIN",
                "sourceClass",
                "其他",
                "handling",
                "READ",
                "secrecy",
                "秘密");

        assertThat(huang.post("/api/documents/registrations", JSON.writeValueAsString(body))
                        .code())
                .isEqualTo("documents.state-secret");
        assertThat(Staff.visitor(port, "limin")
                        .post("/api/documents/registrations", JSON.writeValueAsString(body))
                        .status())
                .isIn(403, 422);
    }

    @Test
    void aMemoGoesToWhoeverTheAuthorityTableNames() {
        long small = memo("日常事务", null);
        long large = memo("经费支出", 186_000);
        for (long id : List.of(small, large)) {
            sendMemo("limin", id, "draft", "sent", "");
            sendMemo("zhaowei", id, "department", "agree", "同意。");
            sendMemo("zhoujianguo", id, "leader", "agree", "同意。");
        }
        var limin = Staff.visitor(port, "limin");

        assertThat(view(limin, small).path("state").asString()).isEqualTo("M90");
        assertThat(view(limin, large).path("state").asString()).isEqualTo("M50");
        assertThat(view(limin, small).path("number").asString()).matches("签〔20\\d\\d〕[1-9]\\d*号");
        assertThat(limin.put(path(small, "result"), "{\"result\":\"已办理。\"}").status())
                .isEqualTo(204);
        assertThat(view(limin, small).path("state").asString()).isEqualTo("M98");
        var ledger = "select state from numbering.number where module = 'documents' and record = ?";
        assertThat(text(ledger, small)).isEqualTo("USED");
        assertThat(text(ledger, large)).isEqualTo("TAKEN");
    }

    @Test
    void aMemoOnAnUnknownMatterIsRefused() {
        long id = memo("没有的类别", null);

        assertThatExceptionOfType(Kinds.UnknownMatter.class)
                .isThrownBy(() -> sendMemo("limin", id, "draft", "sent", ""));
    }

    private long register(String title, String handling) {
        return documents.register(
                bureau.actor("huangyan"),
                new RegisterIncoming(
                        null,
                        "湖南省烟草专卖局",
                        "湘烟专〔2026〕9号",
                        title,
                        "08",
                        Urgency.URGENT,
                        "上级",
                        handling,
                        null,
                        Instant.parse("2026-11-24T01:00:00Z"),
                        "请按要求办理。",
                        null,
                        List.of()));
    }

    private long memo(String matter, @org.jspecify.annotations.Nullable Integer amount) {
        var content = new java.util.LinkedHashMap<String, Object>(
                Map.of("title", "关于某项工作的签报", "body", Body.paragraphs("妥否，请批示。").json(), "matter", matter));
        if (amount != null) {
            content.put("amount", amount);
        }
        var answer = Staff.visitor(port, "limin")
                .post("/api/documents", JSON.writeValueAsString(Map.of("flow", "memo", "content", content)));
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        return answer.json().path("id").asLong();
    }

    private void send(String login, long id, String node, String decision, String opinion) {
        matters.send(bureau.actor(login), "documents.incoming", id, node, decision, opinion);
    }

    private void sendMemo(String login, long id, String node, String decision, String opinion) {
        matters.send(bureau.actor(login), "documents.memo", id, node, decision, opinion);
    }

    private static tools.jackson.databind.JsonNode view(Visitor visitor, long id) {
        var answer = visitor.get("/api/documents/" + id);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer.json();
    }

    private String text(String sql, long id) {
        return jdbc.sql(sql).param(id).query(String.class).single();
    }

    private static String path(long id, String what) {
        return "/api/documents/" + id + "/" + what;
    }
}
