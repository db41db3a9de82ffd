package jinye.platform.papers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import org.springframework.stereotype.Service;

/** The front door of papers. */
@Service
public class Papers {

    private final FontShelf shelf;
    private final Clock clock;

    Papers(FontShelf shelf, Clock clock) {
        this.shelf = shelf;
        this.clock = clock;
    }

    /** Lays the document out and writes it as PDF/A. Refuses nothing; characters no font has are reported in the result. */
    public Paper print(OfficialPage page) {
        return shelf.read(
                fonts -> pdf(PageFormat.A4, new OfficialLayout(fonts, page).layout(), page.title(), page.signature()));
    }

    /** The same pages, character for character in the same places, as OFD (GB/T 33190-2016). */
    public OfdPaper printOfd(OfficialPage page) {
        return shelf.read(fonts -> ofd(new OfficialLayout(fonts, page).layout(), page.title(), page.signature()));
    }

    /** Prints a filled-in form: 发文稿纸, 文件处理单, 签收清单, 审批单. */
    public Paper sheet(Sheet sheet) {
        return shelf.read(fonts -> pdf(sheet.format(), new SheetLayout(fonts, sheet).layout(), sheet.title(), ""));
    }

    /** 花脸稿: the text with everybody's changes in colours. */
    public Paper marked(MarkedPage page) {
        String title = page.title().stream().map(MarkedPage.Mark::text).reduce("", String::concat);
        return shelf.read(fonts -> pdf(PageFormat.A4, new MarkedLayout(fonts, page).layout(), title, ""));
    }

    /** A copy with the words across every page, for readers; whatever signed the file no longer holds for the copy. */
    public byte[] watermarked(byte[] pdf, String words) {
        return shelf.read(fonts -> Watermark.on(pdf, words, fonts.first(FontRole.HEI)));
    }

    private Paper pdf(PageFormat format, LaidOut laidOut, String title, String author) {
        try (var canvas = new PdfCanvas(format)) {
            laidOut.draw(canvas);
            byte[] pdf = canvas.finish(CleanText.line(title), CleanText.line(author), clock.instant());
            return new Paper(pdf, laidOut.leaves().size(), laidOut.missingCharacters());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private OfdPaper ofd(LaidOut laidOut, String title, String author) {
        try {
            var canvas = new OfdCanvas();
            laidOut.draw(canvas);
            byte[] ofd = canvas.finish(CleanText.line(title), CleanText.line(author), clock.instant());
            return new OfdPaper(ofd, laidOut.leaves().size(), laidOut.missingCharacters(), laidOut.sealPlaces());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
