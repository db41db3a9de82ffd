package jinye.office.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.office.documents.text.Body;
import jinye.platform.workflow.Matters;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import jinye.sample.Visitor;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

/** An outgoing document from its draft to its distribution, over HTTP, and what is refused on the way. */
@JinyeTest
class OutgoingJourneyTests {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String MATTER = "documents.outgoing";

    @LocalServerPort
    private int port;

    @Autowired
    private SampleBureau bureau;

    @Autowired
    private Matters matters;

    @Autowired
    private Documents documents;

    @Autowired
    private jinye.platform.files.Files files;

    private Visitor limin = Visitor.at(0);

    @BeforeEach
    void signIn() {
        limin = visitor("limin");
    }

    @Test
    void aNoticeIsDraftedReviewedCountersignedSignedNumberedPrintedAndSealed() {
        long id = draft("关于规范零售许可证办理工作的通知", Map.of("countersigners", List.of(bureau.department("43000000", "CWC"))));
        send("limin", id, "draft", "sent", "");
        assertThat(view(limin, id).path("state").asString()).isEqualTo("D20");
        assertThat(view(limin, id).path("editable").asBoolean()).isFalse();
        send("zhaowei", id, "department", "agree", "同意，请财务处会签。");
        send("dengxia", id, "countersign", "agree", "无意见。");
        send("chenjing", id, "office", "agree", "文字已核。");
        var leader = bureau.actor("zhoujianguo");
        if (state(id).equals("D35")) {
            send(leader, id, "leader", "agree", "同意。");
        }
        var liu = visitor("liuzhiyuan");
        assertThat(view(liu, id).path("acts").toString()).contains("sign");

        assertThat(liu.put(path(id, "signature"), "{\"opinion\":\"同意签发。\"}").status())
                .isEqualTo(204);

        assertThat(liu.put(path(id, "signature"), "{}").code()).isEqualTo("documents.already-signed");
        var chen = visitor("chenjing");
        assertThat(view(chen, id).path("series").toString()).contains("湘烟专");
        assertThat(chen.put(path(id, "number"), "{}").status()).isEqualTo(204);
        var numbered = view(chen, id);
        assertThat(numbered.path("number").asString()).matches("湘烟专〔20\\d\\d〕[1-9]\\d*号");
        assertThat(numbered.path("frozen").asBoolean()).isTrue();
        assertThat(chen.put(path(id, "recheck"), "{}").status()).isEqualTo(204);
        assertThat(chen.put(path(id, "typesetting"), "{\"complete\":true}").status())
                .isEqualTo(200);
        assertThat(state(id)).isEqualTo("D80");

        assertThat(chen.put(path(id, "seal"), "{}").status()).isEqualTo(403);
        var tang = visitor("tangli");
        assertThat(tang.put(path(id, "seal"), "{}").status()).isEqualTo(204);
        assertThat(tang.put(path(id, "seal"), "{}").code()).isEqualTo("documents.already-sealed");

        assertThat(state(id)).isEqualTo("D90");
        var paper = chen.get(path(id, "paper"));
        assertThat(paper.status()).isEqualTo(200);
        assertThat(paper.type()).startsWith("application/pdf");
        assertThat(tang.get("/api/documents/seals/uses").body())
                .contains(numbered.path("number").asString());
        assertThat(chen.put(path(id, "distribution"), "{}").code()).isEqualTo("documents.by-transmission");

        documents.distributed(bureau.actor("xiaoyan"), id, 1);
        assertThat(state(id)).isEqualTo("D95");
        assertThat(chen.get(path(id, "sheet.pdf")).type()).startsWith("application/pdf");
        // printed after the act, not in it
        Awaitility.await()
                .untilAsserted(() -> assertThat(
                                documents.snapshot(bureau.actor("pengfang"), id).sheet())
                        .isNotNull());

        var sheet = chen.get(path(id, "sheet")).body();
        assertThat(sheet).contains("发文稿纸").contains("无意见。").contains("同意签发。");
        assertThat(chen.get(path(id, "journal")).body()).contains("签发").contains("用印");
        assertThat(chen.get(path(id, "versions")).json().size()).isGreaterThanOrEqualTo(6);
        assertThat(chen.get(path(id, "why")).body()).contains("拟稿人").contains("承办人：会签");
    }

