package jinye.platform.forms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import jinye.platform.directory.Directory;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.ObjectNode;

/** Every kind of field without scripts: filled in on a page, and on paper. */
@JinyeTest
class FormPagesTests {

    private static final String SCHEMA = """
            {"type":"object","title":"外出申请","required":["who"],"properties":{
              "text":{"type":"string","title":"事由"},"count":{"type":"integer","title":"人数"},"rate":{"type":"number","title":"比例"},
              "cost":{"title":"费用","x-money":true},"day":{"type":"string","format":"date","title":"日期"},
              "at":{"type":"string","format":"date-time","title":"出发时间"},"urgent":{"type":"boolean","title":"是否加急"},
              "way":{"type":"string","title":"方式","oneOf":[{"const":"car","title":"乘车"},{"const":"air","title":"乘机"}]},
              "kind":{"type":"string","title":"类别","x-dict":"leave.kind"},
              "who":{"title":"带队人","x-person":true},
              "with":{"type":"array","title":"同行人","items":{"x-person":true}},
              "department":{"title":"部门","x-department":true},"unit":{"title":"单位","x-unit":true},
              "proof":{"type":"array","title":"材料","x-file":{"max":3,"accept":".pdf"}},
              "place":{"type":"object","title":"目的地","properties":{"city":{"type":"string","title":"城市"}}},
              "items":{"type":"array","title":"明细","items":{"type":"object","properties":{
                "name":{"type":"string","title":"品名"},"price":{"title":"单价","x-money":true},
                "keeper":{"title":"保管人","x-person":true},"receipt":{"type":"array","title":"票据","x-file":true}}}},
              "total":{"title":"合计","x-money":true,"x-computed":"$sum(items.price)"},
              "secret":{"type":"string","title":"密项"}}}""";

    private static final String LAYOUT = """
            {"type":"VerticalLayout","elements":[
              {"type":"Group","label":"基本情况","elements":[
                {"type":"Label","text":"请据实填写。"},
                {"type":"HorizontalLayout","elements":[{"type":"Control","scope":"#/properties/text"},{"type":"Control","scope":"#/properties/cost"}]},
                {"type":"Control","scope":"#/properties/count"},{"type":"Control","scope":"#/properties/rate"},
                {"type":"Control","scope":"#/properties/day"},{"type":"Control","scope":"#/properties/at"},
                {"type":"Control","scope":"#/properties/urgent"},{"type":"Control","scope":"#/properties/way"},
                {"type":"Control","scope":"#/properties/kind"},{"type":"Control","scope":"#/properties/place/properties/city"}]},
              {"type":"Group","label":"人员和材料","elements":[
                {"type":"Control","scope":"#/properties/who"},{"type":"Control","scope":"#/properties/with"},
                {"type":"Control","scope":"#/properties/department"},{"type":"Control","scope":"#/properties/unit"},
                {"type":"Control","scope":"#/properties/proof"},{"type":"Control","scope":"#/properties/items"},
                {"type":"Control","scope":"#/properties/total"},{"type":"Control","scope":"#/properties/secret"}]}],
             "access":{"apply":{"*":"edit","secret":"hidden"}}}""";

    @Autowired
    Forms forms;

    @Autowired
    FormPages pages;

    @Autowired
    FormPrint print;

    @Autowired
    Directory directory;

    @Autowired
    SampleBureau bureau;

    private Form form() {
        return forms.read(SCHEMA, LAYOUT);
    }

    private SentPage sent(Map<String, List<String>> texts, Map<String, List<Long>> files) {
        var actor = bureau.actor("limin");
        return new SentPage(
                form(),
                "apply",
                new SentPage.Sent() {
                    @Override
                    public List<String> texts(String name) {
                        return texts.getOrDefault(name, List.of());
                    }

                    @Override
                    public List<Long> files(String name) {
                        return files.getOrDefault(name, List.of());
                    }
                },
                (sort, words, size) -> directory.named(actor, sort, words, size));
    }

    private List<FormField> fields(int page) {
        var form = form();
        return pages.seen(form, "apply", pages.plan(form).get(page), Forms.data("{}"));
    }

    @Test
    void everyKindOfFieldHasItsPlaceOnAPage() {
        var form = form();
        var plan = pages.plan(form);
        var first = pages.show(form, "apply", plan.get(0), Forms.data("{}"), FormPages.PageAnswer.NONE);
        var second = pages.show(form, "apply", plan.get(1), Forms.data("{}"), FormPages.PageAnswer.NONE);

        assertThat(first)
                .extracting(FormPages.PageField::look)
                .containsExactly(
                        "label", "text", "money", "number", "number", "date", "moment", "yesno", "choice", "choice",
                        "text");
        assertThat(second)
                .extracting(FormPages.PageField::look)
                .containsExactly("find", "find", "find", "find", "file", "table", "read");
        assertThat(second.get(5).rows().getFirst())
                .extracting(FormPages.PageField::look)
                .containsExactly("text", "money", "find", "file");
    }

