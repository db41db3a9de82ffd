package jinye.office;

import static jinye.office.IssuedDocuments.done;
import static jinye.office.IssuedDocuments.json;
import static jinye.office.IssuedDocuments.visitor;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jinye.sample.JinyeTest;
import jinye.sample.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** A request that is migrated to another version of its process takes that version's form along, and loses nothing. */
@JinyeTest
class MigratedFormTests {

    private static final String OLD = """
            {"$schema":"https://json-schema.org/draft/2020-12/schema","title":"试验","type":"object","properties":{
              "reason":{"type":"string","title":"事由","maxLength":500},
              "phone":{"type":"string","title":"联系电话","maxLength":30},
              "secret":{"type":"string","title":"内部备注","maxLength":100},
              "number":{"type":"string","title":"数量","maxLength":10},
              "rows":{"type":"array","title":"明细","items":{"type":"object","properties":{
                "name":{"type":"string","title":"品名","maxLength":50},"remark":{"type":"string","title":"备注","maxLength":50}}}}}}""";
    private static final String NEW = """
            {"$schema":"https://json-schema.org/draft/2020-12/schema","title":"试验","type":"object","properties":{
              "reason":{"type":"string","title":"事由","maxLength":500},
              "number":{"type":"integer","title":"数量"},
              "budget":{"type":"string","title":"预算科目","maxLength":50},
              "rows":{"type":"array","title":"明细","items":{"type":"object","properties":{
                "name":{"type":"string","title":"品名","maxLength":50}}}}}}""";
    private static final String FILLED =
            "{\"reason\":\"更换设备\",\"phone\":\"0731-88880000\",\"secret\":\"先不公开\",\"number\":\"三台\",\"rows\":[{\"name\":\"打印机\",\"remark\":\"旧的报废\"}]}";

    @LocalServerPort
    private int port;

    private DesignedKinds kinds;
    /** Begun under version 1. */
    private long first;

    @BeforeEach
    void atTheDesk() {
        kinds = new DesignedKinds(port);
    }

    @Test
    void theFormOfTheNewVersionIsShownAndWhatHasNoPlaceThereStaysReadable() {
        twoVersions("moved-form");
        long request = migrated("moved-form");

        var seen = kinds.request("limin", request);
        assertThat(seen.path("kindVersion").asInt()).isEqualTo(2);
        assertThat(seen.path("schema").asString()).contains("预算科目").doesNotContain("联系电话");
        var data = IssuedDocuments.JSON.readTree(seen.path("data").asString());
        assertThat(data.path("reason").asString()).isEqualTo("更换设备");
        assertThat(data.path("rows").path(0).path("name").asString()).isEqualTo("打印机");
        assertThat(data.has("phone") || data.has("number")).isFalse();
        assertThat(values(seen)).containsExactly("联系电话=0731-88880000", "内部备注=先不公开", "数量=三台", "备注=第 1 行 旧的报废");
        assertThat(seen.path("earlier").path(0).path("kindVersion").asInt()).isEqualTo(1);

        var trail = kinds.matter("limin", "moved-form", request).path("trail").toString();
        assertThat(trail).contains("表单随之改为第 2 版").contains("联系电话").doesNotContain("0731-88880000");
        // who must not see a field at the step does not see what was kept of it either
        assertThat(values(kinds.request("zhaowei", request))).containsExactly("联系电话=0731-88880000", "数量=三台");
        // the new form asks for something at the very step where the request rests
        var refused = kinds.sending("zhaowei", "moved-form", request, "agree");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("请填写预算科目");
        done(fill("zhaowei", request, "{\"budget\":\"设备购置\",\"number\":3}"));
        kinds.send("zhaowei", "moved-form", request, "agree");
        assertThat(kinds.request("limin", request).path("state").asString()).isEqualTo("APPROVED");
        assertThat(values(kinds.request("limin", request))).contains("联系电话=0731-88880000");
        // nor when all is over, although the step has no such field any more
        assertThat(values(kinds.request("zhaowei", request))).containsExactly("联系电话=0731-88880000", "数量=三台");
    }

