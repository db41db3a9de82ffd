package jinye.platform.directory;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;

/** Reads the first sheet into lines of text; whether the text makes sense is decided elsewhere. */
final class PeopleSheetReader {

    static final int ROWS_MAX = 10_000;

    /** Longer texts cannot be right in any column; they are cut, so that the report stays readable. */
    private static final int TEXT_MAX = 100;

    /** @param row as Excel counts, the heading being 1. @param formulas the columns in which a formula stands */
    record Line(int row, Map<PeopleSheet.Column, String> texts, Set<PeopleSheet.Column> formulas) {

        String text(PeopleSheet.Column column) {
            return texts.getOrDefault(column, "");
        }
    }

    private PeopleSheetReader() {}

    static List<Line> read(byte[] content) {
        try (var book = new ReadableWorkbook(new ByteArrayInputStream(content));
                var rows = book.getFirstSheet().openStream()) {
            var iterator = rows.iterator();
            var columns = heading(iterator);
            var lines = new ArrayList<Line>();
            while (iterator.hasNext()) {
                var line = line(iterator.next(), columns);
                if (!line.texts().isEmpty() || !line.formulas().isEmpty()) {
                    if (lines.size() == ROWS_MAX) {
                        throw new SheetGuard.Refused("directory.sheet-too-long", ROWS_MAX);
                    }
                    lines.add(line);
                }
            }
            if (lines.isEmpty()) {
                throw new SheetGuard.Refused("directory.sheet-empty");
            }
            return lines;
        } catch (SheetGuard.Refused refused) {
            throw refused;
        } catch (IOException | ExcelReaderException | IllegalArgumentException | IndexOutOfBoundsException damaged) {
            throw new SheetGuard.Refused("directory.sheet-damaged");
        }
    }

    private static Map<Integer, PeopleSheet.Column> heading(Iterator<Row> rows) {
        if (!rows.hasNext()) {
            throw new SheetGuard.Refused("directory.sheet-empty");
        }
        var row = rows.next();
        var columns = new HashMap<Integer, PeopleSheet.Column>();
        for (int n = 0; n < Math.min(row.getCellCount(), 100); n++) {
            var title = text(row, n).replace("*", "").strip();
            for (var column : PeopleSheet.Column.values()) {
                if (column.title().equals(title) && !columns.containsValue(column)) {
                    columns.put(n, column);
                }
            }
        }
        var missing = new ArrayList<String>();
        for (var column : PeopleSheet.Column.values()) {
            if (column.needed() && !columns.containsValue(column)) {
                missing.add(column.title());
            }
        }
        if (!missing.isEmpty()) {
            throw new SheetGuard.Refused("directory.sheet-columns", String.join("、", missing));
        }
        return columns;
    }

    private static Line line(Row row, Map<Integer, PeopleSheet.Column> columns) {
        var texts = new EnumMap<PeopleSheet.Column, String>(PeopleSheet.Column.class);
        var formulas = EnumSet.noneOf(PeopleSheet.Column.class);
        columns.forEach((n, column) -> {
            if (row.getOptionalCell(n)
                    .filter(cell -> cell.getType() == CellType.FORMULA)
                    .isPresent()) {
                formulas.add(column);
            }
            var text = text(row, n);
            if (!text.isEmpty()) {
                texts.put(column, text);
            }
        });
        return new Line(row.getRowNum(), texts, formulas);
    }

    private static String text(Row row, int column) {
        var cell = row.getOptionalCell(column);
        if (cell.isEmpty() || cell.get().getType() == CellType.EMPTY) {
            return "";
        }
        var raw = cell.get().getType() == CellType.STRING
                ? cell.get().asString()
                : cell.get().getRawValue();
        if (raw == null) {
            return "";
        }
        var text = PeopleSheet.plain(
                raw.replaceAll("[\\p{Cntrl}\\u00a0\\u200b\\ufeff]+", " ").strip());
        return text.length() > TEXT_MAX ? text.substring(0, TEXT_MAX) : text;
    }
}
