package jinye.office;

import static jinye.office.IssuedDocuments.body;
import static jinye.office.IssuedDocuments.done;
import static jinye.office.IssuedDocuments.json;
import static jinye.office.IssuedDocuments.path;
import static jinye.office.IssuedDocuments.view;
import static jinye.office.IssuedDocuments.visitor;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import jinye.sample.Visitor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What people get wrong, over HTTP: refused with a sentence, and nothing is lost. */
@JinyeTest
class BadInputTests {

    private static final String SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>'\"&{{7*7}}${7*7}";

    @LocalServerPort
    private int port;

    @Autowired
    private SampleBureau bureau;

    @Autowired
    private IssuedDocuments issued;

    @Test
    void signingTwiceIsRefused() {
        long id = issued.unsigned(port, "关于签发两次的通知", Map.of());
        var liu = visitor(port, "liuzhiyuan");
        done(liu.put(path(id, "signature"), "{}"));

        refused(liu.put(path(id, "signature"), "{}"), 409, "documents.already-signed");

        assertThat(view(port, "liuzhiyuan", id).path("state").asString()).isEqualTo("D50");
    }

    @Test
    void signingForAnEnvelopeTwiceIsRefused() {
        long id = issued.sealed(port, "关于签收两次的通知");
        done(send(id, bureau.unit("43010000")));
        var huang = visitor(port, "huangyan");
        long envelope = huang.get("/api/transmission/envelopes?text=签收两次")
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asLong();
        done(huang.put("/api/transmission/envelopes/" + envelope + "/signing", "{}"));

        refused(
                huang.put("/api/transmission/envelopes/" + envelope + "/signing", "{}"),
                409,
                "transmission.already-signed");
    }

    @Test
    void ofTwoWhoActOnOneTaskAtOnceOneIsToldWhoWasQuicker() throws Exception {
        long id = issued.draft(port, "关于同时办理的通知", Map.of());
        issued.send("limin", id, "draft", "sent", "");
        long assignment = assignment("zhaowei", id);
        var here = visitor(port, "zhaowei");
        var elsewhere = Visitor.at(port).signIn("zhaowei");
        var sent = "{\"decision\":\"agree\",\"opinion\":\"同意。\"}";
        var at = "/api/workflow/assignments/" + assignment + "/sending";

        var answers = atOnce(() -> here.post(at, sent), () -> elsewhere.post(at, sent));

        assertThat(answers).extracting(Visitor.Answer::status).containsExactlyInAnyOrder(204, 409);
        var late = answers.stream()
                .filter(answer -> answer.status() == 409)
                .findFirst()
                .orElseThrow();
        assertThat(late.json().path("detail").asString()).contains("赵伟");
        assertThat(view(port, "limin", id).path("state").asString()).isEqualTo("D30");
    }

    @Test
    void aStaleTabDoesNotOverwriteAndKeepsWhatWasSaved() {
        long id = issued.draft(port, "关于旧页面的通知", Map.of());
        var limin = visitor(port, "limin");
        long version = view(port, "limin", id).path("version").asLong();
        done(limin.put(path(id, "draft"), json(Map.of("title", "关于新内容的通知")), version));

        refused(limin.put(path(id, "draft"), json(Map.of("title", "关于旧内容的通知")), version), 409, "documents.stale");

        assertThat(view(port, "limin", id).path("title").asString()).isEqualTo("关于新内容的通知");
        refused(limin.put(path(id, "draft"), json(Map.of("title", "没有版本"))), 422, "web.version-missing");
    }

    @Test
    void aTitleOfTenThousandCharactersIsRefusedAndTheDraftStays() {
        long id = issued.draft(port, "关于长标题的通知", Map.of());
        long version = view(port, "limin", id).path("version").asLong();

        var answer = visitor(port, "limin").put(path(id, "draft"), json(Map.of("title", "长".repeat(10_000))), version);

        refused(answer, 422, "documents.too-long");
        assertThat(answer.json().path("detail").asString()).contains("10000");
        assertThat(view(port, "limin", id).path("title").asString()).isEqualTo("关于长标题的通知");
        assertThat(view(port, "limin", id).path("version").asLong()).isEqualTo(version);
    }

    @Test
    void markupInEveryTextFieldStaysTextAndPrints() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("title", "关于" + SCRIPT + "的通知");
        fields.put("body", body(SCRIPT));
        fields.put("note", SCRIPT);
        fields.put("contact", "<b>李敏</b>");
        fields.put("contactPhone", "<i>0731</i>");
        fields.put("publicity", "CLOSED");
        fields.put("publicityReason", SCRIPT);
        fields.put("referenceTitle", SCRIPT);
        fields.put("referenceNumber", "<u>1</u>");
        fields.put("mainToOutside", List.of("<b>某单位</b>"));
        fields.put("copyToOutside", List.of("<i>某处</i>"));
        fields.put("reasons", Map.of("R04", SCRIPT));
        long id = issued.draft(port, "关于尖括号的通知", fields);

        var content = view(port, "limin", id).path("content");

