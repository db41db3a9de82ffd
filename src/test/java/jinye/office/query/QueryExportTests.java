package jinye.office.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QueryExportTests {

    @Test
    void aCellThatLooksLikeAFormulaBecomesText() {
        assertThat(QueryExport.cell("=HYPERLINK(\"http://x\")")).isEqualTo("\"'=HYPERLINK(\"\"http://x\"\")\"");
        assertThat(QueryExport.cell("+1")).startsWith("\"'");
        assertThat(QueryExport.cell("-1")).startsWith("\"'");
        assertThat(QueryExport.cell("@SUM(A1)")).startsWith("\"'");
        assertThat(QueryExport.cell("＝1+1")).startsWith("\"'");
        assertThat(QueryExport.cell("关于=的通知")).isEqualTo("\"关于=的通知\"");
    }
}
