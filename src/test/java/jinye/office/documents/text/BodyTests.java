package jinye.office.documents.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BodyTests {

    @Test
    void headingsAreNumberedByLevel() {
        var body = new Body(List.of(
                new Body.Heading(1, "总体要求"),
                new Body.Heading(1, "二、主要任务"),
                new Body.Heading(2, "优化布局"),
                new Body.Heading(3, "摸清底数"),
                new Body.Heading(4, "城区"),
                new Body.Heading(4, "乡镇"),
                new Body.Heading(2, "（二）严格审核"),
                new Body.Heading(3, "2026年的任务"),
                new Body.Heading(1, "工作要求")));

        assertThat(body.lines())
                .extracting(Body.Line::text)
                .containsExactly(
                        "一、总体要求", "二、主要任务", "（一）优化布局", "1.摸清底数", "（1）城区", "（2）乡镇", "（二）严格审核", "1.2026年的任务", "三、工作要求");
    }

    @Test
    void numbersAreSpokenAsInChinese() {
        assertThat(HeadingNumbers.chinese(10)).isEqualTo("十");
        assertThat(HeadingNumbers.chinese(12)).isEqualTo("十二");
        assertThat(HeadingNumbers.chinese(20)).isEqualTo("二十");
        assertThat(HeadingNumbers.chinese(99)).isEqualTo("九十九");
    }

    @Test
    void whatWasReadIsWrittenTheSame() {
        Map<String, Object> json = Map.of(
                "type",
                "doc",
                "content",
                List.of(
                        heading(1, "总体要求"),
                        paragraph("按照会议精神，"),
                        Map.of("type", "image", "attrs", Map.of("file", 7, "alt", "布局图")),
                        Map.of(
                                "type",
                                "table",
                                "content",
                                List.of(Map.of(
                                        "type",
                                        "tableRow",
                                        "content",
                                        List.of(cell("tableHeader", "地区"), cell("tableCell", "间距")))))));

        var body = Body.read(json);

        assertThat(body.pictures()).containsExactly(7L);
        assertThat(Body.read(body.json())).isEqualTo(body);
        assertThat(body.plainText()).isEqualTo("一、总体要求\n按照会议精神，\n〔图：布局图〕\n地区\t间距");
    }

    @Test
    void markupIsText() {
        var body = Body.read(doc(paragraph("<script>alert(1)</script><img src=x onerror=alert(1)>")));

        assertThat(body.plainText()).isEqualTo("<script>alert(1)</script><img src=x onerror=alert(1)>");
    }

    @Test
    void unknownNodesMarksAndAttributesAreRefused() {
        refused(doc(Map.of("type", "iframe", "attrs", Map.of("src", "https://example.org"))));
        refused(doc(Map.of("type", "paragraph", "onclick", "x")));
        refused(doc(Map.of("type", "paragraph", "attrs", Map.of("style", "color:red"))));
        refused(doc(heading(5, "太深")));
        refused(doc(Map.of("type", "image", "attrs", Map.of("src", "data:image/png;base64,AA"))));
        refused(doc(Map.of(
                "type",
                "paragraph",
                "content",
                List.of(Map.of("type", "text", "text", "粗", "marks", List.of(Map.of("type", "bold")))))));
        refused(Map.of("type", "paragraph"));
        refused(Map.of("type", "doc", "content", "text"));
        refused(Map.of("type", "doc", "content", List.of("text")));
    }

    @Test
    void controlCharactersAreRefused() {
        for (var bad : List.of("\u0000", "\u0007", "\u202e", "\ud800", "\ufeff", "\u2028")) {
            assertThatExceptionOfType(PlainText.ForbiddenCharacter.class)
                    .isThrownBy(() -> Body.read(doc(paragraph("字" + bad + "字"))));
        }
        assertThat(Body.read(doc(paragraph("𠮷野家 ①㎡"))).plainText()).isEqualTo("𠮷野家 ①㎡");
    }

    @Test
    void aBodyHasASizeAndADepth() {
        var many = new ArrayList<Map<String, Object>>();
        for (int i = 0; i <= BodyReader.BLOCKS_MAX; i++) {
            many.add(paragraph("段"));
        }
        assertThatExceptionOfType(BodyReader.BodyTooLarge.class)
                .isThrownBy(() -> Body.read(Map.of("type", "doc", "content", many)));
        assertThatExceptionOfType(BodyReader.BodyTooLarge.class)
                .isThrownBy(() -> Body.read(doc(paragraph("字".repeat(BodyReader.CHARACTERS_MAX + 1)))));

        Map<String, Object> deep = paragraph("底");
        for (int i = 0; i < 10_000; i++) {
            deep = Map.of("type", "paragraph", "content", List.of(deep));
        }
        refused(doc(deep));
    }

    @Test
    void aTitleOfTenThousandCharactersIsRefused() {
        assertThatExceptionOfType(PlainText.TooLong.class)
                .isThrownBy(() -> PlainText.line("title", "长".repeat(10_000), 200))
                .satisfies(refusal -> assertThat(refusal.facts()).containsExactly("标题", 200, 10_000));
    }

    @SafeVarargs
    private static Map<String, Object> doc(Map<String, Object>... blocks) {
        return Map.of("type", "doc", "content", List.of(blocks));
    }

    private static Map<String, Object> heading(int level, String text) {
        return Map.of("type", "heading", "attrs", Map.of("level", level), "content", List.of(text(text)));
    }

    private static Map<String, Object> paragraph(String text) {
        return Map.of("type", "paragraph", "content", List.of(text(text)));
    }

    private static Map<String, Object> cell(String type, String text) {
        return Map.of("type", type, "content", List.of(paragraph(text)));
    }

    private static Map<String, Object> text(String text) {
        return Map.of("type", "text", "text", text);
    }

    private static void refused(Map<String, Object> json) {
        assertThatExceptionOfType(BodyReader.UnknownNode.class).isThrownBy(() -> Body.read(json));
    }
}
