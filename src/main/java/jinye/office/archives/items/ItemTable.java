package jinye.office.archives.items;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import jinye.platform.papers.Sheet;
import org.jspecify.annotations.Nullable;

/** The columns that every printed list of items begins with (归档文件目录, DA/T 22-2015 §5.6), and what a list adds of its own. */
public final class ItemTable {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd");

    /** @param pages 0 for unknown. @param more what stands in the list's own columns */
    public record Entry(
            String archiveNumber,
            @Nullable String documentNumber,
            String responsible,
            String title,
            @Nullable LocalDate date,
            int pages,
            List<String> more) {}

    /** @param width share of the line */
    public record Column(double width, String title) {}

    private ItemTable() {}

    /** The heading first. */
    public static List<Sheet.Line> lines(List<Entry> entries, Column... own) {
        var lines = new ArrayList<Sheet.Line>();
        lines.add(new Sheet.Line(
                9,
                Stream.concat(
                                Stream.of(
                                        new Column(0.6, "序号"),
                                        new Column(2.4, "档号"),
                                        new Column(1.9, "文号"),
                                        new Column(1.7, "责任者"),
                                        new Column(3.2, "题名"),
                                        new Column(1.2, "日期"),
                                        new Column(0.7, "密级"),
                                        new Column(0.7, "页数")),
                                Stream.of(own))
                        .map(column -> Sheet.Cell.heading(column.width(), column.title()))
                        .toList()));
        for (var entry : entries) {
            var cells = new ArrayList<>(List.of(
                    Sheet.Cell.centred(0.6, Integer.toString(lines.size())),
                    Sheet.Cell.text(2.4, entry.archiveNumber()),
                    Sheet.Cell.text(1.9, entry.documentNumber() == null ? "" : entry.documentNumber()),
                    Sheet.Cell.text(1.7, entry.responsible()),
                    Sheet.Cell.text(3.2, entry.title()),
                    Sheet.Cell.centred(1.2, entry.date() == null ? "" : DAY.format(entry.date())),
                    // this system holds nothing classified
                    Sheet.Cell.centred(0.7, "无"),
                    Sheet.Cell.centred(0.7, entry.pages() == 0 ? "" : Integer.toString(entry.pages()))));
            for (int column = 0; column < own.length; column++) {
                cells.add(Sheet.Cell.text(own[column].width(), entry.more().get(column)));
            }
            lines.add(new Sheet.Line(9, cells));
        }
        return lines;
    }
}
