package jinye.office.documents.numbers;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import jinye.kernel.Moments;
import jinye.platform.papers.Sheet;
import jinye.platform.papers.Sheet.Cell;
import jinye.platform.papers.Sheet.Line;
import jinye.platform.papers.Sheet.Opinion;

/** 发文字号核对表 on paper. */
final class NumberSheet {

    private static final double ROW = 9;
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm").withZone(Moments.ZONE);

    private NumberSheet() {}

    static Sheet of(
            NumberReport report, NumberChecks.NumberCheckRow check, String approver, String approval, Instant now) {
        var lines = new ArrayList<Line>();
        lines.add(Line.of(
                ROW,
                Cell.heading(3, "机关代字"),
                Cell.heading(2, "最后号"),
                Cell.heading(2, "已用"),
                Cell.heading(2, "未印发"),
                Cell.heading(2, "作废"),
                Cell.heading(2, "跳号"),
                Cell.heading(2, "预留")));
        report.series()
                .forEach(one -> lines.add(Line.of(
                        ROW,
                        Cell.centred(3, one.series()),
                        number(one.last()),
                        number(one.used()),
                        number(one.open()),
                        number(one.cancelled()),
                        number(one.skipped()),
                        number(one.reserved()))));
        if (report.findings().isEmpty()) {
            lines.add(Line.of(ROW, Cell.text(15, "号码连续，没有发现问题。")));
        }
        report.findings()
                .forEach(one -> lines.add(Line.of(
                        ROW, Cell.text(4, one.number()), Cell.text(4, one.faultName()), Cell.text(7, one.sentence()))));
        lines.add(Line.of(
                20,
                Cell.opinions(
                        7.5,
                        "核对人",
                        List.of(new Opinion(check.remark(), check.checkedByName(), MOMENT.format(check.checkedAt())))),
                Cell.opinions(7.5, "复核人", List.of(new Opinion(approval, approver, MOMENT.format(now))))));
        return new Sheet(
                report.year() + "年发文字号核对表",
                false,
                report.unitName(),
                "校验值 " + check.sha256().substring(0, 16),
                lines,
                1);
    }

    private static Cell number(int value) {
        return Cell.centred(2, Integer.toString(value));
    }
}
