package jinye.platform.forms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import jinye.kernel.Refusal;
import jinye.platform.files.Files;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import jinye.sample.Visitor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.node.ObjectNode;

@JinyeTest
class FormsTests {

    private static final String SCHEMA = """
            {"type":"object","title":"请假","required":["kind","who"],"properties":{
              "kind":{"type":"string","title":"请假种类","x-dict":"leave.kind","x-analyse":"dimension"},
              "who":{"title":"请假人","x-person":true},
              "unit":{"title":"所在单位","x-unit":true},
              "department":{"title":"所在部门","x-department":true},
              "proof":{"type":"array","title":"证明材料","x-file":{"max":2}},
              "days":{"type":"number","title":"天数"}}}""";
    private static final String LAYOUT = """
            {"type":"VerticalLayout","elements":[
              {"type":"Control","scope":"#/properties/kind"},{"type":"Control","scope":"#/properties/who"},
              {"type":"Control","scope":"#/properties/unit"},{"type":"Control","scope":"#/properties/department"},
              {"type":"Control","scope":"#/properties/proof"},{"type":"Control","scope":"#/properties/days"}],
             "access":{"apply":{"*":"edit"},"review":{"*":"read"}}}""";

    @Autowired
    Forms forms;

    @Autowired
    Files files;

    @Autowired
    SampleBureau bureau;

    @LocalServerPort
    int port;

    @Test
    void namesAreThoseOfTheDirectoryAndOfTheCodes() {
        var form = forms.read(SCHEMA, LAYOUT);
        var limin = bureau.person("limin");

        var data = forms.check(
                        bureau.actor("limin"),
                        form,
                        "apply",
                        empty(),
                        Forms.data("""
                                {"kind":"annual","who":{"id":%d,"name":"局长"},"unit":{"id":%d},"department":{"id":%d},"days":2.5}""".formatted(limin, bureau.unit("43000000"), bureau.department("43000000", "BGS"))),
                        Form.Purpose.SEND)
                .accepted();

        assertThat(data.path("who").path("name").asString()).isNotEqualTo("局长").isNotEmpty();
        assertThat(data.path("unit").path("name").asString()).isEqualTo("湖南省烟草专卖局");
        assertThat(forms.indicators(form, data)).extracting(Indicator::label).containsExactly("年休假");
        assertThat(forms.words(form.fields().iterator().next(), data.path("kind")))
                .isEqualTo("年休假");
    }

    @Test
    void whatIsNotThereIsRefused() {
        var checked = forms.check(
                bureau.actor("limin"),
                forms.read(SCHEMA, LAYOUT),
                "apply",
                empty(),
                Forms.data("""
                        {"kind":"sabbatical","who":{"id":999999999},"unit":{"id":-1},"department":{"id":0},"proof":[{"id":1}]}"""),
                Form.Purpose.SEND);

        assertThat(checked.faults())
                .extracting(Refusal.Fault::code)
                .containsExactly(
                        "forms.no-such-code",
                        "forms.no-such-person",
                        "forms.no-such-unit",
                        "forms.no-such-department",
                        "forms.no-such-file");
        assertThatExceptionOfType(Checked.NotAcceptable.class).isThrownBy(checked::accepted);
    }

    @Test
    void onlyOnesOwnUploadsAreTakenAndWhatIsThereStays() {
        var form = forms.read(SCHEMA, LAYOUT);
        var limin = bureau.actor("limin");
        var stored = files.store(limin, "证明.txt", new ByteArrayInputStream("住院证明".getBytes(StandardCharsets.UTF_8)));
        var sent = Forms.data("{\"proof\":[{\"id\":%d,\"name\":\"改名.exe\"}]}".formatted(stored.id()));

        var kept = forms.check(limin, form, "apply", empty(), sent, Form.Purpose.SAVE)
                .accepted();
        assertThat(kept.path("proof").path(0).path("name").asString()).isEqualTo("证明.txt");
        assertThat(forms.files(form, kept)).containsExactly(stored.id());

        var other = bureau.actor("chenjing");
        assertThat(forms.check(other, form, "apply", empty(), sent, Form.Purpose.SAVE)
                        .faults())
                .extracting(Refusal.Fault::code)
                .containsExactly("forms.no-such-file");
        assertThat(forms.check(other, form, "apply", kept, kept, Form.Purpose.SAVE)
                        .fine())
                .isTrue();
    }