        fields.forEach((field, value) ->
                assertThat(content.path(field)).as(field).isEqualTo(IssuedDocuments.JSON.valueToTree(value)));
        var limin = visitor(port, "limin");
        assertThat(limin.get("/api/documents/" + id).type()).startsWith("application/json");
        var preview = limin.get(path(id, "preview"));
        assertThat(preview.status()).isEqualTo(200);
        assertThat(preview.type()).startsWith("application/pdf");
        assertThat(preview.body())
                .startsWith("%PDF")
                .doesNotContain("/JavaScript")
                .doesNotContain("/URI");
        assertThat(limin.get(path(id, "sheet.pdf")).type()).startsWith("application/pdf");
        issued.send("limin", id, "draft", "sent", SCRIPT);
        assertThat(limin.get("/api/documents?flow=outgoing&text=onerror").body())
                .contains("<script>alert(1)</script>");
    }

    @Test
    void markupInReasonsAndOpinionsStaysText() {
        long id = issued.sealed(port, "关于尖括号理由的通知");
        done(send(id, bureau.unit("43010000")));
        var huang = visitor(port, "huangyan");
        long envelope = huang.get("/api/transmission/envelopes?text=尖括号理由")
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asLong();

        done(huang.put("/api/transmission/envelopes/" + envelope + "/refusal", json(Map.of("reason", SCRIPT))));

        assertThat(huang.get("/api/transmission/envelopes/" + envelope)
                        .json()
                        .path("refusalReason")
                        .asString())
                .isEqualTo(SCRIPT);
        var xiaoyan = visitor(port, "xiaoyan");
        long dispatch = xiaoyan.get("/api/transmission/dispatches?text=尖括号理由")
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asLong();
        assertThat(xiaoyan.get("/api/transmission/dispatches/" + dispatch + "/receipts.pdf")
                        .body())
                .startsWith("%PDF");
        refused(
                xiaoyan.put(
                        "/api/transmission/dispatches/" + dispatch + "/recall",
                        json(Map.of("reason", "长".repeat(501)))),
                422,
                null);
    }

    @Test
    void aStateSecretIsRefusedWhereverItIsMarked() {
        long id = issued.draft(port, "关于密级的通知", Map.of());
        var limin = visitor(port, "limin");
        long version = view(port, "limin", id).path("version").asLong();

        for (var marked : List.<Map<String, Object>>of(
                Map.of("title", "绝密 关于某事的通知"),
                Map.of("title", "机密★10年关于某事的通知"),
                Map.of("body", body("秘密★3年")),
                Map.of("note", "机密★"),
                Map.of("publicityReason", "机密★5年"),
                Map.of("secrecy", "秘密"))) {
            refused(limin.put(path(id, "draft"), json(marked), version), 422, "documents.state-secret");
        }
        assertThat(view(port, "limin", id).path("version").asLong()).isEqualTo(version);
        assertThat(limin.get(path(id, "journal")).body()).doesNotContain("绝密");
    }

    @Test
    void aStateSecretIsRefusedInOpinionsAndReasonsToo() {
        long id = issued.unsigned(port, "关于涉密意见的通知", Map.of());
        var liu = visitor(port, "liuzhiyuan");
        refused(liu.put(path(id, "signature"), json(Map.of("opinion", "同意。机密★5年"))), 422, "web.state-secret");
        refused(liu.post("/api/workflow/phrases", json(Map.of("text", "绝密★"))), 422, "web.state-secret");
        long assignment = assignment("liuzhiyuan", id);
        for (var act : Map.<String, Map<String, Object>>of(
                        "sending", Map.of("opinion", "密级：机密"),
                        "return", Map.of("node", "draft", "straightBack", false, "reason", "秘密★3年"))
                .entrySet()) {
            refused(
                    liu.post("/api/workflow/assignments/" + assignment + "/" + act.getKey(), json(act.getValue())),
                    422,
                    "web.state-secret");
        }
        refused(
                liu.put("/api/workflow/assignments/" + assignment + "/opinion-draft", json(Map.of("opinion", "机密文件"))),
                422,
                "web.state-secret");
        assertThat(view(port, "liuzhiyuan", id).path("state").asString()).isEqualTo("D40");
        done(liu.put(path(id, "signature"), json(Map.of("opinion", "同意。请注意保密。"))));
    }

    @Test
    void aStateSecretIsRefusedInTheReasonOfARecall() {
        long id = issued.sealed(port, "关于涉密理由的通知");
        long dispatch =
                done(send(id, bureau.unit("43010000"))).json().path("id").asLong();

        refused(
                visitor(port, "xiaoyan")
                        .put(
                                "/api/transmission/dispatches/" + dispatch + "/recall",
                                json(Map.of("reason", "内容涉及【机密】事项，机密★10年"))),
                422,
                "web.state-secret");
    }

    @Test
    void aRequestToTwoSuperiorsAndAMissingSignerDoNotLeaveReview() {
        long request = issued.draft(
                port,
                "关于增加经费的请示",
                Map.of("kind", "11", "mainTo", List.of(), "mainToOutside", List.of("国家烟草专卖局", "湖南省人民政府")));
        refused(sending("limin", request, "sent"), 422, "documents.rules-broken");

        var unsigned = new LinkedHashMap<String, Object>();
        unsigned.put("signer", null);
        long notice = issued.draft(port, "关于没有签发人的通知", unsigned);
        done(sending("limin", notice, "sent"));
        var answer = sending("zhaowei", notice, "agree");
        refused(answer, 422, "documents.rules-broken");
        assertThat(answer.json().path("detail").asString()).contains("签发人");
    }

    @Test
    void aSkippedLevelNeedsAReason() {
        long id = issued.sealed(port, "关于越级发文的通知");
        long county = bureau.unit("43018200");

        var answer = send(id, county);

        refused(answer, 422, "transmission.level-skipped");
        assertThat(answer.json().path("detail").asString()).contains("越级");
        done(visitor(port, "xiaoyan")
                .post(
                        "/api/transmission/dispatches",
                        json(Map.of(
                                "document",
                                id,
                                "mainTo",
                                List.of(county),
                                "copyTo",
                                List.of(),
                                "skipReason",
                                "汛情紧急"))));
    }

    @Test
    void aUnitWithoutARegistrarIsNamedBeforeAnythingIsSent() {
        var sysadmin = visitor(port, "sysadmin");
        var form = Map.of(
                "code", "43019988",
                "name", "无收发员试验烟草专卖局",
                "shortName", "试验局",
                "docMark", "试烟",
                "fonds", "T988",
                "level", "COUNTY",
                "parent", bureau.unit("43010000"),
                "sort", 9988);
        long unit = done(sysadmin.post("/api/directory/units", json(form)))
                .json()
                .path("id")
                .asLong();
        try {
            long id = issued.sealed(port, "关于没有收发员的通知");

            var answer = visitor(port, "xiaoyan")
                    .post(
                            "/api/transmission/dispatches",
                            json(Map.of(
                                    "document",
                                    id,
                                    "mainTo",
                                    List.of(bureau.unit("43010000"), unit),
                                    "copyTo",
                                    List.of())));

            refused(answer, 422, "transmission.no-registrar");
            assertThat(answer.json().path("detail").asString()).contains("无收发员试验烟草专卖局");
            assertThat(view(port, "xiaoyan", id).path("state").asString()).isEqualTo("D90");
            assertThat(visitor(port, "xiaoyan")
                            .get("/api/transmission/dispatches/of-document/" + id)
                            .json()
                            .size())
                    .isZero();
        } finally {
            done(sysadmin.put("/api/directory/units/" + unit + "/closure", json(Map.of("reason", "试验结束")), 1));
        }
    }

    @Test
    void nonsenseIsRefusedAndNotAFault() {
        var xiaoyan = visitor(port, "xiaoyan");

        refused(
                xiaoyan.post("/api/transmission/dispatches", "{\"document\":1,\"mainTo\":[null],\"copyTo\":[]}"),
                422,
                null);
        refused(xiaoyan.post("/api/transmission/dispatches", "{\"document\":1}"), 422, null);
        refused(xiaoyan.post("/api/transmission/dispatches", "{"), 400, null);
        refused(xiaoyan.get("/api/transmission/dispatches?after=zzz"), 422, null);
        refused(xiaoyan.get("/api/transmission/dispatches?size=100000"), 422, null);
        refused(xiaoyan.get("/api/transmission/dispatches/999999999/board"), 404, "transmission.no-such-dispatch");
        refused(visitor(port, "huangyan").get("/api/transmission/envelopes?state=NONSENSE"), 422, null);
        refused(visitor(port, "pengfang").post("/api/archives/items", "{\"document\":1}"), 400, null);
    }

    private Visitor.Answer send(long document, long to) {
        return visitor(port, "xiaoyan")
                .post(
                        "/api/transmission/dispatches",
                        json(Map.of("document", document, "mainTo", List.of(to), "copyTo", List.of())));
    }

    private Visitor.Answer sending(String login, long document, String decision) {
        return visitor(port, login)
                .post(
                        "/api/workflow/assignments/" + assignment(login, document) + "/sending",
                        json(Map.of("decision", decision, "opinion", "同意。")));
    }

    private long assignment(String login, long document) {
        for (var list : List.of("/api/workflow/todo?size=100", "/api/workflow/drafts?size=100")) {
            for (var row : visitor(port, login).get(list).json().path("items")) {
                if (row.path("module").asString().equals("documents")
                        && row.path("record").asLong() == document) {
                    return row.path("assignment").asLong();
                }
            }
        }
        throw new AssertionError(login + " has nothing to do with document " + document);
    }

    private static void refused(Visitor.Answer answer, int status, @org.jspecify.annotations.Nullable String code) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(answer.json().path("detail").asString("")).as("%s", answer).isNotBlank();
        if (code != null) {
            assertThat(answer.code()).isEqualTo(code);
        }
    }

    private static List<Visitor.Answer> atOnce(Callable<Visitor.Answer> one, Callable<Visitor.Answer> other)
            throws Exception {
        try (var threads = Executors.newFixedThreadPool(2)) {
            var answers = threads.invokeAll(List.of(one, other));
            return List.of(answers.get(0).get(), answers.get(1).get());
        }
    }
}
