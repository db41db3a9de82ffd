package jinye.office.archives.stocktaking;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.platform.directory.Directory;
import jinye.platform.papers.Papers;
import jinye.platform.papers.Sheet;
import org.springframework.stereotype.Component;

/** 盘点报告 and 统计年报 on paper. */
@Component
class CountingPapers {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy年M月d日").withZone(Moments.ZONE);

    private final Stocktakes stocktakes;
    private final AnnualStatistics statistics;
    private final Directory directory;
    private final Papers papers;

    CountingPapers(Stocktakes stocktakes, AnnualStatistics statistics, Directory directory, Papers papers) {
        this.stocktakes = stocktakes;
        this.statistics = statistics;
        this.directory = directory;
        this.papers = papers;
    }

    /** Differences line by line; what was found needs no line. */
    byte[] report(Actor actor, long id) {
        var row = stocktakes.row(actor, id);
        var lines = new ArrayList<Sheet.Line>();
        lines.add(heading("档号", "题名", "盘点情况", "说明", "处理结果"));
        for (var line : stocktakes.lines(id)) {
            if (line.outcome() == Stocktakes.Outcome.FOUND) {
                continue;
            }
            lines.add(Sheet.Line.of(
                    9,
                    Sheet.Cell.text(2.4, line.archiveNumber()),
                    Sheet.Cell.text(3, line.title()),
                    Sheet.Cell.centred(1.2, line.outcomeTerm()),
                    Sheet.Cell.text(2.4, line.note()),
                    Sheet.Cell.text(2.4, line.resolution() == null ? "" : line.resolution())));
        }
        lines.add(Sheet.Line.of(
                12,
                Sheet.Cell.field(1, "应盘", row.items() + " 件"),
                Sheet.Cell.field(1, "已盘", row.counted() + " 件"),
                Sheet.Cell.field(1, "不符", row.differences() + " 件")));
        lines.add(Sheet.Line.of(
                12,
                Sheet.Cell.field(1, "发起", row.openedByName() + " " + DAY.format(row.openedAt())),
                Sheet.Cell.field(
                        1, "完成", row.closedAt() == null ? "" : row.closedByName() + " " + DAY.format(row.closedAt()))));
        return papers.sheet(new Sheet(
                        directory.unit(actor.unit()).name() + "档案盘点报告",
                        false,
                        row.name(),
                        row.open() ? "盘点中" : "已完成",
                        lines,
                        1))
                .pdf();
    }

    byte[] annual(Actor actor, int year) {
        var unit = directory.unit(actor.unit());
        var lines = new ArrayList<Sheet.Line>();
        lines.add(Sheet.Line.of(
                9,
                Sheet.Cell.heading(1.4, "类别"),
                Sheet.Cell.heading(2.6, "指标"),
                Sheet.Cell.heading(1, "单位"),
                Sheet.Cell.heading(1.4, "数值")));
        for (var figure : statistics.report(actor, year).figures()) {
            lines.add(Sheet.Line.of(
                    9,
                    Sheet.Cell.text(1.4, figure.group()),
                    Sheet.Cell.text(2.6, figure.name()),
                    Sheet.Cell.centred(1, figure.unit()),
                    Sheet.Cell.centred(1.4, figure.value())));
        }
        return papers.sheet(
                        new Sheet("档案工作基本情况统计年报", false, unit.name() + "　全宗号 " + unit.fonds(), year + " 年", lines, 1))
                .pdf();
    }

    private static Sheet.Line heading(String... titles) {
        var widths = List.of(2.4, 3.0, 1.2, 2.4, 2.4);
        var cells = new ArrayList<Sheet.Cell>();
        for (int column = 0; column < titles.length; column++) {
            cells.add(Sheet.Cell.heading(widths.get(column), titles[column]));
        }
        return new Sheet.Line(9, cells);
    }
}
