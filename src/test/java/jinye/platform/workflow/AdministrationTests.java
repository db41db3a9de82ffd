package jinye.platform.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import jinye.kernel.Urgency;
import jinye.platform.directory.Directory;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import jinye.sample.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Who sees everything under way in a unit, who steers it, and for whom it does not exist. */
@JinyeTest
class AdministrationTests {

    private static final AtomicLong RECORDS = new AtomicLong(5_000_001);
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

    private Visitor drafter = Visitor.at(0);
    private Visitor officeHead = Visitor.at(0);
    private Visitor otherUnitsOfficeHead = Visitor.at(0);
    private Visitor systemAdministrator = Visitor.at(0);

    @BeforeEach
    void signIn() {
        drafter = Visitor.at(port).signIn("limin");
        officeHead = Visitor.at(port).signIn("hewei");
        systemAdministrator = Visitor.at(port).signIn("sysadmin");
        var head = directory.holdersOf("R_OFFICE_HEAD", bureau.unit("43010000")).getFirst();
        otherUnitsOfficeHead = Visitor.at(port).signIn(login(head.id()));
    }

    @Test
    void theOfficeHeadSeesWhatIsUnderWayInTheUnitAndNoUnsentDraft() {
        var title = title();
        long matter = start(title);
        assertThat(rows(officeHead, title)).isEmpty();
        assertThat(officeHead.get(WORKFLOW + "/matters/" + matter).status()).isEqualTo(404);

        send(matter);

        var row = rows(officeHead, title).getFirst();
        assertThat(row.path("matter").asLong()).isEqualTo(matter);
        assertThat(row.path("presentNodes").asString()).isEqualTo("部门审核");
        assertThat(row.path("initiatorName").asString()).isEqualTo("李敏");
        assertThat(row.at("/handlers/0/personName").asString())
                .isEqualTo(departmentHead().name());
        assertThat(row.path("light").asString()).isEqualTo("GREEN");
        assertThat(row.path("since").asString()).isNotEmpty();
        assertThat(row.path("dueAt").asString()).isNotEmpty();
        var page = officeHead.get(WORKFLOW + "/matters/" + matter);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.json().path("mayAdminister").asBoolean()).isTrue();
    }

    @Test
    void forTheOfficeOfAnotherUnitItDoesNotExist() {
        var title = title();
        long matter = start(title);
        send(matter);

        assertThat(rows(otherUnitsOfficeHead, title)).isEmpty();
        assertThat(otherUnitsOfficeHead
                        .get(WORKFLOW + "/open-matters?unit=" + bureau.unit("43000000") + "&text=" + title)
                        .json()
                        .path("items")
                        .size())
                .as("asking for another unit gives one's own")
                .isZero();
        assertThat(otherUnitsOfficeHead.get(WORKFLOW + "/matters/" + matter).status())
                .isEqualTo(404);
        assertThat(steer(otherUnitsOfficeHead, matter)).containsOnly(404);
        assertThat(otherUnitsOfficeHead
                        .put(WORKFLOW + "/assignments/" + assignment(matter) + "/handler", handler("zhaowei", "错送"))
                        .status())
                .isEqualTo(404);
        assertThat(page(drafter, matter).path("state").asString()).isEqualTo("RUNNING");
    }

    @Test
    void whoDoesNotAdministerIsRefused() {
        long matter = start(title());
        send(matter);

        assertThat(drafter.get(WORKFLOW + "/open-matters").status()).isEqualTo(403);
        assertThat(drafter.get(WORKFLOW + "/open-matters/counts").status()).isEqualTo(403);
        assertThat(steer(drafter, matter)).containsOnly(403);
        assertThat(drafter.put(WORKFLOW + "/assignments/" + assignment(matter) + "/handler", handler("zhaowei", "x"))
                        .status())
                .isEqualTo(403);
        assertThat(Visitor.at(port).get(WORKFLOW + "/open-matters").status()).isEqualTo(401);
    }

    @Test
    void theSystemAdministratorSteersEveryUnitWithoutSeeingWhatItIsAbout() {
        var title = title();
        long matter = start(title);
        send(matter);

        assertThat(rows(systemAdministrator, title))
                .as("not found by its title")
                .isEmpty();
        var row = find(systemAdministrator, matter);
        assertThat(row.path("title").isNull()).isTrue();
        assertThat(systemAdministrator.get(WORKFLOW + "/open-matters?size=100").body())
                .doesNotContain(title);
        assertThat(systemAdministrator.get(WORKFLOW + "/matters/" + matter).status())
                .isEqualTo(404);
        var diagram = systemAdministrator.get(WORKFLOW + "/matters/" + matter + "/diagram");
        assertThat(diagram.status()).isEqualTo(200);
        assertThat(diagram.body()).doesNotContain(title);

        assertThat(systemAdministrator
                        .put(WORKFLOW + "/matters/" + matter + "/suspension", "{\"reason\":\"等待上级答复\"}")
                        .status())
                .isEqualTo(204);
        assertThat(find(systemAdministrator, matter).path("state").asString()).isEqualTo("SUSPENDED");
        assertThat(rows(officeHead, title + "&show=SUSPENDED")).hasSize(1);
        assertThat(officeHead
                        .get(WORKFLOW + "/open-matters/counts")
                        .json()
                        .path("suspended")
                        .asLong())
                .isPositive();
        assertThat(systemAdministrator
                        .delete(WORKFLOW + "/matters/" + matter + "/suspension")
                        .status())
                .isEqualTo(204);
        assertThat(rows(officeHead, title + "&show=SUSPENDED")).isEmpty();
    }

    @Test
    void workIsHandedOverFromWhoeverHasItAndBothAreTold() {
        var title = title();
        long matter = start(title);
        send(matter);
        long assignment = assignment(matter);
        var path = WORKFLOW + "/assignments/" + assignment + "/handler";
        var head = departmentHead();
        assertThat(officeHead.put(path, handler("luowenbin", " ")).code()).isEqualTo("workflow.reason-required");

        var handed = officeHead.put(path, handler("luowenbin", "负责人出差"));

        assertThat(handed.status()).as(handed.body()).isEqualTo(204);
        var now = rows(officeHead, title).getFirst();
        assertThat(now.at("/handlers").size()).isEqualTo(1);
        assertThat(now.at("/handlers/0/personName").asString()).isEqualTo("罗文斌");
        var taker = Visitor.at(port).signIn("luowenbin");
        assertThat(taker.get(WORKFLOW + "/todo?text=" + title).body()).contains(title);
        var before = Visitor.at(port).signIn(login(head.id()));
        assertThat(before.get(WORKFLOW + "/todo?text=" + title).body()).doesNotContain(title);
        assertThat(before.get("/api/messages").body()).contains("负责人出差");
        assertThat(rows(officeHead, title + "&handler=" + bureau.person("luowenbin")))
                .hasSize(1);
        assertThat(rows(officeHead, title + "&handler=" + head.id())).isEmpty();
        assertThat(jdbc.sql(
                                "select facts ->> 'target' from journal.entry where act = 'workflow.hand-over' and record = :record and module = 'workflow'")
                        .param("record", page(drafter, matter).path("record").asLong())
                        .query(String.class)
                        .single())
                .isEqualTo(head.name() + " → 罗文斌");
        assertThat(officeHead.put(path, handler("zhaowei", "再移交")).status())
                .as("it lies with somebody else by now")
                .isEqualTo(404);
    }

    @Test
    void pagesFollowEachOtherTheLongestWaitingFirst() {
        var title = title();
        var begun = new ArrayList<Long>();
        for (int i = 0; i < 5; i++) {
            long matter = start(title);
            send(matter);
            begun.add(matter);
        }

        var seen = new ArrayList<Long>();
        var after = "";
        do {
            var page = officeHead
                    .get(WORKFLOW + "/open-matters?size=2&text=" + title + "&after=" + after)
                    .json();
            page.path("items").forEach(row -> seen.add(row.path("matter").asLong()));
            after = page.path("next").asString("");
        } while (!after.isEmpty());

        assertThat(seen).containsExactlyElementsOf(begun);
    }

    private static String title() {
        return "stuck-" + UUID.randomUUID();
    }

    private long start(String title) {
        return matters.start(
                bureau.actor("limin"),
                new StartMatter(TestPaperDesk.KIND, RECORDS.getAndAdd(2), title, "", Urgency.URGENT, Map.of()));
    }

    private void send(long matter) {
        var sent = drafter.post(
                WORKFLOW + "/assignments/"
                        + page(drafter, matter).at("/mine/0/assignment").asLong() + "/sending",
                "{}");
        assertThat(sent.status()).as(sent.body()).isEqualTo(204);
    }

    private jinye.platform.directory.Person departmentHead() {
        return directory.headOf(bureau.actor("limin").department()).orElseThrow();
    }

    private long assignment(long matter) {
        return jdbc.sql("select id from workflow.assignment where matter = :matter and state in ('OFFERED', 'OPENED')")
                .param("matter", matter)
                .query(Long.class)
                .single();
    }

    private List<Integer> steer(Visitor visitor, long matter) {
        var at = WORKFLOW + "/matters/" + matter;
        var move = "{\"node\":\"draft\",\"reason\":\"重新起草\"}";
        return List.of(
                visitor.put(at + "/suspension", "{\"reason\":\"暂停\"}").status(),
                visitor.delete(at + "/suspension").status(),
                visitor.post(at + "/jump", move).status(),
                visitor.post(at + "/reopening", move).status(),
                visitor.post(at + "/termination", "{\"reason\":\"终止\"}").status());
    }

    private String handler(String login, String reason) {
        return "{\"person\":" + bureau.person(login) + ",\"reason\":\"" + reason + "\"}";
    }

    private String login(long person) {
        return jdbc.sql("select login_name from access.account where person = :person")
                .param("person", person)
                .query(String.class)
                .single();
    }

    private static JsonNode page(Visitor visitor, long matter) {
        var answer = visitor.get(WORKFLOW + "/matters/" + matter);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static List<JsonNode> rows(Visitor visitor, String text) {
        var answer = visitor.get(WORKFLOW + "/open-matters?text=" + text);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().path("items").valueStream().toList();
    }

    /** The row of a matter among all that is under way. */
    private static JsonNode find(Visitor visitor, long matter) {
        var after = "";
        do {
            var page = visitor.get(WORKFLOW + "/open-matters?size=100&after=" + after)
                    .json();
            for (var row : page.path("items")) {
                if (row.path("matter").asLong() == matter) {
                    return row;
                }
            }
            after = page.path("next").asString("");
        } while (!after.isEmpty());
        throw new AssertionError("matter " + matter + " is not listed");
    }
}
