package jinye.platform.forms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import jinye.kernel.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** What a form may look like, what is refused, and what is only pointed out. */
class FormTests {

    private static final String NOTHING =
            "{\"type\":\"VerticalLayout\",\"elements\":[],\"access\":{\"apply\":{\"*\":\"edit\"}}}";

    @ParameterizedTest(name = "{1}: {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"object\",                              | forms.text-broken",
                "{\"type\":\"object\"} trailing                     | forms.text-broken",
                "{\"type\":\"object\",\"type\":\"object\"}          | forms.text-broken",
                "[]                                                 | forms.text-no-object",
                "{\"type\":\"array\"}                               | forms.schema-no-object",
                "{\"type\":\"object\",\"$schema\":\"http://json-schema.org/draft-04/schema#\"} | forms.schema-dialect",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"http://127.0.0.1/x.json\"}}} | forms.schema-keyword",
                "{\"type\":\"object\",\"$defs\":{}}                 | forms.schema-keyword",
                "{\"type\":\"object\",\"minProperties\":\"two\"}    | forms.schema-invalid",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\",\"pattern\":\"(a+)+$\"}}} | forms.schema-pattern",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\",\"pattern\":\"a*b*c*d\"}}} | forms.schema-pattern",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\",\"pattern\":\"(\"}}} | forms.schema-pattern",
                "{\"type\":\"object\",\"properties\":{\"a b\":{\"type\":\"string\"}}} | forms.field-name",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"null\"}}} | forms.field-type",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}}}} | forms.field-list",
            })
    void anUnreadableSchemaIsRefusedWithItsReason(String schema, String code) {
        assertThatExceptionOfType(Form.Unreadable.class)
                .isThrownBy(() -> Form.read(schema, NOTHING))
                .satisfies(refused -> assertThat(refused.faults())
                        .extracting(Refusal.Fault::code)
                        .contains(code));
    }

    @ParameterizedTest(name = "{1}: {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"Categorization\"} | forms.layout-type",
                "{\"type\":\"VerticalLayout\",\"elements\":[1]} | forms.layout-element",
                "{\"type\":\"Control\",\"scope\":\"properties/a\"} | forms.layout-scope",
                "{\"type\":\"Group\",\"rule\":{\"effect\":\"EXPLODE\"}} | forms.rule-effect",
                "{\"type\":\"Group\",\"rule\":{\"effect\":\"HIDE\",\"condition\":{\"scope\":\"#/properties/a\",\"schema\":{\"$ref\":\"#\"}}}} | forms.rule-condition",
                "{\"type\":\"Group\",\"access\":{\"apply\":{\"*\":\"write\"}}} | forms.access-word",
            })
    void anUnreadableLayoutIsRefusedWithItsReason(String layout, String code) {
        assertThatExceptionOfType(Form.Unreadable.class)
                .isThrownBy(() -> Form.read("{\"type\":\"object\",\"properties\":{}}", layout))
                .satisfies(refused -> assertThat(refused.faults())
                        .extracting(Refusal.Fault::code)
                        .contains(code));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "price * missing            | forms.formula-field",
                "$sum(rows.missing)         | forms.formula-field",
                "$eval('1')                 | forms.formula-function",
                "$now()                     | forms.formula-function",
                "function($x){$x}(1)        | forms.formula-field",
                "λ($x){$x}(1)               | forms.formula-field",
                "[1..1000000]               | forms.formula-sign",
                "rows.*                     | forms.formula-sign",
                "**                         | forms.formula-sign",
                "($a := 1; $a)              | forms.formula-function",
                "name ~> /a+/               | forms.formula-sign",
                "$contains(name, /[0-9]+/)  | forms.formula-sign",
                "price +                    | forms.formula-unreadable",
                "(price                     | forms.formula-unreadable",
                "total + 1                  | forms.computed-circle",
                "other                      | forms.computed-circle",
            })
    void anExpressionThatCannotBeLetInIsPointedOut(String expression, String code) {
        var form = Form.read("""
                {"type":"object","properties":{
                  "name":{"type":"string"},"price":{"x-money":true},
                  "rows":{"type":"array","items":{"type":"object","properties":{"price":{"x-money":true}}}},
                  "other":{"type":"number","x-computed":"total"},
                  "total":{"type":"number","x-computed":"%s"}}}""".formatted(expression), NOTHING);

        assertThat(form.findings()).extracting(found -> found.fault().code()).contains(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "price * 2",
                "$sum(rows.price)",
                "$sum(rows[price > 10].price)",
                "$sum(rows.(price * 2))",
                "$round(price * 0.13, 2)",
                "price > 100 ? price * 0.9 : price",
                "$count(rows)",
                "($sum(rows.price) + price) / 2",
                "`price` - 1",
                "$exists(who) ? $length(who.name) : 0",
                "name = 'a' or name in ['b', 'c'] ? 1 : 2"
            })
    void usualExpressionsAreLetIn(String expression) {
        var form = Form.read("""
                {"type":"object","properties":{
                  "name":{"type":"string"},"price":{"x-money":true},"who":{"x-person":true},
                  "rows":{"type":"array","items":{"type":"object","properties":{"price":{"x-money":true}}}},
                  "total":{"type":"number","x-computed":"%s"}}}""".formatted(expression), NOTHING);

        assertThat(form.formulas).containsKey("total");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    cost + extra               | true
                    cost + (away ? extra : 0)  | false
                    cost * 2                   | false""")
    void aSumWithWhatMayBeHiddenIsPointedOut(String sum, boolean doubtful) {
        var form = Form.read("""
                {"type":"object","properties":{
                  "away":{"type":"boolean","title":"出差"},"cost":{"type":"number","title":"费用"},
                  "extra":{"type":"number","title":"补助"},"sum":{"type":"number","title":"合计","x-computed":"%s"}}}""".formatted(sum), """
                {"type":"VerticalLayout","elements":[
                  {"type":"Control","scope":"#/properties/away"},{"type":"Control","scope":"#/properties/cost"},
                  {"type":"Control","scope":"#/properties/extra","rule":{"effect":"SHOW","condition":{"scope":"#/properties/away","schema":{"const":true}}}},
                  {"type":"Control","scope":"#/properties/sum"}],
                 "access":{"apply":{"*":"edit"}}}""");

        var codes = form.findings().stream().map(found -> found.fault().code());
        assertThat(codes.anyMatch("forms.computed-hidden"::equals)).isEqualTo(doubtful);
    }

    @Test
    void whatNobodyCanFillInAndWhatIsMissingIsPointedOut() {
        var form = Form.read("""
                {"type":"object","required":["lost"],"properties":{
                  "reason":{"type":"string","title":"事由"},"opinion":{"type":"string","title":"意见"},
                  "lost":{"type":"string","title":"遗漏"},"sum":{"x-money":true,"x-computed":"price * 2","title":"合计"}}}""", """
                {"type":"VerticalLayout","elements":[
                  {"type":"Control","scope":"#/properties/reason"},{"type":"Control","scope":"#/properties/opinion"},
                  {"type":"Control","scope":"#/properties/reason"},
                  {"type":"Control","scope":"#/properties/gone"},
                  {"type":"Control","scope":"#/properties/sum","rule":{"effect":"SHOW","condition":{"scope":"#/properties/away","schema":{"const":1}}}}],
                 "access":{"apply":{"reason":"edit","vanished":"edit","lost":"edit"}}}""");

        assertThat(form.findings().stream()
                        .map(found -> found.weight() + " " + found.fault().code()))
                .containsExactlyInAnyOrder(
                        "ERROR forms.formula-field",
                        "WARNING forms.control-twice",
                        "ERROR forms.control-field",
                        "WARNING forms.field-unused",
                        "ERROR forms.rule-field",
                        "ERROR forms.access-field",
                        "ERROR forms.field-nobody-fills",
                        "ERROR forms.field-demanded-unseen");
    }

    @Test
    void aFormOfFiveHundredFieldsIsReadAndChecked() {
        var properties = IntStream.range(0, 500)
                .mapToObj(n -> "\"f%d\":{\"type\":\"string\",\"title\":\"第%d项\",\"maxLength\":20}".formatted(n, n))
                .collect(Collectors.joining(","));
        var controls = IntStream.range(0, 500)
                .mapToObj(n -> "{\"type\":\"Control\",\"scope\":\"#/properties/f%d\"}".formatted(n))
                .collect(Collectors.joining(","));
        var form = Form.read(
                "{\"type\":\"object\",\"properties\":{" + properties + "}}",
                "{\"type\":\"VerticalLayout\",\"elements\":[" + controls
                        + "],\"access\":{\"apply\":{\"*\":\"required\"}}}");

        assertThat(form.findings()).isEmpty();
        assertThat(form.check("apply", empty(), Forms.data("{\"f3\":\"三\"}"), Form.Purpose.SEND)
                        .faults())
                .hasSize(100);
        var limits = new FormLimits(400, 10);
        assertThatExceptionOfType(Form.Unreadable.class)
                .isThrownBy(
                        () -> Form.read(form.schema().toString(), form.layout().toString(), limits))
                .satisfies(refused ->
                        assertThat(refused.faults().getFirst().facts()).isEqualTo(List.of(500, 400)));
    }

    @Test
    void tenThousandRowsAreTooManyAndFiveThousandAreReckoned() {
        var form = Form.read("""
                {"type":"object","properties":{
                  "rows":{"type":"array","title":"明细","items":{"type":"object","properties":{
                    "quantity":{"type":"integer"},"price":{"x-money":true},"amount":{"x-money":true,"x-computed":"quantity * price"}}}},
                  "total":{"x-money":true,"x-computed":"$sum(rows.amount)"}}}""", """
                {"type":"VerticalLayout","elements":[{"type":"Control","scope":"#/properties/rows"},{"type":"Control","scope":"#/properties/total"}],
                 "access":{"apply":{"*":"edit"}}}""");

        var tooMany = form.check("apply", empty(), rows(10_000), Form.Purpose.SEND);
        assertThat(tooMany.faults()).hasSize(1);
        assertThat(tooMany.faults().getFirst().code()).isEqualTo("forms.too-many-rows");
        assertThat(tooMany.faults().getFirst().facts()).isEqualTo(List.of("明细", 10_000, 5_000));

        var begun = System.nanoTime();
        var fine = form.check("apply", empty(), rows(5_000), Form.Purpose.SEND);
        assertThat(fine.faults()).isEmpty();
        assertThat(fine.data().path("total").asString()).isEqualTo("16500.00");
        assertThat(System.nanoTime() - begun).isLessThan(10_000_000_000L);
    }

    private static ObjectNode rows(int count) {
        var row = "{\"quantity\":3,\"price\":\"1.10\"}";
        return Forms.data(
                "{\"rows\":[" + IntStream.range(0, count).mapToObj(n -> row).collect(Collectors.joining(",")) + "]}");
    }

    @Test
    void declaredValuesComeOutTyped() {
        var form = Form.read("""
                {"type":"object","properties":{
                  "kind":{"type":"string","title":"类别","oneOf":[{"const":"goods","title":"货物"}],"x-analyse":"dimension"},
                  "amount":{"x-money":true,"title":"金额","x-analyse":"measure"},
                  "by":{"type":"string","format":"date","title":"日期","x-analyse":"dimension"},
                  "note":{"type":"string","title":"备注","x-analyse":"none"},
                  "who":{"type":"array","title":"人员","items":{"x-person":true},"x-analyse":"dimension"},
                  "rows":{"type":"array","title":"明细","items":{"type":"object","properties":{
                    "hours":{"type":"number","title":"工时","x-analyse":"measure"}}}}}}""", NOTHING);

        var found = form.indicators(Forms.data("""
                {"kind":"goods","amount":"1200.50","by":"2026-11-24","note":"无","who":[{"id":7,"name":"李敏"},{"id":8,"name":"何伟"}],
                 "rows":[{"#":1,"hours":1.5},{"#":3,"hours":2}]}"""));

        assertThat(found)
                .extracting(Indicator::field, Indicator::type, Indicator::row, Indicator::label)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("kind", Indicator.Type.TEXT, null, "货物"),
                        org.assertj.core.groups.Tuple.tuple("amount", Indicator.Type.MONEY, null, "1200.50"),
                        org.assertj.core.groups.Tuple.tuple("by", Indicator.Type.DATE, null, "2026-11-24"),
                        org.assertj.core.groups.Tuple.tuple("who", Indicator.Type.TEXT, null, "李敏"),
                        org.assertj.core.groups.Tuple.tuple("who", Indicator.Type.TEXT, null, "何伟"),
                        org.assertj.core.groups.Tuple.tuple("rows/hours", Indicator.Type.NUMBER, 1L, "1.5"),
                        org.assertj.core.groups.Tuple.tuple("rows/hours", Indicator.Type.NUMBER, 3L, "2"));
        assertThat(found.get(1).number()).isEqualTo(new BigDecimal("1200.50"));
        assertThat(found.get(2).date()).isEqualTo(LocalDate.of(2026, 11, 24));
        assertThat(found.get(3).text()).isEqualTo("7");
    }

    @Test
    void whatIsHiddenFromAStepIsNotShown() {
        var form = Form.read("""
                {"type":"object","properties":{"a":{"type":"string"},
                  "rows":{"type":"array","items":{"type":"object","properties":{"b":{"type":"string"},"c":{"type":"string"}}}}}}""", """
                {"type":"VerticalLayout","elements":[],"access":{"apply":{"*":"read","a":"hidden","rows/c":"hidden"}}}""");

        assertThat(form.show("apply", Forms.data("{\"a\":\"1\",\"rows\":[{\"#\":1,\"b\":\"2\",\"c\":\"3\"}]}"))
                        .toString())
                .isEqualTo("{\"rows\":[{\"#\":1,\"b\":\"2\"}]}");
    }

    private static ObjectNode empty() {
        return Forms.data("{}");
    }
}
