package jinye.platform.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
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

/** Waiting without people in the whole application: the keeper works by itself, pages say what is awaited. */
@JinyeTest
class WaitingOverHttpTests {

    private static final AtomicLong RECORDS = new AtomicLong(1);
    private static final String WORKFLOW = "/api/workflow";

    @LocalServerPort
    private int port;

    @Autowired
    private TriggerKeeper keeper;

    @Autowired
    private Matters matters;

    @Autowired
    private SampleBureau bureau;

    @Autowired
    private Directory directory;

    @Autowired
    private JdbcClient jdbc;

    private long start(long record) {
        var actor = bureau.actor("limin");
        TestWaitingDesks.ASKED.put(record, List.of(actor.department()));
        return matters.start(
                actor, new StartMatter(TestWaitingDesks.KIND, record, "关于等待的请示", "", Urgency.PLAIN, Map.of()));
    }

    private JsonNode page(Visitor visitor, long matter) {
        var answer = visitor.get(WORKFLOW + "/matters/" + matter);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private void send(Visitor visitor, long matter) {
        long mine = page(visitor, matter).at("/mine/0/assignment").asLong();
        var sent = visitor.post(WORKFLOW + "/assignments/" + mine + "/sending", "{}");
        assertThat(sent.status()).as(sent.body()).isEqualTo(204);
    }

    private List<String> open(long matter) {
        return jdbc.sql("select node from workflow.step where matter = :matter and state = 'OPEN'")
                .param("matter", matter)
                .query(String.class)
                .list();
    }

    private static void awaited(BooleanSupplier happened) {
        var end = Instant.now().plus(Duration.ofSeconds(30));
        while (!happened.getAsBoolean()) {
            assertThat(Instant.now()).as("nothing happened").isBefore(end);
            try {
                Thread.sleep(50);
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        }
    }

    @Test
    void aMatterRunsThroughServiceSubMattersMessageAndTimerByItself() {
        long record = RECORDS.getAndIncrement();
        long matter = start(record);
        var drafter = Visitor.at(port).signIn("limin");
        assertThat(page(drafter, matter).at("/steps/0/waits/0/sentence").asString())
                .endsWith(" 未办理的，提醒办理人");
        send(drafter, matter);
        awaited(() -> open(matter).equals(List.of("ask")));

        var asking = page(drafter, matter);
        assertThat(asking.toString()).contains("等待 1 个子办件").contains("征求部门意见");
        long child = asking.at("/subMatters/0/id").asLong();
        var head = directory.headOf(bureau.actor("limin").department()).orElseThrow();
        var name = jdbc.sql("select login_name from access.account where person = :person")
                .param("person", head.id())
                .query(String.class)
                .single();
        var asked = Visitor.at(port).signIn(name);
        assertThat(page(asked, child).at("/parent/title").asString()).isEqualTo("关于等待的请示");
        assertThat(page(drafter, child).at("/parent/readable").asBoolean()).isTrue();
        send(asked, child);
        awaited(() -> open(matter).equals(List.of("paid")));
        assertThat(page(drafter, matter).at("/subMatters/0/outcome").asString()).isEqualTo("同意");

        matters.announce("workflow.test-paid", record, Map.of("amount", 100));
        awaited(() -> open(matter).equals(List.of("notice")));
        assertThat(page(drafter, matter).toString()).contains("等待至 ");
        assertThat(drafter.get(WORKFLOW + "/matters/" + matter + "/diagram")
                        .json()
                        .at("/states/notice")
                        .asString())
                .isEqualTo("OPEN");
    }

    @Test
    void administratorsSeeWhatFailedAndTryAgainOrSkipIt() {
        long record = RECORDS.getAndIncrement();
        TestWaitingDesks.FAILING.put(record, true);
        long matter = start(record);
        send(Visitor.at(port).signIn("limin"), matter);
        for (int attempt = 1; attempt <= Trigger.ATTEMPTS; attempt++) {
            int done = attempt;
            awaited(() -> jdbc.sql("select attempts from workflow.trigger where matter = :matter and kind = 'SERVICE'")
                            .param("matter", matter)
                            .query(Integer.class)
                            .single()
                    >= done);
            jdbc.sql("update workflow.trigger set due_at = armed_at where matter = :matter and state = 'ARMED'")
                    .param("matter", matter)
                    .update();
            keeper.takeDue();
        }
        assertThat(Visitor.at(port).signIn("limin").get(WORKFLOW + "/triggers").status())
                .isEqualTo(403);

        var administrator = Visitor.at(port).signIn("sysadmin");
        var failed = administrator.get(WORKFLOW + "/triggers");
        assertThat(failed.status()).as(failed.body()).isEqualTo(200);
        JsonNode mine = null;
        for (var row : failed.json().at("/items")) {
            mine = row.at("/matter").asLong() == matter ? row : mine;
        }
        assertThat(mine).isNotNull();
        assertThat(mine.at("/failure").asString()).contains("所选人员中有的不存在");
        long trigger = mine.at("/trigger").asLong();
        assertThat(administrator
                        .put(WORKFLOW + "/triggers/" + trigger + "/skip", "{\"reason\":\" \"}")
                        .status())
                .isEqualTo(422);
        TestWaitingDesks.FAILING.remove(record);
        var again = administrator.delete(WORKFLOW + "/triggers/" + trigger + "/failure");
        assertThat(again.status()).as(again.body()).isEqualTo(204);
        awaited(() -> open(matter).equals(List.of("ask")));
    }
}
