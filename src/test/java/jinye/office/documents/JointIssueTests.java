package jinye.office.documents;

import static jinye.office.IssuedDocuments.done;
import static jinye.office.IssuedDocuments.json;
import static jinye.office.IssuedDocuments.path;
import static jinye.office.IssuedDocuments.visitor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.Refusal;
import jinye.office.IssuedDocuments;
import jinye.platform.directory.Directory;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** 联合行文: nothing is signed before the head of every organ has agreed to this very text. */
@JinyeTest
class JointIssueTests {

    @LocalServerPort
    int port;

    @Autowired
    IssuedDocuments documents;

    @Autowired
    JointIssue joint;

    @Autowired
    DocumentIssuing issuing;

    @Autowired
    DocumentStore store;

    @Autowired
    Directory directory;

    @Autowired
    SampleBureau bureau;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    private long changsha;
    private Actor head;

    @BeforeEach
    void know() {
        changsha = bureau.unit("43010000");
        head = bureau.actor(directory.principalOf(changsha).orElseThrow().id());
    }

    @Test
    void everyHeadAgreesToTheTextBeforeItIsSigned() {
        long id = documents.draft(port, "关于联合开展检查的通知", Map.of("jointUnits", List.of(changsha)));
        assertThat(refusal(() -> sign(id))).isEqualTo("documents.joint-not-all");
        assertThat(refusal(() -> joint.of(head, id)))
                .as("not before it is asked")
                .isEqualTo("documents.no-such-document");
        var limin = visitor(port, "limin");
        assertThat(limin.put(path(id, "joint-request"), "{}").status()).isEqualTo(204);
        assertThat(limin.put(path(id, "joint-request"), "{}").code()).isEqualTo("documents.joint-nobody-to-ask");
        assertThat(joint.waiting(head))
                .anySatisfy(one -> assertThat(one.document()).isEqualTo(id));
        assertThat(limin.put(path(id, "joint-answer"), "{\"agree\":true}").code())
                .isEqualTo("documents.joint-not-the-head");

        joint.answer(head, id, true, null);

        assertThat(organ(id).path("state").asString()).isEqualTo("AGREED");
        assertThat(organ(id).path("opinion").asString()).isEqualTo("同意。");
        assertThat(refusal(() -> joint.answer(head, id, true, null))).isEqualTo("documents.joint-not-asked");
        assertThat(refusal(() -> sign(id)))
                .as("no longer stopped by the other organ")
                .isEqualTo("documents.wrong-state");
    }

    @Test
    void oneRefusalStopsItWithItsReasonAndAChangedTextIsAskedAnew() {
        long id = documents.draft(port, "关于联合整治的通知", Map.of("jointUnits", List.of(changsha)));
        var limin = visitor(port, "limin");
        limin.put(path(id, "joint-request"), "{}");
        assertThat(refusal(() -> joint.answer(head, id, false, " "))).isEqualTo("documents.missing");
        joint.answer(head, id, false, "第二条与我局职责不符。");

        assertThatExceptionOfType(JointIssue.Refused.class).isThrownBy(() -> sign(id));
        assertThat(organ(id).path("opinion").asString()).contains("职责不符");

        long version = IssuedDocuments.view(port, "limin", id).path("version").asLong();
        limin.put(path(id, "draft"), "{\"title\":\"关于联合整治市场的通知\"}", version);
        assertThat(organ(id).path("current").asBoolean()).isFalse();
        assertThat(limin.put(path(id, "joint-request"), "{}").status()).isEqualTo(204);
        joint.answer(head, id, true, "同意修改后的文稿。");
        assertThat(organ(id).path("state").asString()).isEqualTo("AGREED");
        assertThat(refusal(() -> sign(id))).isEqualTo("documents.wrong-state");
    }

    @Test
    void twoCitiesIssueTogetherUnderTheMarkAndNumberOfTheLeadingOne() throws Exception {
        long id = cities("关于联合治理运输环节的通知");
        var lead = visitor(port, "wangjianguo");
        var partner = visitor(port, partner());
        toTheSigner(id);
        assertThat(lead.put(path(id, "signature"), "{}").code()).isEqualTo("documents.joint-not-all");

        done(lead.put(path(id, "joint-request"), "{}"));
        assertThat(partner.get("/api/documents/joint-requests").body()).contains("联合治理运输环节");
        done(partner.put(path(id, "joint-answer"), "{\"agree\":true}"));
        assertThat(partner.get("/api/documents/joint-requests").body()).doesNotContain("联合治理运输环节");
        done(lead.put(path(id, "signature"), "{\"opinion\":\"同意签发。\"}"));
        assertThat(partner.put(path(id, "joint-withdrawal"), "{\"reason\":\"还要研究。\"}")
                        .code())
                .as("what is signed stands")
                .isEqualTo("documents.already-signed");
        var office = visitor(port, "suhua");
        done(office.put(path(id, "number"), "{}"));
        done(office.put(path(id, "recheck"), "{}"));
        done(office.put(path(id, "typesetting"), "{\"complete\":true}"));

        var view = IssuedDocuments.view(port, "suhua", id);
        assertThat(view.path("number").asString()).matches("长烟专〔\\d{4}〕\\d+号");
        assertThat(view.path("words").path("mark").asString()).startsWith("长沙市烟草专卖局　株洲市烟草专卖局");
        try (var paper = Loader.loadPDF(office.bytes(path(id, "paper")))) {
            assertThat(new PDFTextStripper().getText(paper).replaceAll("\\s", ""))
                    .contains("长沙市烟草专卖局")
                    .contains("株洲市烟草专卖局")
                    .contains("长烟专〔")
                    .doesNotContain("株烟");
        }
    }

