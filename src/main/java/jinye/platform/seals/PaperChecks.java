package jinye.platform.seals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jinye.kernel.Refusal;
import jinye.platform.files.Files;
import jinye.platform.papers.reading.OfdFile;
import org.apache.pdfbox.Loader;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The front door for checking a file of anybody (验章): what it is, what it says about itself, who sealed it, whether it is intact. */
@Service
public class PaperChecks {

    /**
     * @param kind  OFD or PDF
     * @param about what the file says about itself: title, author …
     * @param text  of the pages, in their order; empty for PDF, which the reader shows itself
     * @param seals in the order in which they were made; empty when the file is not sealed
     * @param sizes of the pages; empty for PDF
     */
    public record CheckedPaper(
            String kind,
            Map<String, String> about,
            int pages,
            List<String> text,
            List<CheckedSeal> seals,
            List<PageSize> sizes,
            List<PaperAttachment> attachments,
            List<PaperAnnotation> annotations) {

        /** Who checks a file that is shown anyway needs its text no second time. */
        public CheckedPaper withoutText() {
            return new CheckedPaper(kind, about, pages, List.of(), seals, sizes, attachments, annotations);
        }

        public boolean valid() {
            return !seals.isEmpty() && seals.stream().allMatch(CheckedSeal::valid);
        }
    }

    /** In millimetres. */
    public record PageSize(double width, double height) {}

    /** @param size in bytes */
    public record PaperAttachment(String name, String format, long size) {}

    /** @param page counted from 1 */
    public record PaperAnnotation(int page, String type, String creator, String changed, String remark) {}

    /** A file is checked in memory. */
    private static final long SIZE_MAX = 20L << 20;

    private final OfdSeals ofdSeals;
    private final PdfSignatures pdfSignatures;
    private final Files files;

    PaperChecks(OfdSeals ofdSeals, PdfSignatures pdfSignatures, Files files) {
        this.ofdSeals = ofdSeals;
        this.pdfSignatures = pdfSignatures;
        this.files = files;
    }

    /** A stored file. */
    public CheckedPaper check(long file) {
        return check(bytes(file));
    }

    byte[] bytes(long file) {
        long size = files.file(file).size();
        if (size > SIZE_MAX) {
            throw new TooLarge();
        }
        try (var content = files.open(file)) {
            return content.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    public CheckedPaper check(byte[] file) {
        if (startsWith(file, "%PDF-")) {
            return pdf(file);
        }
        if (!startsWith(file, "PK")) {
            throw new NoPaper();
        }
        var ofd = OfdFile.read(file);
        return new CheckedPaper(
                "OFD",
                ofd.about(),
                ofd.pages().size(),
                ofd.pages().stream().map(OfdFile.Page::text).toList(),
                ofdSeals.check(ofd),
                ofd.pages().stream()
                        .map(page -> new PageSize(page.width(), page.height()))
                        .toList(),
                ofd.attachments().stream()
                        .map(one -> new PaperAttachment(one.name(), one.format(), one.size()))
                        .toList(),
                ofd.annotations().stream()
                        .map(one -> new PaperAnnotation(
                                one.page() + 1, one.type(), one.creator(), one.changed(), one.remark()))
                        .toList());
    }

    private static boolean startsWith(byte[] file, String word) {
        for (int i = 0; i < word.length(); i++) {
            if (file.length <= i || file[i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private CheckedPaper pdf(byte[] file) {
        try (var document = Loader.loadPDF(file)) {
            var information = document.getDocumentInformation();
            var about = new LinkedHashMap<String, String>();
            put(about, "Title", information.getTitle());
            put(about, "Author", information.getAuthor());
            put(about, "Creator", information.getProducer());
            return new CheckedPaper(
                    "PDF",
                    about,
                    document.getNumberOfPages(),
                    List.of(),
                    pdfSignatures.check(file),
                    List.of(),
                    List.of(),
                    List.of());
        } catch (IOException damaged) {
            throw new PdfSignatures.DamagedPdf();
        }
    }

    private static void put(Map<String, String> about, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            about.put(name, value);
        }
    }

    static final class TooLarge extends Refusal {
        TooLarge() {
            super(Kind.TOO_LARGE, "seals.too-large", SIZE_MAX >> 20);
        }
    }

    static final class NoPaper extends Refusal {
        NoPaper() {
            super(Kind.INVALID, "seals.not-a-paper");
        }
    }
}
