package jinye.office.approvals;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipFile;
import jinye.office.approvals.kinds.KindFinding;
import jinye.office.approvals.kinds.KindWorkshop;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import jinye.sample.Visitor;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** 字段权限: what a step may not see or change is neither given out nor taken over HTTP, whoever asks and however. */
@JinyeTest
class FieldRightsTests {

    private static final String KIND = "guarded";

    @LocalServerPort
    int port;

    @TempDir
    Path folder;

    @Autowired
    KindWorkshop workshop;

    @Autowired
    SampleBureau bureau;

    @Autowired
    Walk walk;

    @Autowired
    RequestExport export;

    @Autowired
    RequestReading reading;

    @Autowired
    RequestSheet sheets;

    @Autowired
    PartStore parts;

    /** Fields of the form, and a process whose second step hides one, only reads another and demands a third. */
    @BeforeEach
    void publish() {
        var designer = bureau.actor("sysadmin");
        if (workshop.all(designer).stream().anyMatch(kind -> kind.name().equals(KIND))) {
            return;
        }
        workshop.begin(designer, KIND, "受控事项", null);
        var files = new TreeMap<>(workshop.draft(designer, KIND).files());
        files.put("form.schema.json", """
                {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "受控事项", "type": "object", "required": ["reason"],
                 "properties": {
                  "reason": {"type": "string", "title": "事由"},
                  "salary": {"title": "工资", "x-money": true, "x-analyse": "measure"},
                  "bonus": {"title": "奖金", "x-money": true, "x-analyse": "measure"},
                  "half": {"title": "半年", "x-money": true, "x-computed": "salary * 6"},
                  "limit": {"type": "integer", "title": "限额"},
                  "checked": {"type": "string", "title": "核对"},
                  "proof": {"type": "array", "title": "证明", "x-file": {"max": 3}},
                  "items": {"type": "array", "title": "明细", "items": {"type": "object", "properties": {
                    "name": {"type": "string", "title": "品名"}, "price": {"title": "单价", "x-money": true}}}}}}""");
        files.put("form.layout.json", """
                {"type": "VerticalLayout", "elements": [
                  {"type": "Control", "scope": "#/properties/reason"}, {"type": "Control", "scope": "#/properties/salary"},
                  {"type": "Control", "scope": "#/properties/bonus"}, {"type": "Control", "scope": "#/properties/half"},
                  {"type": "Control", "scope": "#/properties/limit"}, {"type": "Control", "scope": "#/properties/checked"},
                  {"type": "Control", "scope": "#/properties/proof"}, {"type": "Control", "scope": "#/properties/items"}],
                 "access": {"apply": {"*": "edit", "reason": "required"}, "department": {"*": "edit", "bonus": "hidden"}}}""");
        files.compute(
                "process.bpmn",
                (path, text) -> String.valueOf(text)
                        .replace(
                                "jinye:cell=\"department\"",
                                "jinye:cell=\"department\" jinye:fields=\"salary:hide,limit:read,checked:required,items/price:hide\" jinye:files=\"proof:hide\""));
        files.put("paper.html", "<h1>受控事项</h1><p>{{reason}}{{salary}}</p>");
        files.compute(
                "kind.yaml",
                (path, text) -> String.valueOf(text)
                        .replace("indicators: []", "indicators: [salary, bonus]")
                        .replaceFirst("(?m)^heading:.*$", "heading: '{applicant}{reason}{salary}元'"));
        workshop.save(designer, KIND, files, 1);
        workshop.publish(designer, KIND, "首次发布", 2);
    }

    private long inTheHandsOfTheHead() {
        var proof = walk.file("limin", "工资条.txt");
        long request = walk.begin(
                "limin",
                KIND,
                Map.of(
                        "reason",
                        "调整岗位",
                        "salary",
                        "9876.54",
                        "bonus",
                        "5555.55",
                        "limit",
                        3,
                        "proof",
                        List.of(proof),
                        "items",
                        List.of(Map.of("name", "椅子", "price", "123.45"))));
        walk.send("approvals." + KIND, request, "apply", "sent");
        return request;
    }

