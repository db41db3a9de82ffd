package jinye.platform.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import jinye.kernel.Urgency;
import jinye.platform.directory.Directory;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import jinye.sample.Visitor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The verbs as the workspace calls them, with the people of the demo bureau. */
@JinyeTest
class HandlingOverHttpTests {

    private static final AtomicLong RECORDS = new AtomicLong(2);
    private static final String WORKFLOW = "/api/workflow";

    @LocalServerPort
    private int port;

    @Autowired
    private Matters matters;

    @Autowired
    private SampleBureau bureau;

    @Autowired
    private Directory directory;

    @Autowired
    private JdbcClient jdbc;

    private record Started(long matter, long record, Visitor drafter, Visitor head, long headPerson) {}

    private Started start() {
        long record = RECORDS.getAndAdd(2);
        var actor = bureau.actor("limin");
        long matter = matters.start(
                actor, new StartMatter(TestPaperDesk.KIND, record, "关于试办的请示", "", Urgency.URGENT, Map.of()));
        var head = directory.headOf(actor.department()).orElseThrow();
        var name = jdbc.sql("select login_name from access.account where person = :person")
                .param("person", head.id())
                .query(String.class)
                .single();
        return new Started(
                matter,
                record,
                Visitor.at(port).signIn("limin"),
                Visitor.at(port).signIn(name),
                head.id());
    }

