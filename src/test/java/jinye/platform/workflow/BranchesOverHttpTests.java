package jinye.platform.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import jinye.kernel.Urgency;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import jinye.sample.Visitor;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** 增减分支 in the whole application: the head of the office asks one more department, and one fewer. */
@JinyeTest
class BranchesOverHttpTests {

    private static final AtomicLong RECORDS = new AtomicLong(9_000);

    @LocalServerPort
    private int port;

    @Autowired
    private Matters matters;

    @Autowired
    private SampleBureau bureau;

    @Autowired
    private JdbcClient jdbc;

    private Visitor drafter;
    private Visitor steward;
    private String at;

    @BeforeEach
    void aMatterAsksADepartment() {
        drafter = Visitor.at(port).signIn("limin");
        steward = Visitor.at(port).signIn("hewei");
        long record = RECORDS.getAndIncrement();
        var actor = bureau.actor("limin");
        TestWaitingDesks.ASKED.put(record, List.of(actor.department()));
        long matter = matters.start(
                actor, new StartMatter(TestWaitingDesks.KIND, record, "关于分支的请示", "", Urgency.PLAIN, Map.of()));
        at = "/api/workflow/matters/" + matter;
        long mine = drafter.get(at).json().at("/mine/0/assignment").asLong();
        assertThat(drafter.post("/api/workflow/assignments/" + mine + "/sending", "{}")
                        .status())
                .isEqualTo(204);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> jdbc.sql(
                                "select exists (select from workflow.step where matter = :m and node = 'ask' and state = 'OPEN')")
                        .param("m", matter)
                        .query(Boolean.class)
                        .single());
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    @Test
    void whoeverSteersAsksOneMoreDepartmentAndOneFewer() {
        var before = steward.get(at + "/branches");
        assertThat(before.status()).as(before.body()).isEqualTo(200);
        assertThat(before.json().at("/calls/0/of").asString()).isEqualTo("DEPARTMENTS");
        assertThat(before.json().at("/calls/0/parts")).hasSize(1);
        long first = before.json().at("/calls/0/parts/0/matter").asLong();
        long another = bureau.department("43000000", "CWC");

        var last = steward.write("DELETE", at + "/parts/" + first, "{\"reason\":\"不涉及\"}", key());
        var added = steward.post(at + "/nodes/ask/parts", "{\"department\":" + another + ",\"reason\":\"涉及资金\"}");
        var taken = steward.write("DELETE", at + "/parts/" + first, "{\"reason\":\"不涉及\"}", key());

        assertThat(last.status()).isEqualTo(409);
        assertThat(last.json().at("/detail").asString()).contains("最后一个分支");
        assertThat(added.status()).as(added.body()).isEqualTo(200);
        assertThat(taken.status()).as(taken.body()).isEqualTo(204);
        assertThat(steward.get(at + "/branches")
                        .json()
                        .at("/calls/0/parts/0/name")
                        .asString())
                .isEqualTo(added.json().at("/name").asString());
        assertThat(drafter.get(at).body()).contains("增加分支").contains("减去分支").contains("涉及资金");
    }

    @Test
    void othersNeitherSeeNorChangeBranches() {
        assertThat(drafter.get(at + "/branches").status()).isEqualTo(403);
        assertThat(drafter.put(at + "/lanes/a", "{\"reason\":\"再问\"}").status()).isEqualTo(403);
        assertThat(steward.put(at + "/lanes/a", "{\"reason\":\"再问\"}").status()).isEqualTo(404);
        assertThat(steward.write("DELETE", at + "/lanes/a", "{\"reason\":\"不涉及\"}", key())
                        .status())
                .isEqualTo(404);
        assertThat(steward.post(at + "/nodes/ask/parts", "{\"reason\":\"再问\"}").status())
                .isEqualTo(409);
    }
}