    @Test
    void aNameThatOneBearsIsTakenAndTheOthersAreOffered() {
        var data = Forms.data("{}");
        var sent = sent(
                Map.of(
                        "/who/words", List.of("李敏"),
                        "/with/words", List.of("赵伟、邓霞"),
                        "/department/words", List.of("财务管理处"),
                        "/unit/words", List.of("没有这个单位")),
                Map.of());
        sent.take(fields(1), data);

        assertThat(data.path("who").path("id").asLong()).isEqualTo(bureau.person("limin"));
        assertThat(data.path("with").valueStream().map(one -> one.path("id").asLong()))
                .containsExactly(bureau.person("zhaowei"), bureau.person("dengxia"));
        assertThat(sent.faults).extracting(jinye.kernel.Refusal.Fault::code).contains("forms.no-such-name");

        var pinyin = sent(Map.of("/who/words", List.of("lm")), Map.of());
        var fresh = Forms.data("{}");
        pinyin.take(fields(1), fresh);
        assertThat(fresh.has("who")).isFalse();
        assertThat(pinyin.offers.get("/who")).extracting(Directory.Named::name).contains("李敏");
        var shown = pages.show(
                form(),
                "apply",
                pages.plan(form()).get(1),
                fresh,
                new FormPages.PageAnswer(pinyin.faults, pinyin.offers, 0));
        assertThat(shown.getFirst().choices()).isNotEmpty().noneMatch(FormPages.PageChoice::chosen);

        var chosen = sent(Map.of("/who", List.of(String.valueOf(bureau.person("limin")))), Map.of());
        chosen.take(fields(1), fresh);
        assertThat(forms.check(bureau.actor("limin"), form(), "apply", Forms.data("{}"), fresh, Form.Purpose.SEND)
                        .faults())
                .isEmpty();
    }

    @Test
    void rowsKeepTheirNumbersAndFilesAndGoWhenTheyAreEmptied() {
        var data = Forms.data("""
                {"items":[{"#":4,"name":"椅子","price":"1.00","receipt":[{"id":7,"name":"票.pdf"}]},{"#":5,"name":"桌子"}],
                 "proof":[{"id":8,"name":"甲.pdf"},{"id":9,"name":"乙.pdf"}]}""");
        var sent = sent(
                Map.of(
                        "/items/0/name", List.of("长椅"),
                        "/items/2/name", List.of("灯"),
                        "/proof/drop", List.of("8")),
                Map.of("/items/2/receipt", List.of(11L), "/proof", List.of(12L)));
        sent.take(fields(1), data);

        var rows = data.path("items");
        assertThat(rows).hasSize(2);
        assertThat(rows.path(0).path("#").asLong()).isEqualTo(4);
        assertThat(rows.path(0).path("name").asString()).isEqualTo("长椅");
        assertThat(rows.path(0).has("price")).isFalse();
        assertThat(rows.path(0).path("receipt").path(0).path("id").asLong()).isEqualTo(7);
        assertThat(rows.path(1).path("receipt").path(0).path("id").asLong()).isEqualTo(11);
        assertThat(data.path("proof").valueStream().map(file -> file.path("id").asLong()))
                .containsExactly(9L, 12L);
    }

    @Test
    void everyKindOfFieldIsPrintedByNameAndWhatIsHiddenIsNot() {
        ObjectNode data = Forms.data("""
                {"text":"<b>调研</b>","count":3,"rate":0.5,"cost":"12000.00","day":"2026-12-01","at":"2026-12-01T09:30:00+08:00","urgent":true,
                 "way":"car","kind":"annual","who":{"id":1,"name":"李敏"},"with":[{"id":2,"name":"赵伟"},{"id":3,"name":"邓霞"}],
                 "department":{"id":4,"name":"财务管理处"},"unit":{"id":5,"name":"长沙市局"},"proof":[{"id":8,"name":"甲.pdf"}],
                 "place":{"city":"岳阳"},"items":[{"#":1,"name":"椅子","price":"30.00","keeper":{"id":2,"name":"赵伟"},"receipt":[{"id":7,"name":"票.pdf"}]}],
                 "total":"30.00","secret":"不可见"}""");

        var html = print.html(
                form(),
                "apply",
                data,
                new FormPrint.Around(
                        "外出申请表",
                        "A3 landscape",
                        List.of(),
                        List.of(
                                new FormPrint.Fact("编号", "外〔2026〕1号"),
                                new FormPrint.Fact("申请人", "李敏"),
                                new FormPrint.Fact("备注", "")),
                        List.of(new FormPrint.Notes(
                                "办理意见", List.of(new FormPrint.Said("部门审核", "同意。", "赵伟 2026年12月1日"))))));

        assertThat(html)
                .contains("外出申请表", "基本情况", "请据实填写。", "&lt;b&gt;调研&lt;/b&gt;", "12,000.00 元", "2026-12-01 09:30", "乘车")
                .contains("赵伟、邓霞", "财务管理处", "长沙市局", "甲.pdf", "岳阳", "椅子", "票.pdf", "30.00 元", "外〔2026〕1号", "同意。")
                .contains("size: A3 landscape")
                .doesNotContain("<b>调研", "不可见", "密项", "<script");
        var without = new FormPrint.Around("外出申请表", "A4 portrait", List.of("基本情况"), List.of(), List.of());
        assertThat(FormPrint.sections(form())).contains("基本情况");
        assertThat(print.html(form(), "apply", data, without)).doesNotContain("基本情况", "调研");
    }
}
