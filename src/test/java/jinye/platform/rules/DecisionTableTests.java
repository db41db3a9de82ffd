package jinye.platform.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.Set;
import jinye.platform.rules.DecisionTable.Aggregation;
import jinye.platform.rules.DecisionTable.HitPolicy;
import jinye.platform.rules.DecisionTable.TableInput;
import jinye.platform.rules.DecisionTable.TableOutput;
import jinye.platform.rules.DecisionTable.TableRow;
import jinye.platform.rules.DecisionTable.Type;
import jinye.platform.rules.DecisionTables.TableExample;
import jinye.sample.JinyeTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What decision tables say, how they explain it, and what is found in them before they are used. */
@JinyeTest
class DecisionTableTests {

    @Autowired
    DecisionTables tables;

    /** Who decides on a payment: by level of the unit and amount. */
    private static DecisionTable authority(HitPolicy policy, String... bounds) {
        return new DecisionTable(
                "authority",
                "资金支付审批权限",
                policy,
                Aggregation.NONE,
                List.of(
                        new TableInput("单位级次", "level", Type.STRING, List.of("CITY", "COUNTY")),
                        new TableInput("金额（元）", "amount", Type.NUMBER, List.of())),
                List.of(new TableOutput("审批人", "decider", Type.STRING, List.of("principal", "leader"))),
                List.of("依据"),
                List.of(
                        new TableRow(List.of("\"COUNTY\"", bounds[0]), List.of("\"leader\""), List.of("F01")),
                        new TableRow(List.of("\"COUNTY\"", bounds[1]), List.of("\"principal\""), List.of("F01")),
                        new TableRow(List.of("\"CITY\"", "< 2000000"), List.of("\"leader\""), List.of("F01")),
                        new TableRow(List.of("\"CITY\"", ">= 2000000"), List.of("\"principal\""), List.of("F01"))));
    }

    @Test
    void aVerdictSaysWhichRowFiredAndWhy() {
        var verdict = tables.evaluate(
                authority(HitPolicy.UNIQUE, "< 500000", ">= 500000"), Map.of("level", "COUNTY", "amount", "500000.00"));

        assertThat(verdict.outputs()).isEqualTo(Map.of("decider", "principal"));
        assertThat(verdict.fired()).singleElement().satisfies(fired -> {
            assertThat(fired.row()).isEqualTo(2);
            assertThat(fired.reason()).isEqualTo("单位级次 = COUNTY，金额（元） ≥ 500000");
            assertThat(fired.says()).isEqualTo("审批人 = principal");
            assertThat(fired.notes()).containsExactly("F01");
        });
        assertThat(verdict.sentence()).contains("第 2 行");
    }

    @Test
    void whatNoRowCoversIsSaidSo() {
        var verdict =
                tables.evaluate(authority(HitPolicy.UNIQUE, "< 500000", ">= 500000"), Map.of("level", "PROVINCE"));

        assertThat(verdict.isSilent()).isTrue();
        assertThat(verdict.sentence()).contains("没有适用的行");
    }

    @Test
    void overlappingRowsAreFoundBeforeUse() {
        var found = tables.check(authority(HitPolicy.UNIQUE, "<= 500000", ">= 500000"), List.of(), null);

        assertThat(found).singleElement().satisfies(finding -> {
            assertThat(finding.isError()).isTrue();
            assertThat(finding.sentence()).contains("第 1、2 行").contains("金额（元） = 500000");
        });
    }

    @Test
    void gapsBetweenRangesAreFoundBeforeUse() {
        var found = tables.check(authority(HitPolicy.UNIQUE, "< 400000", ">= 500000"), List.of(), null);

        assertThat(found).isNotEmpty().allSatisfy(finding -> {
            assertThat(finding.isError()).isFalse();
            assertThat(finding.code()).isEqualTo("rules.gap");
        });
        assertThat(found.getFirst().sentence()).contains("单位级次 = COUNTY").contains("400000");
    }

    @Test
    void aRowThatNeverDecidesIsFound() {
        var found = tables.check(authority(HitPolicy.FIRST, "-", ">= 500000"), List.of(), null);

        assertThat(found).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("rules.never");
            assertThat(finding.row()).isEqualTo(2);
        });
    }

    @Test
    void anExampleThatFailsKeepsTheTableBack() {
        var wrong =
                new TableExample("县局 60 万元", Map.of("level", "COUNTY", "amount", 600000), Map.of("decider", "leader"));

        var found = tables.check(authority(HitPolicy.UNIQUE, "< 500000", ">= 500000"), List.of(wrong), null);

        assertThat(found)
                .singleElement()
                .satisfies(finding -> assertThat(finding.sentence())
                        .contains("县局 60 万元")
                        .contains("应为 leader")
                        .contains("给出 principal"));
    }

    @Test
    void aColumnThatAsksForAMissingFactIsFound() {
        var found = tables.check(authority(HitPolicy.UNIQUE, "< 500000", ">= 500000"), List.of(), Set.of("amount"));

        assertThat(found)
                .singleElement()
                .satisfies(finding -> assertThat(finding.sentence()).contains("level"));
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        var table = authority(HitPolicy.PRIORITY, "[0..500000)", "not(< 500000)");

        assertThat(tables.read(tables.write(table))).isEqualTo(table);
    }

    @Test
    void cellsThatCannotBeReadAreNamed() {
        var found = tables.check(authority(HitPolicy.UNIQUE, "amount * 2 > 5", "[9..1]"), List.of(), null);

        assertThat(found).extracting(TableFinding::code).containsExactly("rules.cell", "rules.cell");
    }

    @Test
    void severalRowsTogetherAreCollected() {
        var table = new DecisionTable(
                "who",
                "会办部门",
                HitPolicy.COLLECT,
                Aggregation.NONE,
                List.of(
                        new TableInput("金额", "amount", Type.NUMBER, List.of()),
                        new TableInput("标签", "tags", Type.STRING, List.of())),
                List.of(new TableOutput("部门", "departments", Type.STRING, List.of())),
                List.of(),
                List.of(
                        new TableRow(List.of("-", "-"), List.of("\"CWC\""), List.of()),
                        new TableRow(List.of("[100..200]", "-"), List.of("\"SJC\""), List.of()),
                        new TableRow(List.of("-", "\"合同\",\"诉讼\""), List.of("\"FGC\""), List.of())));

        var verdict = tables.evaluate(table, Map.of("amount", 150, "tags", List.of("诉讼", "其他")));

        assertThat(verdict.outputs()).isEqualTo(Map.of("departments", List.of("CWC", "SJC", "FGC")));
        assertThat(verdict.fired()).hasSize(3);
    }

    @Test
    void foreignFilesCannotReachOutside() {
        assertThatExceptionOfType(BadTable.class)
                .isThrownBy(
                        () -> tables.read(
                                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\">&e;</definitions>"))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo("rules.unreadable"));
        assertThatExceptionOfType(BadTable.class)
                .isThrownBy(() -> tables.read("<bpmn/>"))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo("rules.not-dmn"));
    }
}