    private static JsonNode page(Visitor visitor, long matter) {
        var answer = visitor.get(WORKFLOW + "/matters/" + matter);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static long mine(Visitor visitor, long matter) {
        return page(visitor, matter).at("/mine/0/assignment").asLong();
    }

    @Test
    void aPaperGoesFromDrafterToHeadToLeaders() {
        var s = start();
        long draft = mine(s.drafter(), s.matter());
        assertThat(s.drafter().get(WORKFLOW + "/drafts").body()).contains("关于试办的请示");

        var next = s.drafter().get(WORKFLOW + "/assignments/" + draft + "/next").json();
        assertThat(next.at("/nodes/0/nodeName").asString()).isEqualTo("部门审核");
        assertThat(next.at("/nodes/0/handlers/0/person").asLong()).isEqualTo(s.headPerson());
        var sent = s.drafter().post(WORKFLOW + "/assignments/" + draft + "/sending", "{}");
        assertThat(sent.status()).as(sent.body()).isEqualTo(204);

        assertThat(s.head().get(WORKFLOW + "/todo?sort=DUE&urgency=URGENT").body())
                .contains("关于试办的请示");
        assertThat(s.head().get(WORKFLOW + "/todo/counts").json().at("/all").asLong())
                .isPositive();
        long mine = mine(s.head(), s.matter());
        assertThat(s.head()
                        .put(WORKFLOW + "/assignments/" + mine + "/opening", "")
                        .status())
                .isEqualTo(204);
        assertThat(s.head()
                        .put(WORKFLOW + "/assignments/" + mine + "/opinion-draft", "{\"opinion\":\"拟同意\"}")
                        .status())
                .isEqualTo(204);
        var mineNow = page(s.head(), s.matter()).at("/mine/0");
        assertThat(mineNow.at("/draftOpinion").asString()).isEqualTo("拟同意");
        assertThat(mineNow.at("/dueExplanation").asString()).isNotEmpty();
        assertThat(mineNow.at("/returnTargets/0/node").asString()).isEqualTo("draft");

        var unchosen = s.head()
                .post(WORKFLOW + "/assignments/" + mine + "/sending", "{\"decision\":\"agree\",\"opinion\":\"同意\"}");
        assertThat(unchosen.status()).isEqualTo(422);
        assertThat(unchosen.body()).contains("workflow.choose-handlers", "领导阅示");
        var leader = directory.leadersOf(bureau.actor("limin").unit()).getFirst();
        var chosen = s.head()
                .post(
                        WORKFLOW + "/assignments/" + mine + "/sending",
                        "{\"decision\":\"agree\",\"opinion\":\"同意\",\"choices\":{\"leaders\":[" + leader.id() + "]}}");
        assertThat(chosen.status()).as(chosen.body()).isEqualTo(204);

        assertThat(s.head().get(WORKFLOW + "/done").body()).contains("关于试办的请示", "同意");
        assertThat(page(s.drafter(), s.matter())
                        .at("/steps/2/handlers/0/personName")
                        .asString())
                .isEqualTo(leader.name());
    }

    @Test
    void aStaleTabLearnsWhoHandledIt() {
        var s = start();
        long draft = mine(s.drafter(), s.matter());
        s.drafter().post(WORKFLOW + "/assignments/" + draft + "/sending", "{}");

        var again = s.drafter().post(WORKFLOW + "/assignments/" + draft + "/sending", "{}");

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("workflow.already-handled");
        assertThat(again.body()).contains("李敏");
    }

    @Test
    void aReturnReachesTheDrafterWithItsReason() {
        var s = start();
        s.drafter().post(WORKFLOW + "/assignments/" + mine(s.drafter(), s.matter()) + "/sending", "{}");

        var back = s.head()
                .post(
                        WORKFLOW + "/assignments/" + mine(s.head(), s.matter()) + "/return",
                        "{\"node\":\"draft\",\"straightBack\":true,\"reason\":\"请补充依据\"}");

        assertThat(back.status()).as(back.body()).isEqualTo(204);
        assertThat(s.drafter().get(WORKFLOW + "/todo").body()).contains("关于试办的请示");
        assertThat(s.drafter().get("/api/messages").body()).contains("请补充依据");
    }

    @Test
    void whatWasSentIsTakenBack() {
        var s = start();
        long draft = mine(s.drafter(), s.matter());
        s.drafter().post(WORKFLOW + "/assignments/" + draft + "/sending", "{}");
        assertThat(page(s.drafter(), s.matter()).at("/withdrawable").asLong()).isEqualTo(draft);

        assertThat(s.drafter()
                        .post(WORKFLOW + "/assignments/" + draft + "/withdrawal", "{}")
                        .status())
                .isEqualTo(204);

        assertThat(page(s.drafter(), s.matter()).at("/mine/0/node").asString()).isEqualTo("draft");
    }

    @Test
    void whoHasNothingToDoWithItDoesNotSeeIt() {
        var s = start();
        var stranger = Visitor.at(port).signIn("auditadmin");

        assertThat(stranger.get(WORKFLOW + "/matters/" + s.matter()).status()).isEqualTo(404);
        assertThat(stranger.get(WORKFLOW + "/matters/" + s.matter() + "/diagram")
                        .status())
                .isEqualTo(404);
        assertThat(stranger.get(WORKFLOW + "/matters?kind=" + TestPaperDesk.KIND + "&record=" + s.record())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void theDiagramCarriesALayoutAndStates() {
        var s = start();

        var diagram = s.drafter()
                .get(WORKFLOW + "/matters/" + s.matter() + "/diagram")
                .json();

        assertThat(diagram.at("/bpmn").asString()).contains("BPMNShape").contains("BPMNEdge");
        assertThat(diagram.at("/states/draft").asString()).isEqualTo("OPEN");
    }

    @Test
    void delegationsAndPhrasesAreKept() {
        var visitor = Visitor.at(port).signIn("limin");
        var phrase = visitor.post(WORKFLOW + "/phrases", "{\"text\":\"同意，请尽快办理 " + System.nanoTime() + "\"}");
        assertThat(phrase.status()).as(phrase.body()).isEqualTo(201);
        long id = phrase.json().at("/id").asLong();
        assertThat(visitor.delete(WORKFLOW + "/phrases/" + id).status()).isEqualTo(204);

        var substitute = directory.headOf(bureau.actor("limin").department()).orElseThrow();
        var made = visitor.post(
                WORKFLOW + "/delegations",
                "{\"substitute\":" + substitute.id() + ",\"until\":\"2099-01-01T00:00:00Z\",\"reason\":\"出差\"}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(visitor.get(WORKFLOW + "/delegations").body()).contains(substitute.name());
        assertThat(visitor.delete(WORKFLOW + "/delegations/"
                                + made.json().at("/id").asLong())
                        .status())
                .isEqualTo(204);
    }
}