    @Test
    void whatSomeStepHidesStandsInNoTitleListTotalExportOrSearchAlsoWhenAllIsOver() throws IOException {
        long request = inTheHandsOfTheHead();
        var at = "/api/approvals/requests/" + request;
        var head = Visitor.at(port).signIn("zhaowei");
        long version = head.get(at).json().path("version").asLong();
        assertThat(head.put(at + "/form", form(Map.of("checked", "无误", "reason", "调整岗位")), version)
                        .status())
                .isEqualTo(200);
        walk.send("approvals." + KIND, request, "department", "agree");
        assertThat(head.get(at).json().path("state").asString()).isEqualTo("APPROVED");

        for (var who : List.of("zhaowei", "limin")) {
            var reader = Visitor.at(port).signIn(who);
            assertThat(reader.get("/api/approvals/requests?kind=" + KIND).body())
                    .as(who)
                    .contains("调整岗位元")
                    .doesNotContain("9876", "9,876", "5555", "5,555");
            var choices =
                    reader.get("/api/approvals/analysis/" + KIND + "/choices").body();
            assertThat(choices).doesNotContain("工资", "奖金");
            assertThat(reader.get("/api/approvals/analysis/" + KIND + "?measure=salary:sum")
                            .code())
                    .isEqualTo("approvals.filter-unreadable");
            assertThat(reader.get("/api/approvals/requests?kind=" + KIND + "&value=salary:ge:1")
                            .json()
                            .path("items"))
                    .isEmpty();
            assertThat(exported(who)).doesNotContain("工资", "奖金", "9876", "5555");
        }
        var hit = "/approvals/requests/" + request + "\"";
        var applicant = Visitor.at(port).signIn("limin");
        Awaitility.await()
                .untilAsserted(() -> assertThat(found(applicant, "调整岗位")).contains(hit));
        assertThat(found(applicant, "9876.54")).doesNotContain(hit);
        assertThat(found(applicant, "5555.55")).doesNotContain(hit);

        // on the request's own page everybody goes on seeing what their step let them see
        assertThat(head.get(at).body()).doesNotContain("9876.54", "5555.55");
        assertThat(data(applicant.get(at).json()).path("bonus").asString()).isEqualTo("5555.55");
    }

    @Test
    void aComposedPaperHoldsWhatTheReaderSeesAndCellsToSign() throws IOException {
        var designer = bureau.actor("sysadmin");
        var files = new TreeMap<>(workshop.draft(designer, KIND).files());
        files.remove("paper.html");
        files.compute(
                "kind.yaml",
                (path, text) -> text
                        + "\npaper: {signatures: [{step: department, title: 部门负责人}], size: A4, landscape: true}\n");
        var draft = workshop.save(
                designer, KIND, files, workshop.draft(designer, KIND).version());
        workshop.publish(designer, KIND, "打印改为勾选", draft.version());
        long request = inTheHandsOfTheHead();
        var head = bureau.actor("zhaowei");

        var html = sheets.html(walk.now(request), reading.view(head, request));
        assertThat(html).contains("A4 landscape", "部门负责人", "签字：", "调整岗位").doesNotContain("9,876.54", "5,555.55");
        try (var pdf = Loader.loadPDF(sheets.composed(walk.now(request), reading.view(head, request)))) {
            assertThat(new PDFTextStripper().getText(pdf).replaceAll("\\s", ""))
                    .contains("部门负责人", "签字：", "调整岗位")
                    .doesNotContain("9,876.54", "5,555.55");
        }
    }

    @Test
    void thePrintedSheetIsForThoseWhoSeeEverything() {
        long request = inTheHandsOfTheHead();
        var at = "/api/approvals/requests/" + request;
        var head = Visitor.at(port).signIn("zhaowei");
        long version = head.get(at).json().path("version").asLong();
        head.put(at + "/form", form(Map.of("checked", "无误", "reason", "调整岗位")), version);
        walk.send("approvals." + KIND, request, "department", "agree");
        var applicant = Visitor.at(port).signIn("limin");

        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(applicant.get(at + "/sheet").status()).isEqualTo(200));

