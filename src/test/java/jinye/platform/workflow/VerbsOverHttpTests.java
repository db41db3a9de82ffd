package jinye.platform.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import jinye.kernel.Urgency;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import jinye.sample.Visitor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The everyday verbs as the workspace calls them, with the people of the demo bureau. */
@JinyeTest
class VerbsOverHttpTests {

    private static final AtomicLong RECORDS = new AtomicLong(77_000_001);
    private static final String WORKFLOW = "/api/workflow";

    @LocalServerPort
    private int port;

    @Autowired
    private Matters matters;

    @Autowired
    private SampleBureau bureau;

    /** A paper of limin's that waits for the head, zhaowei. */
    private long waiting() {
        long record = RECORDS.getAndAdd(2);
        var drafter = bureau.actor("limin");
        long matter = matters.start(
                drafter, new StartMatter(TestPaperDesk.KIND, record, "关于试办的请示", "", Urgency.URGENT, Map.of()));
        matters.send(drafter, TestPaperDesk.KIND, record, "draft", "", "");
        return matter;
    }

    private Visitor as(String login) {
        return Visitor.at(port).signIn(login);
    }

    private static long mine(Visitor visitor, long matter) {
        return visitor.get(WORKFLOW + "/matters/" + matter)
                .json()
                .at("/mine/0/assignment")
                .asLong();
    }

    @Test
    void manyAreSentWithOneOpinionAndEachIsAnswered() {
        var head = as("zhaowei");
        long first = mine(head, waiting());
        long second = mine(head, waiting());
        var body = "{\"assignments\":[%d,%d,17],\"opinion\":\"%s\"}";

        var preview = head.put(WORKFLOW + "/todo/sending/preview", body.formatted(first, second, ""));
        assertThat(preview.status()).as(preview.body()).isEqualTo(200);
        assertThat(preview.json().at("/refused").asInt()).isEqualTo(3);
        assertThat(preview.json().at("/items/0/sentence").asString()).contains("须填写意见");
        var sent = head.put(WORKFLOW + "/todo/sending", body.formatted(first, second, "同意。"));

        assertThat(sent.json().at("/done").asInt()).as(sent.body()).isEqualTo(2);
        assertThat(sent.json().at("/items/2/outcome").asString()).isEqualTo("REFUSED");
        assertThat(head.put(WORKFLOW + "/todo/sending", "{\"assignments\":[]}").status())
                .isEqualTo(422);
    }

    @Test
    void aMatterIsFollowedNotedAndWaitedFor() {
        long matter = waiting();
        var drafter = as("limin");
        assertThat(drafter.put(WORKFLOW + "/matters/" + matter + "/following", "{}")
                        .status())
                .isEqualTo(204);
        var note = drafter.post(WORKFLOW + "/matters/" + matter + "/notes", "{\"personal\":false,\"text\":\"请附测算\"}");
        assertThat(note.status()).as(note.body()).isEqualTo(201);
        var waitsFor =
                drafter.post(WORKFLOW + "/matters/" + matter + "/subscriptions", "{\"node\":\"head\",\"person\":null}");
        assertThat(waitsFor.status()).as(waitsFor.body()).isEqualTo(201);

        var aside = drafter.get(WORKFLOW + "/matters/" + matter).json().at("/aside");
        assertThat(aside.at("/followed").asBoolean()).isTrue();
        assertThat(aside.at("/subscriptions/0/nodeName").asString()).isEqualTo("部门审核");
        assertThat(drafter.get(WORKFLOW + "/followed").body()).contains("关于试办的请示");
        assertThat(as("zhaowei").get(WORKFLOW + "/matters/" + matter).body()).contains("请附测算");
        assertThat(as("auditadmin")
                        .put(WORKFLOW + "/matters/" + matter + "/following", "{}")
                        .status())
                .isEqualTo(404);
        assertThat(drafter.delete(WORKFLOW + "/matters/" + matter + "/following")
                        .status())
                .isEqualTo(204);
    }

    @Test
    void whatFollowsIsThePersonsChoice() {
        var head = as("zhaowei");
        assertThat(head.get(WORKFLOW + "/preference")
                        .json()
                        .at("/afterHandling")
                        .asString())
                .isEqualTo("ANY");
        assertThat(head.put(WORKFLOW + "/preference", "{\"afterHandling\":\"SAME_KIND\"}")
                        .status())
                .isEqualTo(204);
        assertThat(head.get(WORKFLOW + "/preference")
                        .json()
                        .at("/afterHandling")
                        .asString())
                .isEqualTo("SAME_KIND");
        head.put(WORKFLOW + "/preference", "{\"afterHandling\":\"ANY\"}");
        assertThat(head.get(WORKFLOW + "/queue").status()).isEqualTo(200);
    }

