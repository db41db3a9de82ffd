package jinye.office.approvals;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import jinye.office.approvals.kinds.KindWorkshop;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import jinye.sample.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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

    @Autowired
    KindWorkshop workshop;

    @Autowired
    SampleBureau bureau;

    @Autowired
    Walk walk;

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
                  "limit": {"type": "integer", "title": "限额"},
                  "checked": {"type": "string", "title": "核对"},
                  "proof": {"type": "array", "title": "证明", "x-file": {"max": 3}},
                  "items": {"type": "array", "title": "明细", "items": {"type": "object", "properties": {
                    "name": {"type": "string", "title": "品名"}, "price": {"title": "单价", "x-money": true}}}}}}""");
        files.put("form.layout.json", """
                {"type": "VerticalLayout", "elements": [
                  {"type": "Control", "scope": "#/properties/reason"}, {"type": "Control", "scope": "#/properties/salary"},
                  {"type": "Control", "scope": "#/properties/limit"}, {"type": "Control", "scope": "#/properties/checked"},
                  {"type": "Control", "scope": "#/properties/proof"}, {"type": "Control", "scope": "#/properties/items"}],
                 "access": {"apply": {"*": "edit", "reason": "required"}, "department": {"*": "edit"}}}""");
        files.compute(
                "process.bpmn",
                (path, text) -> String.valueOf(text)
                        .replace(
                                "jinye:cell=\"department\"",
                                "jinye:cell=\"department\" jinye:fields=\"salary:hide,limit:read,checked:required,items/price:hide\" jinye:files=\"proof:hide\""));
        files.put("paper.html", "<h1>受控事项</h1><p>{{reason}}{{salary}}</p>");
        files.compute(
                "kind.yaml", (path, text) -> String.valueOf(text).replace("indicators: []", "indicators: [salary]"));
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
                        "limit",
                        3,
                        "proof",
                        java.util.List.of(proof),
                        "items",
                        java.util.List.of(Map.of("name", "椅子", "price", "123.45"))));
        walk.send("approvals." + KIND, request, "apply", "sent");
        return request;
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
        assertThat(applicant.get("/api/approvals/requests?kind=" + KIND).body()).contains("9876.54");
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

        for (var forbidden : java.util.List.of(
                Map.of("salary", "1.00"),
                Map.of("limit", 99),
                Map.of("items", java.util.List.of(Map.of("#", 1, "name", "椅子", "price", "1.00"))))) {
            var refused = head.put(at + "/form", form(forbidden), version);
            assertThat(refused.status()).as(refused.body()).isEqualTo(422);
            assertThat(refused.body()).contains("forms.not-editable");
        }
        var kept = head.put(
                at + "/form",
                form(Map.of("checked", "无误", "items", java.util.List.of(Map.of("#", 1, "name", "桌子")))),
                version);
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