    @Test
    void aMigrationThatIsUndoneGivesBackTheFormAsItWas() {
        twoVersions("moved-back");
        long request = first;
        var before = kinds.request("limin", request);
        var migration = migrate("moved-back");
        assertThat(kinds.request("limin", request).path("kindVersion").asInt()).isEqualTo(2);
        var stale = visitor(port, "zhaowei")
                .put(
                        "/api/approvals/requests/" + request + "/form",
                        json(Map.of("data", "{}")),
                        before.path("version").asLong());
        assertThat(stale.code()).isEqualTo("approvals.stale");

        done(kinds.designer().post("/api/workflow/processes/migrations/" + migration + "/undoing", "{}"));

        var after = kinds.request("limin", request);
        assertThat(after.path("kindVersion").asInt()).isEqualTo(1);
        assertThat(IssuedDocuments.JSON.readTree(after.path("data").asString()))
                .isEqualTo(IssuedDocuments.JSON.readTree(before.path("data").asString()));
        assertThat(values(after)).isEmpty();
        kinds.send("zhaowei", "moved-back", request, "agree");
    }

    @Test
    void whatIsNotMigratedKeepsItsForm() {
        twoVersions("moved-not");
        long request = kinds.started("moved-not", "{\"reason\":\"新发起\",\"number\":2}");
        assertThat(kinds.request("limin", request).path("kindVersion").asInt()).isEqualTo(2);
        assertThat(values(kinds.request("limin", request))).isEmpty();
    }

    /** Version 1 with the old form is published and a request begins; then version 2, whose process differs as well. */
    private void twoVersions(String kind) {
        kinds.begun(kind);
        version(
                kind,
                OLD,
                "\"apply\":{\"*\":\"edit\"},\"department\":{\"*\":\"read\",\"secret\":\"hidden\"}",
                List.of("reason", "phone", "secret", "number", "rows"));
        kinds.change(
                kind,
                DesignedKinds.PROCESS,
                text -> text.replace(
                        "jinye:cell=\"department\"", "jinye:cell=\"department\" jinye:fields=\"rows/remark:hide\""));
        done(kinds.publishDraft(kind));
        if (!kind.equals("moved-not")) {
            first = kinds.started(kind, FILLED);
            kinds.send("limin", kind, first, "sent");
        }
        version(
                kind,
                NEW,
                "\"apply\":{\"*\":\"edit\"},\"department\":{\"*\":\"read\",\"budget\":\"required\",\"number\":\"edit\"}",
                List.of("reason", "number", "budget", "rows"));
        kinds.change(
                kind,
                DesignedKinds.PROCESS,
                text -> text.replace("部门审核", "部门负责人审核").replace(" jinye:fields=\"rows/remark:hide\"", ""));
        done(kinds.publishDraft(kind));
    }

    private void version(String kind, String form, String access, List<String> fields) {
        var draft = kinds.draft(kind);
        var controls = fields.stream()
                .map(field -> "{\"type\":\"Control\",\"scope\":\"#/properties/" + field + "\"}")
                .toList();
        draft.files().put(DesignedKinds.FORM, form);
        draft.files()
                .put(
                        DesignedKinds.LAYOUT,
                        "{\"type\":\"VerticalLayout\",\"elements\":[" + String.join(",", controls) + "],\"access\":{"
                                + access + "}}");
        done(kinds.save(kinds.designer(), kind, draft.files(), draft.version()));
    }

    private long migrated(String kind) {
        migrate(kind);
        return first;
    }

    private long migrate(String kind) {
        var answer = done(kinds.designer()
                .post(
                        "/api/workflow/processes/approvals." + kind + "/migrations",
                        json(Map.of("from", 1, "to", 2, "reason", "启用新表单"))));
        assertThat(answer.json().path("stayed").size()).as("%s", answer).isZero();
        return answer.json().path("migration").asLong();
    }

    private Visitor.Answer fill(String login, long request, String data) {
        return visitor(port, login)
                .put(
                        "/api/approvals/requests/" + request + "/form",
                        json(Map.of("data", data)),
                        kinds.request(login, request).path("version").asLong());
    }

    private static List<String> values(JsonNode request) {
        var values = new ArrayList<String>();
        for (var content : request.path("earlier")) {
            for (var value : content.path("values")) {
                values.add(value.path("title").asString() + "="
                        + value.path("value").asString());
            }
        }
        return values;
    }
}
