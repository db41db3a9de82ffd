package jinye.platform.files;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Plain text of files for searching. A file that cannot be read has none: searching must never stop an act. */
@Component
class FileText {

    static final int CHARACTERS_MAX = 500_000;
    private static final long NANOSECONDS_MAX = 20_000_000_000L;
    private static final Logger log = LoggerFactory.getLogger(FileText.class);

    private final FileFolder folder;
    private final JdbcClient database;
    private final Clock clock;

    FileText(FileFolder folder, JdbcClient database, Clock clock) {
        this.folder = folder;
        this.database = database;
        this.clock = clock;
    }

    String text(StoredFile file) {
        return database.sql("select content from files.extracted_text where sha256 = :sha256")
                .param("sha256", file.sha256())
                .query(String.class)
                .optional()
                .orElseGet(() -> extracted(file));
    }

    private String extracted(StoredFile file) {
        var text = extract(folder.place(file.sha256()), file.type());
        database.sql("""
                        insert into files.extracted_text (sha256, content, extracted_at) values (:sha256, :content, :at)
                        on conflict do nothing""")
                .param("sha256", file.sha256())
                .param("content", text)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return text;
    }

    static String extract(Path path, String type) {
        var out = new Limited();
        try {
            if (type.equals("application/pdf")) {
                pdf(path, out);
            } else if (type.startsWith("text/")) {
                try (var in = Files.newInputStream(path)) {
                    out.write(FileLook.decode(in.readNBytes(CHARACTERS_MAX * 2)));
                }
            } else {
                OfficeText.write(path, out);
            }
        } catch (Limited.Full full) {
            // the beginning is enough to find it by
        } catch (IOException | RuntimeException | StackOverflowError unreadable) {
            log.info("No text for searching in {} ({}): {}", path.getFileName(), type, unreadable.toString());
        }
        return out.text();
    }

    private static void pdf(Path path, Writer out) throws IOException {
        try (var document = Loader.loadPDF(path.toFile(), "", null, null, IOUtils.createTempFileOnlyStreamCache())) {
            var deadline = System.nanoTime() + NANOSECONDS_MAX;
            var stripper = new PDFTextStripper() {
                @Override
                public void processPage(PDPage page) throws IOException {
                    if (System.nanoTime() - deadline > 0) {
                        throw new Limited.Full();
                    }
                    super.processPage(page);
                }
            };
            stripper.writeText(document, out);
        }
    }

    /** Takes so many characters and no more; leaves out what the database cannot keep. */
    static final class Limited extends Writer {

        static final class Full extends IOException {}

        private final StringWriter kept = new StringWriter();

        @Override
        public void write(char[] characters, int from, int length) throws IOException {
            for (int i = from; i < from + length; i++) {
                if (kept.getBuffer().length() >= CHARACTERS_MAX) {
                    throw new Full();
                }
                if (characters[i] != 0) {
                    kept.write(characters[i]);
                }
            }
        }

        String text() {
            return kept.toString().strip();
        }

        @Override
        public void flush() {
            // nothing is held back
        }

        @Override
        public void close() {
            // nothing to close
        }
    }
}