    @Test
    void aSendingIsAppointedAndTakenBack() {
        long matter = waiting();
        var head = as("zhaowei");
        var path = WORKFLOW + "/assignments/" + mine(head, matter) + "/scheduled-sending";
        var made = head.put(path, "{\"at\":\"2099-01-01T00:00:00Z\",\"opinion\":\"同意。\"}");
        assertThat(made.code()).isEqualTo("workflow.moment-outside");
        var at = java.time.Instant.now().plusSeconds(3_600);

        made = head.put(path, "{\"at\":\"" + at + "\",\"decision\":\"agree\",\"opinion\":\"同意。\"}");

        assertThat(made.status()).as(made.body()).isEqualTo(204);
        assertThat(head.get(WORKFLOW + "/matters/" + matter)
                        .json()
                        .at("/mine/0/scheduledAt")
                        .asString())
                .isNotEmpty();
        assertThat(head.delete(path).status()).isEqualTo(204);
    }

    @Test
    void aSecretaryTypesForTheHeadWhoConfirms() {
        long matter = waiting();
        var head = as("zhaowei");
        long assignment = mine(head, matter);
        var made = head.post(WORKFLOW + "/secretaries", "{\"secretary\":" + bureau.person("limin") + "}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        var secretary = as("limin");
        assertThat(secretary.get(WORKFLOW + "/dictation").body()).contains("关于试办的请示");
        assertThat(secretary
                        .get(WORKFLOW + "/assignments/" + assignment + "/dictation/next")
                        .json()
                        .at("/ends")
                        .asBoolean())
                .isTrue();

        var typed =
                secretary.post(WORKFLOW + "/assignments/" + assignment + "/dictation", "{\"opinion\":\"同意，抓紧办理。\"}");

        assertThat(typed.status()).as(typed.body()).isEqualTo(204);
        var opinions = head.get(WORKFLOW + "/dictation").json().at("/toConfirm");
        assertThat(opinions.at("/0/typedByName").asString()).isEqualTo("李敏");
        assertThat(head.put(WORKFLOW + "/opinions/" + opinions.at("/0/opinion").asLong() + "/confirmation", "{}")
                        .status())
                .isEqualTo(204);
        head.delete(WORKFLOW + "/secretaries/" + made.json().at("/id").asLong());
    }

    @Test
    void everythingIsHandedOverAndUndone() {
        waiting();
        var head = as("zhaowei");
        long from = bureau.person("zhaowei");
        long to = bureau.person("luowenbin");
        var preview = head.get(WORKFLOW + "/hand-overs/preview?from=" + from + "&to=" + to);
        assertThat(preview.body()).contains("关于试办的请示");
        assertThat(as("limin")
                        .get(WORKFLOW + "/hand-overs/preview?from=" + from + "&to=" + to)
                        .code())
                .isEqualTo("workflow.may-not-hand-over");

        var done = head.post(WORKFLOW + "/hand-overs", "{\"from\":" + from + ",\"to\":" + to + ",\"reason\":\"调离\"}");

        assertThat(done.status()).as(done.body()).isEqualTo(201);
        assertThat(done.json().at("/moved").asInt()).isPositive();
        assertThat(as("luowenbin").get(WORKFLOW + "/todo").body()).contains("关于试办的请示");
        var undone = head.put(WORKFLOW + "/hand-overs/" + done.json().at("/id").asLong() + "/undoing", "{}");
        assertThat(undone.json().at("/moved").asInt())
                .as(undone.body())
                .isEqualTo(done.json().at("/moved").asInt());
        assertThat(head.get(WORKFLOW + "/hand-overs").body()).contains("调离");
    }

    @Test
    void theUrgingPolicyIsReadAndForeseen() {
        var staff = as("limin");
        var page = staff.get(WORKFLOW + "/urging-policy");
        assertThat(page.json().at("/current/stages/PLAIN/0/length").asInt())
                .as(page.body())
                .isEqualTo(3);
        assertThat(page.json().at("/mayChange").asBoolean()).isFalse();

        // Friday afternoon: an hour of working time each, the weekend left out
        var coming = staff.get(
                        WORKFLOW + "/urging-policy/preview?urgency=EXTRA_URGENT&start=2026-11-27T08:30:00Z&number=4")
                .json();

        assertThat(coming.size()).isEqualTo(4);
        assertThat(coming.at("/3/at").asString()).startsWith("2026-11-30T");
        var refused = staff.put(
                WORKFLOW + "/urging-policy",
                "{\"quietFrom\":\"20:00\",\"quietUntil\":\"08:00\",\"source\":\"x\",\"stages\":{}}");
        assertThat(refused.status()).isEqualTo(403);
    }
}
