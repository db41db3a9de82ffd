package jinye.platform.forms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The table of cases that the workspace runs too ({@code cases.test.ts}). */
class FormCasesTests {

    static final Path CASES = Path.of("src/test/resources/forms/cases.json");

    @TestFactory
    Stream<DynamicTest> everyCaseComesOut() throws IOException {
        var table = Texts.read(Files.readString(CASES));
        return table.path("cases")
                .valueStream()
                .map(row -> DynamicTest.dynamicTest(
                        row.path("name").asString(),
                        () -> check(
                                row, table.path("forms").path(row.path("form").asString()))));
    }

    private static void check(JsonNode row, JsonNode texts) {
        var form =
                Form.read(texts.path("schema").toString(), texts.path("layout").toString());

        var checked = form.check(
                row.path("step").asString(),
                (ObjectNode) row.path("before"),
                (ObjectNode) row.path("after"),
                Form.Purpose.valueOf(row.path("purpose").asString()));

        assertThat(checked.faults().stream()
                        .map(fault -> fault.pointer() + " " + fault.code())
                        .sorted())
                .containsExactlyElementsOf(row.path("faults")
                        .valueStream()
                        .map(fault ->
                                fault.path(0).asString() + " " + fault.path(1).asString())
                        .toList());
        assertThat(sorted(checked.data())).isEqualTo(sorted(row.path("data")));
    }

    private static String sorted(JsonNode data) {
        return Texts.JSON
                .rebuild()
                .enable(tools.jackson.databind.SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .build()
                .writeValueAsString(Texts.JSON.treeToValue(data, java.util.TreeMap.class));
    }
}