    @Test
    void anOrganThatTakesItsAgreementBackStopsTheSigningUntilItAgreesAgain() {
        long id = cities("关于联合巡查的通知");
        var lead = visitor(port, "wangjianguo");
        var partner = visitor(port, partner());
        toTheSigner(id);
        done(lead.put(path(id, "joint-request"), "{}"));
        assertThat(partner.put(path(id, "joint-withdrawal"), "{\"reason\":\"还没有会签。\"}")
                        .code())
                .isEqualTo("documents.joint-not-agreed");
        done(partner.put(path(id, "joint-answer"), "{\"agree\":true}"));
        assertThat(visitor(port, "yuanmei")
                        .put(path(id, "joint-withdrawal"), "{\"reason\":\"代为撤回。\"}")
                        .status())
                .as("only the head who was asked")
                .isIn(403, 404);
        assertThat(partner.put(path(id, "joint-withdrawal"), "{\"reason\":\" \"}")
                        .status())
                .isEqualTo(422);

        done(partner.put(path(id, "joint-withdrawal"), "{\"reason\":\"经费分担还没有商定。\"}"));

        var refused = lead.put(path(id, "signature"), "{}");
        assertThat(refused.code()).isEqualTo("documents.joint-refused");
        assertThat(refused.json().path("detail").asString()).contains("株洲市烟草专卖局已撤回会签：经费分担还没有商定。");
        assertThat(visitor(port, "jiangbo").get("/api/messages").body()).contains("撤回会签《关于联合巡查的通知》");
        done(lead.put(path(id, "joint-request"), "{}"));
        done(partner.put(path(id, "joint-answer"), "{\"agree\":true,\"opinion\":\"经费已商定，同意。\"}"));
        done(lead.put(path(id, "signature"), "{}"));
    }

    @Test
    void whoIsNoLongerAmongTheOrgansIsNotAskedAnyMore() {
        long id = cities("关于联合宣传的通知");
        var drafter = visitor(port, "jiangbo");
        done(drafter.put(path(id, "joint-request"), "{}"));
        long version = IssuedDocuments.view(port, "jiangbo", id).path("version").asLong();

        done(drafter.put(path(id, "draft"), "{\"jointUnits\":[]}", version));

        assertThat(visitor(port, partner()).get("/api/documents/joint-requests").body())
                .doesNotContain("联合宣传");
        assertThat(drafter.put(path(id, "joint-request"), "{}").code()).isEqualTo("documents.joint-nobody-to-ask");
        toTheSigner(id);
        done(visitor(port, "wangjianguo").put(path(id, "signature"), "{}"));
    }

    /** A draft of Changsha that Zhuzhou is to issue as well. */
    private long cities(String title) {
        return done(visitor(port, "jiangbo")
                        .post(
                                "/api/documents",
                                json(Map.of(
                                        "flow",
                                        "outgoing",
                                        "content",
                                        Map.of(
                                                "kind", "08",
                                                "title", title,
                                                "body", IssuedDocuments.body("现将联合工作安排通知如下。"),
                                                "mainTo", List.of(bureau.unit("43018200")),
                                                "jointUnits", List.of(bureau.unit("43020000")),
                                                "publicity", "OPEN",
                                                "signer", bureau.person("wangjianguo"))))))
                .json()
                .path("id")
                .asLong();
    }

    private String partner() {
        return jdbc.sql("select login_name from access.account where person = :person")
                .param(
                        "person",
                        directory
                                .principalOf(bureau.unit("43020000"))
                                .orElseThrow()
                                .id())
                .query(String.class)
                .single();
    }

    private void toTheSigner(long id) {
        documents.send("jiangbo", id, "draft", "sent", "");
        documents.send("pengtao", id, "department", "agree", "同意。");
        documents.send("suhua", id, "office", "agree", "文字已核。");
        if (IssuedDocuments.view(port, "jiangbo", id).path("state").asString().equals("D35")) {
            documents.send("caiyong", id, "leader", "agree", "同意。");
        }
    }

    private void sign(long id) {
        transaction.executeWithoutResult(status -> {
            var document = store.lock(id);
            issuing.signAs(document, bureau.person("liuzhiyuan"), "刘志远", "同意。");
        });
    }

    private JsonNode organ(long id) {
        return visitor(port, "limin")
                .get(path(id, "joint-signatures"))
                .json()
                .path("organs")
                .get(0);
    }

    private static String refusal(Runnable act) {
        try {
            act.run();
            return "nothing refused";
        } catch (Refusal refused) {
            return refused.code();
        }
    }
}
