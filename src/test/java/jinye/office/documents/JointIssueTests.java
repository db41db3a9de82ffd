package jinye.office.documents;

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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
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