    @Test
    void whoHasNothingToDoWithItDoesNotKnowThatItExists() {
        long id = draft("关于无关人员看不到的通知", Map.of());

        var stranger = visitor("huangyan");

        for (var what : List.of("", "/findings", "/versions", "/sheet", "/why", "/journal", "/paper", "/attachments")) {
            assertThat(stranger.get("/api/documents/" + id + what).status())
                    .as(what)
                    .isEqualTo(404);
        }
        assertThat(stranger.put(path(id, "signature"), "{}").status()).isEqualTo(404);
        assertThat(stranger.get("/api/documents?flow=outgoing").body()).doesNotContain("无关人员看不到");
        assertThat(limin.get("/api/documents?flow=outgoing&text=无关人员").body()).contains("无关人员看不到");
    }

    @Test
    void aStaleTabIsToldWhoSavedAndWhen() {
        long id = draft("关于过期页面的通知", Map.of());
        long version = view(limin, id).path("version").asLong();
        assertThat(limin.put(path(id, "draft"), "{\"title\":\"关于新页面的通知\"}", version)
                        .status())
                .isEqualTo(200);

        var stale = limin.put(path(id, "draft"), "{\"title\":\"关于旧页面的通知\"}", version);

        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.code()).isEqualTo("documents.stale");
        assertThat(stale.json().path("detail").asString()).contains("李敏");
        assertThat(view(limin, id).path("title").asString()).isEqualTo("关于新页面的通知");
    }

    @Test
    void onePersonEditsAtATimeAndOthersSeeWho() {
        long id = draft("关于同时编辑的通知", Map.of());
        send("limin", id, "draft", "sent", "");
        var zhao = visitor("zhaowei");
        assertThat(zhao.put(path(id, "edit-lock"), "{}")
                        .json()
                        .path("personName")
                        .asString())
                .isEqualTo("赵伟");

        assertThat(view(limin, id).path("editor").path("name").asString()).isEqualTo("赵伟");
        assertThat(limin.put(path(id, "edit-lock"), "{}").status()).isEqualTo(403);
        assertThat(zhao.delete(path(id, "edit-lock")).status()).isEqualTo(204);
        assertThat(view(limin, id).path("editor").isNull()
                        || view(limin, id).path("editor").isMissingNode())
                .isTrue();
    }

    @Test
    void badDraftsAreRefusedWithASentenceAndNothingIsLost() {
        long id = draft("关于坏输入的通知", Map.of());
        long version = view(limin, id).path("version").asLong();

        refused(id, version, Map.of("title", "长".repeat(10_000)), "documents.too-long");
        refused(id, version, Map.of("title", "机密★5年 关于某事的通知"), "documents.state-secret");
        refused(id, version, Map.of("secrecy", "机密"), "documents.state-secret");
        refused(
                id,
                version,
                Map.of("body", Map.of("type", "doc", "content", List.of(Map.of("type", "script")))),
                "documents.unknown-node");
        refused(id, version, Map.of("title", "标题\u0007"), "documents.forbidden-character");
        refused(id, version, Map.of("urgency", "VERY"), "documents.unknown-word");
        refused(id, version, Map.of("mainTo", List.of(-5)), null);

        assertThat(limin.put(
                                path(id, "draft"),
                                JSON.writeValueAsString(Map.of("title", "<script>alert(1)</script>的通知")),
                                view(limin, id).path("version").asLong())
                        .status())
                .isEqualTo(200);
        assertThat(view(limin, id).path("title").asString()).isEqualTo("<script>alert(1)</script>的通知");
    }

    @Test
    void aDocumentThatBreaksARuleDoesNotLeaveReview() {
        long id = draft("关于没有公开属性的通知", Map.of("publicity", ""));
        send("limin", id, "draft", "sent", "");

        assertThat(limin.get(path(id, "findings")).body()).contains("E05");
        assertThat(refusal(() -> send("zhaowei", id, "department", "agree", "同意。")))
                .isEqualTo("documents.rules-broken");
        assertThat(state(id)).isEqualTo("D20");

        var zhao = visitor("zhaowei");
        long version = view(zhao, id).path("version").asLong();
        assertThat(zhao.put(path(id, "draft"), "{\"publicity\":\"OPEN\"}", version)
                        .status())
                .isEqualTo(200);
        send("zhaowei", id, "department", "agree", "同意。");
        assertThat(state(id)).isEqualTo("D30");
    }

    @Test
    void twoAddresseesOnARequestAreShownBeforeItIsSaved() {
        var content = Map.of(
                "content",
                Map.of(
                        "kind", "11",
                        "title", "关于增加经费的请示",
                        "mainToOutside", List.of("国家烟草专卖局", "湖南省人民政府")));

        var findings = limin.post("/api/documents/findings", JSON.writeValueAsString(content));

        assertThat(findings.status()).isEqualTo(200);
        assertThat(findings.body()).contains("R01").contains("只能主送一个上级机关").contains("E07");
    }

    @Test
    void anObjectionStopsADocumentThatGoesDown() {
        long id = draft("关于有分歧的通知", Map.of("countersigners", List.of(bureau.department("43000000", "CWC"))));
        send("limin", id, "draft", "sent", "");
        send("zhaowei", id, "department", "agree", "同意。");
        send("dengxia", id, "countersign", "object", "经费来源不明确。");

        assertThat(refusal(() -> send("chenjing", id, "office", "agree", "通过。")))
                .isEqualTo("documents.rules-broken");
        assertThat(visitor("chenjing").get(path(id, "findings")).body())
                .contains("R08")
                .contains("财务管理处");
    }

    @Test
    void aDraftIsVoidedByItsDrafterWithAReason() {
        long id = draft("关于作废的通知", Map.of());

        assertThat(limin.put(path(id, "voiding"), "{\"reason\":\"重复起草\"}").status())
                .isEqualTo(204);

        assertThat(state(id)).isEqualTo("D00");
        assertThat(limin.put(path(id, "voiding"), "{\"reason\":\"再来\"}").status())
                .isIn(403, 409);
    }

    @Test
    void versionsAreComparedRunByRun() {
        long id = draft("关于版本比较的通知", Map.of());
        send("limin", id, "draft", "sent", "");
        var zhao = visitor("zhaowei");
        long version = view(zhao, id).path("version").asLong();
        zhao.put(
                path(id, "draft"),
                JSON.writeValueAsString(
                        Map.of("body", Body.paragraphs("现将新的事项通知如下。").json())),
                version);

        var diff = zhao.get(path(id, "versions/1/diff/0")).json();

        assertThat(diff.path("body").toString())
                .contains("ADDED")
                .contains("新的")
                .contains("KEPT");
    }

    @Test
    void theListIsPagedByKeyAndCounted() {
        for (int i = 0; i < 3; i++) {
            draft("关于翻页的通知", Map.of());
        }

        var first = limin.get("/api/documents?flow=outgoing&text=关于翻页&size=2").json();
        var second = limin.get("/api/documents?flow=outgoing&text=关于翻页&size=2&after="
                        + first.path("next").asString())
                .json();

        assertThat(first.path("items").size()).isEqualTo(2);
        assertThat(second.path("items").size()).isEqualTo(1);
        assertThat(limin.get("/api/documents/counts?flow=outgoing&text=关于翻页")
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(3);
        assertThat(limin.get("/api/documents?flow=elsewhere").code()).isEqualTo("documents.unknown-word");
    }

    @Test
    void attachmentsAreOnesOwnUploadsInOrder() {
        long id = draft("关于附件的通知", Map.of());
        var own = files.store(bureau.actor("limin"), "零售点间距标准.txt", stream("间距标准"));
        var second = files.store(bureau.actor("limin"), "名单.txt", stream("名单"));
        var foreign = files.store(bureau.actor("huangyan"), "别人的文件.txt", stream("别人的文件"));

        assertThat(attach(id, foreign.id(), "别人的文件").status()).isEqualTo(404);
        assertThat(attach(id, own.id(), "机密★材料").code()).isEqualTo("documents.state-secret");
        assertThat(attach(id, own.id(), own.id(), "重复").code()).isEqualTo("documents.attached-twice");
        assertThat(attach(id, second.id(), own.id(), "附件").status()).isEqualTo(200);

        var list = limin.get(path(id, "attachments")).json();
        assertThat(list.path(0).path("file").asLong()).isEqualTo(second.id());
        assertThat(limin.get(path(id, "files/" + own.id())).body()).isEqualTo("间距标准");
        assertThat(limin.get(path(id, "files/" + foreign.id())).status()).isEqualTo(404);
        assertThat(visitor("huangyan").get(path(id, "files/" + own.id())).status())
                .isEqualTo(404);
    }

    @Test
    void twoPeopleWhoSignAtOnceSignOnce() throws Exception {
        long id = draft("关于同时签发的通知", Map.of());
        send("limin", id, "draft", "sent", "");
        send("zhaowei", id, "department", "agree", "同意。");
        send("chenjing", id, "office", "agree", "通过。");
        if (state(id).equals("D35")) {
            send("zhoujianguo", id, "leader", "agree", "同意。");
        }
        var first = visitor("liuzhiyuan");
        var second = visitor("liuzhiyuan");

        try (var both = java.util.concurrent.Executors.newFixedThreadPool(2)) {
            var answers = both.invokeAll(List.of(
                    () -> first.put(path(id, "signature"), "{}").status(),
                    () -> second.put(path(id, "signature"), "{}").status()));
            assertThat(List.of(answers.get(0).get(), answers.get(1).get())).containsExactlyInAnyOrder(204, 409);
        }

        assertThat(state(id)).isEqualTo("D50");
        assertThat(visitor("chenjing")
                        .get(path(id, "sheet"))
                        .json()
                        .path("cells")
                        .path(0)
                        .path("opinions")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void aSubstantiveChangeAfterSigningGoesBackToTheSigner() {
        long id = draft("关于复核的通知", Map.of());
        send("limin", id, "draft", "sent", "");
        send("zhaowei", id, "department", "agree", "同意。");
        send("chenjing", id, "office", "agree", "通过。");
        if (state(id).equals("D35")) {
            send("zhoujianguo", id, "leader", "agree", "同意。");
        }
        send("liuzhiyuan", id, "sign", "agree", "");
        var chen = visitor("chenjing");
        assertThat(view(chen, id).path("signed").path("name").asString()).isEqualTo("刘志远");
        chen.put(path(id, "number"), "{}");

        edit(chen, id, "现将有关事项通知如下。另，每户奖励500元。");
        assertThat(chen.put(path(id, "recheck"), "{\"note\":\"改了\"}").code()).isEqualTo("documents.substantive-change");

        edit(chen, id, "现将有关的事项通知如下。");
        assertThat(chen.put(path(id, "recheck"), "{}").code()).isEqualTo("documents.missing");
        assertThat(chen.put(path(id, "recheck"), "{\"note\":\"更正一处漏字\"}").status())
                .isEqualTo(204);
        assertThat(state(id)).isEqualTo("D70");
    }

    private void edit(Visitor visitor, long id, String text) {
        var answer = visitor.put(
                path(id, "draft"),
                JSON.writeValueAsString(Map.of("body", Body.paragraphs(text).json())),
                view(visitor, id).path("version").asLong());
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    }

    private Visitor.Answer attach(long id, long file, String title) {
        return limin.put(
                path(id, "attachments"),
                JSON.writeValueAsString(Map.of("attachments", List.of(Map.of("file", file, "title", title)))));
    }

    private Visitor.Answer attach(long id, long one, long other, String title) {
        return limin.put(
                path(id, "attachments"),
                JSON.writeValueAsString(Map.of(
                        "attachments",
                        List.of(
                                Map.of("file", one, "title", title + "1"),
                                Map.of("file", other, "title", title + "2")))));
    }

    private static java.io.InputStream stream(String text) {
        return new java.io.ByteArrayInputStream(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private void refused(
            long id, long version, Map<String, Object> content, @org.jspecify.annotations.Nullable String code) {
        var answer = limin.put(path(id, "draft"), JSON.writeValueAsString(content), version);
        if (code == null) {
            // an unknown unit is found when rules look at it, not by the editor's autosave
            assertThat(answer.status()).isEqualTo(200);
            var findings = limin.get(path(id, "findings"));
            assertThat(findings.code()).isEqualTo("documents.unknown-unit");
            return;
        }
        assertThat(answer.status()).as("%s", answer).isEqualTo(422);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.json().path("detail").asString()).isNotBlank();
        assertThat(view(limin, id).path("title").asString()).isEqualTo("关于坏输入的通知");
    }

    private long draft(String title, Map<String, Object> more) {
        var content = new LinkedHashMap<String, Object>();
        content.put("kind", "08");
        content.put("title", title);
        content.put("body", Body.paragraphs("现将有关事项通知如下。").json());
        content.put("mainTo", List.of(bureau.unit("43010000")));
        content.put("publicity", "OPEN");
        content.put("signer", bureau.person("liuzhiyuan"));
        content.putAll(more);
        var answer =
                limin.post("/api/documents", JSON.writeValueAsString(Map.of("flow", "outgoing", "content", content)));
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        return answer.json().path("id").asLong();
    }

    private void send(String login, long id, String node, String decision, String opinion) {
        send(bureau.actor(login), id, node, decision, opinion);
    }

    private void send(Actor actor, long id, String node, String decision, String opinion) {
        matters.send(actor, MATTER, id, node, decision, opinion);
    }

    private static String refusal(Runnable act) {
        try {
            act.run();
            return "nothing was refused";
        } catch (jinye.kernel.Refusal refusal) {
            return refusal.code();
        }
    }

    private String state(long id) {
        return view(limin, id).path("state").asString();
    }

    private static tools.jackson.databind.JsonNode view(Visitor visitor, long id) {
        var answer = visitor.get("/api/documents/" + id);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer.json();
    }

    private Visitor visitor(String login) {
        return Staff.visitor(port, login);
    }

    private static String path(long id, String what) {
        return "/api/documents/" + id + "/" + what;
    }
}
