package jinye.platform.rights;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** A table written row by row, so that its length needs no memory; closing it ends the file. */
abstract class RightsTable implements AutoCloseable {

    enum Format {
        CSV("text/csv;charset=UTF-8", ".csv"),
        XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx");

        final String type;
        final String suffix;

        Format(String type, String suffix) {
            this.type = type;
            this.suffix = suffix;
        }
    }

    static RightsTable of(Format format, OutputStream out, String title, List<String> headings) {
        var table = switch (format) {
            case CSV -> new Csv(out);
            case XLSX -> new Sheet(out, title);
        };
        table.row(headings);
        return table;
    }

    abstract void row(List<String> cells);

    @Override
    public abstract void close();

    /** A cell that begins like a formula would be one when the file is opened (OWASP, CSV injection). */
    private static String harmless(String text) {
        var plain = text.replaceAll("\\p{Cntrl}", " ").strip();
        return !plain.isEmpty() && "=+-@".indexOf(plain.charAt(0)) >= 0 ? "'" + plain : plain;
    }

    private static final class Csv extends RightsTable {

        private final BufferedWriter writer;

        /** With a byte order mark, without which Excel takes UTF-8 for GBK. */
        Csv(OutputStream out) {
            writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            write("\ufeff");
        }

        @Override
        void row(List<String> cells) {
            write(cells.stream()
                    .map(cell -> '"' + harmless(cell).replace("\"", "\"\"") + '"')
                    .collect(Collectors.joining(",", "", "\r\n")));
        }

        private void write(String text) {
            try {
                writer.write(text);
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }

        @Override
        public void close() {
            try {
                writer.flush();
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }
    }

    private static final class Sheet extends RightsTable {

        private static final int FLUSH_EVERY = 500;

        private final Workbook book;
        private final Worksheet sheet;
        private int row;

        Sheet(OutputStream out, String title) {
            book = new Workbook(out, "Jinye", "1.0");
            sheet = book.newWorksheet(title);
        }

        @Override
        void row(List<String> cells) {
            for (int column = 0; column < cells.size(); column++) {
                if (row == 0) {
                    sheet.width(column, 24);
                }
                sheet.value(row, column, harmless(cells.get(column)));
            }
            if (++row % FLUSH_EVERY == 0) {
                try {
                    sheet.flush();
                } catch (IOException gone) {
                    throw new UncheckedIOException(gone);
                }
            }
        }

        @Override
        public void close() {
            try {
                book.finish();
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }
    }
}