        assertThat(head.get(at + "/sheet").code()).isEqualTo("approvals.sheet-keeps-back");
    }

    /** Like 大额资金支付, but another desk looks through every answer without seeing how risky the department finds it. */
    private void publishWithReview(String name, String hidden) {
        var designer = bureau.actor("sysadmin");
        workshop.begin(designer, name, "受控支付", "large-payment");
        var files = new TreeMap<>(workshop.draft(designer, name).files());
        files.compute(
                "part.bpmn",
                (path, text) -> String.valueOf(text)
                        .replace(
                                "<sequenceFlow id=\"fill-to-end\" sourceRef=\"fill\" targetRef=\"end\"/>",
                                """
                                <userTask id="review" name="复核" jinye:who="desk:department-RSC" jinye:opinion="optional" jinye:decisions="sent:已复核" jinye:returns="none" jinye:fields="%s:hide"/>
                                <sequenceFlow id="fill-to-review" sourceRef="fill" targetRef="review"/>
                                <sequenceFlow id="review-to-end" sourceRef="review" targetRef="end"/>""".formatted(hidden)));
        workshop.save(designer, name, files, 1);
    }

    @Test
    void whatAStepOfTheDepartmentsHidesIsComparedOnlyByThoseWhoseStepsSeeIt() {
        var name = "guarded-payment";
        publishWithReview(name, "risk");
        workshop.publish(bureau.actor("sysadmin"), name, "首次发布", 2);
        var request = walk.now(walk.payment("limin", name, "680000.00"));
        var matter = "approvals." + name + "-part";
        var asked = parts.of(request.id);
        for (var part : asked) {
            var risk = part == asked.getFirst() ? "high" : "low";
            walk.answer(
                    part, name, Map.of("conclusion", "agree", "checked", "680000.00", "risk", risk, "opinion", "已核"));
        }
        var reviewer = walk.handlers(matter, asked.getFirst().id, "review").getFirst();
        var whileInHand = reading.view(reviewer, request.id).parts();
        asked.forEach(part -> walk.send(matter, part.id, "review", "sent"));
        walk.wake();

        var lead = reading.view(bureau.actor("dengxia"), request.id).parts();
        assertThat(lead).isNotNull();
        assertThat(lead.toString()).contains("风险等级", "risk=高", "内容不一致");
        var afterwards = reading.view(reviewer, request.id).parts();
        for (var seen : java.util.Arrays.asList(whileInHand, afterwards)) {
            assertThat(seen).isNotNull();
            assertThat(seen.rows()).hasSize(3);
            assertThat(seen.toString()).contains("核定支付金额").doesNotContain("风险等级", "risk", "内容不一致");
        }
        assertThat(reading.part(reviewer, asked.getFirst().id).data())
                .contains("680000.00")
                .doesNotContain("high");
        assertThat(reading.part(bureau.actor("dengxia"), asked.getFirst().id).data())
                .contains("high");
        assertThat(sheets.html(walk.now(request), reading.view(reviewer, request.id)))
                .doesNotContain("风险等级")
                .doesNotContain(">高<");
    }

    @Test
    void howADepartmentConcludedIsForEverybody() {
        publishWithReview("guarded-conclusion", "conclusion");

        assertThat(workshop.findings(bureau.actor("sysadmin"), "guarded-conclusion"))
                .filteredOn(found -> found.code().equals("approvals.secret-conclusion"))
                .singleElement()
                .matches(KindFinding::isError);
    }

    @Test
    void whoPublishesIsToldWhatWillBeLeftOut() {
        var designer = bureau.actor("sysadmin");
        assertThat(workshop.findings(designer, KIND))
                .filteredOn(found -> found.code().startsWith("approvals.secret-"))
                .extracting(KindFinding::isError, KindFinding::sentence)
                .satisfiesExactlyInAnyOrder(
                        found -> assertThat(found.toString()).contains("false", "工资", "标题"),
                        found -> assertThat(found.toString()).contains("false", "工资", "台账"),
                        found -> assertThat(found.toString()).contains("false", "奖金", "台账"),
                        found -> assertThat(found.toString()).contains("false", "工资", "半年"));
    }

    private static String found(Visitor reader, String words) {
        return reader.get("/api/query?size=50&text=" + URLEncoder.encode("\"" + words + "\"", StandardCharsets.UTF_8))
                .body();
    }

    private String exported(String who) throws IOException {
        var filter = RequestFilter.of(false, KIND, null, null, null, null, null);
        var file = Files.write(folder.resolve(who + ".xlsx"), export.xlsx(bureau.actor(who), filter));
        var book = new StringBuilder();
        try (var zip = new ZipFile(file.toFile())) {
            for (var part : Collections.list(zip.entries())) {
                book.append(new String(zip.getInputStream(part).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return book.toString();
    }

    private static String form(Map<String, ?> data) {
        var json = JsonMapper.shared();
        return json.writeValueAsString(Map.of("data", json.writeValueAsString(data)));
    }

    private static JsonNode data(JsonNode view) {
        return JsonMapper.shared().readTree(view.path("data").asString());
    }

    @Test
    void whatAStepHidesIsNowhereToBeReadWhileItIsInHand() {
        long request = inTheHandsOfTheHead();
        var at = "/api/approvals/requests/" + request;
        var head = Visitor.at(port).signIn("zhaowei");

        var view = head.get(at);
        assertThat(view.json().path("node").asString()).isEqualTo("department");
        var shown = data(view.json());
        assertThat(shown.path("reason").asString()).isEqualTo("调整岗位");
        assertThat(shown.has("salary") || shown.has("proof")).isFalse();
        assertThat(shown.path("items").path(0).path("name").asString()).isEqualTo("椅子");
        assertThat(view.body())
                .doesNotContain("9876.54")
                .doesNotContain("123.45")
                .doesNotContain("工资条");
        assertThat(head.get(at + "/paper").body()).contains("调整岗位").doesNotContain("9876.54", "9,876.54");
        assertThat(head.get("/api/approvals/requests?kind=" + KIND).body()).doesNotContain("9876.54", "9,876.54");

        var applicant = Visitor.at(port).signIn("limin");
        var own = data(applicant.get(at).json());
        assertThat(own.path("salary").asString()).isEqualTo("9876.54");
        long file = own.path("proof").path(0).path("id").asLong();
        assertThat(applicant.get(at + "/files/" + file).status()).isEqualTo(200);
        assertThat(head.get(at + "/files/" + file).status()).isEqualTo(404);
    }

    @Test
    void whatAStepOnlyReadsOrDoesNotSeeCannotBeWritten() {
        long request = inTheHandsOfTheHead();
        var at = "/api/approvals/requests/" + request;
        var head = Visitor.at(port).signIn("zhaowei");
        long version = head.get(at).json().path("version").asLong();

        for (var forbidden : List.of(
                Map.of("salary", "1.00"),
                Map.of("limit", 99),
                Map.of("items", List.of(Map.of("#", 1, "name", "椅子", "price", "1.00"))))) {
            var refused = head.put(at + "/form", form(forbidden), version);
            assertThat(refused.status()).as(refused.body()).isEqualTo(422);
            assertThat(refused.body()).contains("forms.not-editable");
        }
        var kept = head.put(
                at + "/form", form(Map.of("checked", "无误", "items", List.of(Map.of("#", 1, "name", "桌子")))), version);
        assertThat(kept.status()).as(kept.body()).isEqualTo(200);

        var own = data(Visitor.at(port).signIn("limin").get(at).json());
        assertThat(own.path("salary").asString()).isEqualTo("9876.54");
        assertThat(own.path("limit").asInt()).isEqualTo(3);
        assertThat(own.path("checked").asString()).isEqualTo("无误");
        assertThat(own.path("items").path(0).path("name").asString()).isEqualTo("桌子");
        assertThat(own.path("items").path(0).path("price").asString()).isEqualTo("123.45");
        assertThat(own.path("proof")).hasSize(1);
    }

    @Test
    void whatTheProcessDemandsIsDemandedBeforeSending() {
        long request = inTheHandsOfTheHead();
        var head = Visitor.at(port).signIn("zhaowei");
        var layout = JsonMapper.shared()
                .readTree(head.get("/api/approvals/requests/" + request)
                        .json()
                        .path("layout")
                        .asString());
        assertThat(layout.path("access").path("department").path("checked").asString())
                .isEqualTo("required");

        org.assertj.core.api.Assertions.assertThatExceptionOfType(jinye.kernel.Refusal.class)
                .isThrownBy(() -> walk.send("approvals." + KIND, request, "department", "agree"))
                .satisfies(refused -> assertThat(refused.faults())
                        .anySatisfy(fault -> assertThat(fault.pointer()).isEqualTo("/checked")));
    }

    @Test
    void whoHasNothingInHandFillsNothingIn() {
        long request = inTheHandsOfTheHead();
        var applicant = Visitor.at(port).signIn("limin");
        var at = "/api/approvals/requests/" + request;
        long version = applicant.get(at).json().path("version").asLong();

        assertThat(applicant
                        .put(at + "/form", form(Map.of("limit", 4)), version)
                        .code())
                .isEqualTo("approvals.not-in-hand");
    }
}