    @Test
    void aMissingDictionaryKeepsAFormFromBeingPublished() {
        var form = forms.read(SCHEMA.replace("leave.kind", "no.such-list"), LAYOUT);

        assertThat(forms.findings(form))
                .extracting(found -> found.fault().code())
                .containsExactly("forms.dictionary-missing");
        assertThatExceptionOfType(Form.Unreadable.class).isThrownBy(() -> forms.publishable(form));
        forms.publishable(forms.read(SCHEMA, LAYOUT));
    }

    @Test
    void theSecondOfTwoDesignersIsToldInsteadOfOverwriting() {
        var first = Visitor.at(port).signIn("sysadmin");
        var second = Visitor.at(port).signIn("sysadmin");
        var draft = first.post("/api/forms/drafts", texts("请假单", SCHEMA)).json();
        var address = "/api/forms/drafts/" + draft.path("id").asLong();

        assertThat(first.put(address, texts("请假申请单", SCHEMA), 1).status()).isEqualTo(200);
        var late = second.put(address, texts("休假单", SCHEMA), 1);

        assertThat(late.status()).isEqualTo(409);
        assertThat(second.get(address).json().path("title").asString()).isEqualTo("请假申请单");
        assertThat(second.get(address + "/versions").json()).hasSize(2);
        assertThat(second.get(address + "/versions/1").json().path("title").asString())
                .isEqualTo("请假单");
    }

    @Test
    void aBrokenFormIsToldInSentencesAndMayStillBeSaved() {
        var designer = Visitor.at(port).signIn("sysadmin");

        var found = designer.post("/api/forms/findings", texts("坏表", "{\"type\":\"object\","))
                .json();

        assertThat(found.path(0).path("code").asString()).isEqualTo("forms.text-broken");
        assertThat(found.path(0).path("message").asString()).contains("第 1 行");
        assertThat(designer.post("/api/forms/drafts", texts("坏表", "{\"type\":\"object\","))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aFormIsTriedWithoutKeepingAnything() {
        var designer = Visitor.at(port).signIn("sysadmin");

        var answer = designer.post("/api/forms/trials", trial("{}", "{\"kind\":\"annual\"}"));

        assertThat(answer.json().path("faults").path(0).path("message").asString())
                .isEqualTo("请选择请假人。");
        assertThat(answer.json().path("indicators").path(0).path("label").asString())
                .isEqualTo("年休假");
        assertThat(designer.post("/api/forms/trials", trial("nonsense", "{}")).code())
                .isEqualTo("forms.unreadable");
    }

    @Test
    void onlyDesignersDesign() {
        var clerk = Visitor.at(port).signIn("limin");

        assertThat(clerk.get("/api/forms/drafts").code()).isEqualTo("access.not-permitted");
        assertThat(clerk.post("/api/forms/findings", texts("表", SCHEMA)).status())
                .isEqualTo(403);
    }

    private static String trial(String before, String after) {
        return tools.jackson.databind.json.JsonMapper.shared()
                .createObjectNode()
                .put("schema", SCHEMA)
                .put("layout", LAYOUT)
                .put("step", "apply")
                .put("before", before)
                .put("after", after)
                .put("purpose", "SEND")
                .toString();
    }

    private static String texts(String title, String schema) {
        return tools.jackson.databind.json.JsonMapper.shared()
                .createObjectNode()
                .put("title", title)
                .put("schema", schema)
                .put("layout", LAYOUT)
                .toString();
    }

    private static ObjectNode empty() {
        return Forms.data("{}");
    }
}
