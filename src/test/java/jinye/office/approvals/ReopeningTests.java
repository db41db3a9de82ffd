package jinye.office.approvals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jinye.office.approvals.kinds.Kind;
import jinye.platform.forms.Forms;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import jinye.sample.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is filed and what is answered stays as it is, whoever steers the matter. */
@JinyeTest
class ReopeningTests {

    private static final Map<String, Object> AGREED = Map.of(
            "conclusion",
            "agree",
            "checked",
            "3400000.00",
            "months",
            10,
            "necessity",
            4,
            "risk",
            "low",
            "opinion",
            "同意");

    @LocalServerPort
    private int port;

    @Autowired
    private Walk walk;

    @Autowired
    private SampleBureau bureau;

    @Autowired
    private PartStore parts;

    @Autowired
    private Requests requests;

    @Autowired
    private JdbcClient jdbc;

    private Visitor office = Visitor.at(0);

    @BeforeEach
    void signIn() {
        office = Visitor.at(port).signIn("hewei");
    }

    @Test
    void aFiledRequestIsNeitherHandledAgainNorMadeVoid() {
        var request = walk.fill("limin", "leave", LeaveTests.SHORT);
        walk.send(request, "apply", "sent");
        walk.send(request, "department", "agree");
        walk.send(request, "record", "sent");
        walk.add(request, "back", Map.of("returned", "2026-12-09", "actualDays", 2));
        walk.send(request, "back", "sent");
        assertThat(offered(request.matter(), request.id)).isNotEmpty();
        walk.endsOnPaperAndInTheArchives(request);

        assertThat(offered(request.matter(), request.id)).isEmpty();
        var refused = reopen(request.matter(), request.id, "department");

        assertThat(refused.code()).isEqualTo("approvals.over");
        assertThat(refused.json().path("detail").asString()).contains("已归档");
        assertThatExceptionOfType(Request.Over.class).isThrownBy(() -> walk.makeVoid("limin", request, "误填"));
        assertThat(walk.now(request).state).isEqualTo(RequestState.APPROVED);
        assertThat(walk.open(request)).isEmpty();
    }

    @Test
    void anAnswerThatWasGivenIsAskedForAgainByTheLeadOnly() {
        long request = walk.project("limin");
        walk.answerBy(request, "SJC", AGREED);
        var part = part(request, "SJC");
        var matter = Kind.partMatter("key-project");

        assertThat(offered(matter, part.id)).isEmpty();
        var refused = reopen(matter, part.id, "fill");

        assertThat(refused.code()).isEqualTo("approvals.part-answered");
        assertThat(refused.json().path("detail").asString()).contains("审计处已经答复").contains("重新征求");
        assertThatExceptionOfType(Requests.NotInHand.class)
                .isThrownBy(() -> requests.saveAnswer(bureau.actor("limin"), part.id, part.version, Forms.data("{}")));
        assertThat(part(request, "SJC").state).isEqualTo(Part.State.ANSWERED);
    }

    @Test
    void aDepartmentTakenOutIsNotHandledAgainButMayBeAskedAnew() {
        long request = walk.project("limin");
        var part = part(request, "SJC");
        var matter = Kind.partMatter("key-project");
        long asking = matter("approvals.key-project", request);
        var at = "/api/workflow/matters/" + asking;

        assertThat(office.write(
                                "DELETE",
                                at + "/parts/" + matter(matter, part.id),
                                "{\"reason\":\"不涉及\"}",
                                UUID.randomUUID().toString())
                        .status())
                .isEqualTo(204);
        assertThat(part(request, "SJC").state).isEqualTo(Part.State.WITHDRAWN);
        assertThat(offered(matter, part.id)).isEmpty();
        assertThat(reopen(matter, part.id, "fill").status()).isEqualTo(409);

        long audit = bureau.department("43000000", "SJC");
        var added = office.post(at + "/nodes/ask/parts", "{\"department\":" + audit + ",\"reason\":\"仍须审计\"}");
        assertThat(added.status()).as(added.body()).isEqualTo(200);
        assertThat(part(request, "SJC").state).isEqualTo(Part.State.ASKED);
        assertThat(part(request, "SJC").round).isEqualTo(2);
    }

    @Test
    void whatWasCutOffByAJumpIsAskedAgainWhenTheMatterComesBack() {
        long request = walk.project("limin");
        walk.answerBy(request, "SJC", AGREED);
        var jump = office.post(
                "/api/workflow/matters/" + matter("approvals.key-project", request) + "/jump",
                "{\"node\":\"department\",\"reason\":\"材料有误\",\"choices\":null}");
        assertThat(jump.status()).as(jump.body()).isLessThan(300);
        assertThat(part(request, "CWC").state).isEqualTo(Part.State.LAPSED);
        assertThat(part(request, "SJC").state).isEqualTo(Part.State.ANSWERED);

        walk.send("approvals.key-project", request, "department", "agree");

        assertThat(part(request, "CWC").state).isEqualTo(Part.State.ASKED);
        assertThat(parts.of(request).stream().filter(one -> one.departmentName.equals("审计处")))
                .hasSize(1);
    }

    private Part part(long request, String code) {
        long department = bureau.department("43000000", code);
        return parts.of(request).stream()
                .filter(part -> part.department == department)
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private long matter(String kind, long record) {
        return jdbc.sql("select id from workflow.matter where kind = :kind and record = :record")
                .param("kind", kind)
                .param("record", record)
                .query(Long.class)
                .single();
    }

    /** Whether the page of the matter offers to begin anew. */
    private List<String> offered(String kind, long record) {
        var nodes = new ArrayList<String>();
        office.get("/api/workflow/matters/" + matter(kind, record))
                .json()
                .path("aside")
                .path("reopenNodes")
                .forEach(node -> nodes.add(node.asString()));
        return nodes;
    }

    private Visitor.Answer reopen(String kind, long record, String node) {
        return office.post(
                "/api/workflow/matters/" + matter(kind, record) + "/reopening",
                "{\"node\":\"" + node + "\",\"reason\":\"复核\",\"choices\":null}");
    }
}
