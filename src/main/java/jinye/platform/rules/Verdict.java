package jinye.platform.rules;

import java.util.List;
import java.util.Map;

/**
 * What a table says, and why.
 *
 * @param outputs by name; with {@code COLLECT} without aggregation a list each. Empty when no row holds
 * @param fired   the rows that hold and decided, in the order of the table
 */
public record Verdict(String table, Map<String, Object> outputs, List<FiredRow> fired) {

    /**
     * @param row    counted from 1
     * @param reason why it holds: 金额 ≥ 500000，单位级次 = 地市级
     * @param says   what it says: 决策主体 = 局长办公会
     * @param notes  what the table writes beside it, such as the source
     */
    public record FiredRow(int row, String reason, String says, List<String> notes) {}

    public boolean isSilent() {
        return fired.isEmpty();
    }

    /** One sentence for a log or a sheet. */
    public String sentence() {
        if (fired.isEmpty()) {
            return "《" + table + "》没有适用的行";
        }
        var rows = fired.stream()
                .map(row ->
                        "第 " + row.row() + " 行（" + (row.reason().isEmpty() ? "其他情形" : row.reason()) + "）：" + row.says())
                .toList();
        return "《" + table + "》" + String.join("；", rows);
    }
}
