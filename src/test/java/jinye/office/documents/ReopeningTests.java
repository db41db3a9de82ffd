package jinye.office.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import jinye.office.IssuedDocuments;
import jinye.office.documents.text.Body;
import jinye.platform.workflow.Matters;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import jinye.sample.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

/** What was terminated by mistake is handled again; what cannot be says why. */
@JinyeTest
class ReopeningTests {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String MATTER = "documents.outgoing";

    @LocalServerPort
    private int port;

    @Autowired
    private SampleBureau bureau;

    @Autowired
    private Matters matters;

    @Autowired
    private IssuedDocuments issued;

    private Visitor limin = Visitor.at(0);
    private Visitor hewei = Visitor.at(0);

    @BeforeEach
    void signIn() {
        limin = Visitor.at(port).signIn("limin");
        hewei = Visitor.at(port).signIn("hewei");
    }

    @Test
    void aTerminatedDocumentIsHandledAgainFromTheStepThatWasChosen() {
        long id = draft("关于误终止后重新办理的通知");
        send("limin", id, "draft", "sent");
        assertThat(offered(id)).isEmpty();
        terminate(id);
        assertThat(state(id)).isEqualTo("D00");
        assertThat(offered(id)).contains("draft", "department", "sign").doesNotContain("seal", "number");

        assertThat(reopen(id, "draft").status()).isLessThan(300);

        var view = limin.get("/api/documents/" + id).json();
        assertThat(view.path("state").asString()).isEqualTo("D10");
        assertThat(view.path("voided").isNull()).isTrue();
        assertThat(view.path("ended").asBoolean()).isFalse();
        assertThat(view.path("editable").asBoolean()).isTrue();
        send("limin", id, "draft", "sent");
        assertThat(state(id)).isEqualTo("D20");
    }

    @Test
    void aStepThatWasNotReachedBeforeTheTerminationIsNoPlaceToBegin() {
        long id = draft("关于不能跳过签发的通知");
        send("limin", id, "draft", "sent");
        terminate(id);

        var refused = reopen(id, "seal");

        assertThat(refused.code()).isEqualTo("documents.not-reopened-here");
        assertThat(state(id)).isEqualTo("D00");
    }

    @Test
    void aNumberThatWasVoidedIsNotUsedAgain() {
        long id = draft("关于号已作废的通知");
        send("limin", id, "draft", "sent");
        send("zhaowei", id, "department", "agree");
        send("chenjing", id, "office", "agree");
        if (state(id).equals("D35")) {
            send("zhoujianguo", id, "leader", "agree");
        }
        send("liuzhiyuan", id, "sign", "agree");
        var chenjing = Visitor.at(port).signIn("chenjing");
        assertThat(chenjing.put("/api/documents/" + id + "/number", "{}").status())
                .isEqualTo(204);
        terminate(id);
        assertThat(offered(id)).isEmpty();

        var refused = reopen(id, "draft");

        assertThat(refused.code()).isEqualTo("documents.number-voided");
        assertThat(refused.json().path("detail").asString())
                .contains("号”，该号已经作废")
                .contains("请另行起草");
    }

    @Test
    void whatHasEndedIsNotOfferedToBeHandledAgain() {
        long id = issued.sealed(port, "关于已经发出的通知", Map.of("mainTo", List.of(), "mainToOutside", List.of("湖南省财政厅")));
        var distributed =
                Visitor.at(port).signIn("xiaoyan").put("/api/documents/" + id + "/distribution", "{\"note\":\"纸质送达\"}");
        assertThat(distributed.status()).as("%s", distributed).isEqualTo(204);

        assertThat(offered(id)).isEmpty();
        assertThat(reopen(id, "draft").code()).isEqualTo("documents.not-reopened");
    }

    /** Where the page of the matter offers to begin anew. */
    private List<String> offered(long id) {
        var nodes = new java.util.ArrayList<String>();
        hewei.get("/api/workflow/matters/" + matter(id))
                .json()
                .path("aside")
                .path("reopenNodes")
                .forEach(node -> nodes.add(node.asString()));
        return nodes;
    }

    private void terminate(long id) {
        assertThat(hewei.post("/api/workflow/matters/" + matter(id) + "/termination", "{\"reason\":\"误以为重复\"}")
                        .status())
                .isLessThan(300);
    }

    private Visitor.Answer reopen(long id, String node) {
        return hewei.post(
                "/api/workflow/matters/" + matter(id) + "/reopening",
                "{\"node\":\"" + node + "\",\"reason\":\"误终止\",\"choices\":null}");
    }

    private long matter(long id) {
        return limin.get("/api/workflow/matters?kind=" + MATTER + "&record=" + id)
                .json()
                .path("id")
                .asLong();
    }

    private long draft(String title) {
        var content = Map.of(
                "kind",
                "08",
                "title",
                title,
                "body",
                Body.paragraphs("现将有关事项通知如下。").json(),
                "mainTo",
                List.of(bureau.unit("43010000")),
                "publicity",
                "OPEN",
                "signer",
                bureau.person("liuzhiyuan"));
        var answer =
                limin.post("/api/documents", JSON.writeValueAsString(Map.of("flow", "outgoing", "content", content)));
        assertThat(answer.status()).as(answer.body()).isLessThan(300);
        return answer.json().path("id").asLong();
    }

    private void send(String login, long id, String node, String decision) {
        matters.send(bureau.actor(login), MATTER, id, node, decision, node.equals("draft") ? "" : "同意。");
    }

    private String state(long id) {
        return limin.get("/api/documents/" + id).json().path("state").asString();
    }
}
