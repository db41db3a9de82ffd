package jinye.office.archives.lending;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import javax.imageio.ImageIO;
import jinye.office.archives.items.ItemList;
import jinye.platform.files.Files;
import jinye.platform.papers.Papers;
import jinye.platform.papers.Sheet;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.springframework.stereotype.Component;

/** 办理过程 is plain text; to be looked at it is set on pages, so that it carries a watermark like everything else. */
@Component
class TextPages {

    private static final int DPI = 110;
    private static final int BYTES_MAX = 1024 * 1024;
    private static final double LINE_MILLIMETRES = 9;

    private final Files files;
    private final Papers papers;

    TextPages(Files files, Papers papers) {
        this.files = files;
        this.papers = papers;
    }

    int pages(long file) {
        try (var document = Loader.loadPDF(set(file))) {
            return document.getNumberOfPages();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    byte[] page(long file, int page) {
        try (var document = Loader.loadPDF(set(file))) {
            if (page < 1 || page > document.getNumberOfPages()) {
                throw new ItemList.NoSuchItem();
            }
            BufferedImage image = new PDFRenderer(document).renderImageWithDPI(page - 1, DPI, ImageType.RGB);
            var out = new ByteArrayOutputStream();
            ImageIO.write(image, "png", out);
            return out.toByteArray();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private byte[] set(long file) {
        String text;
        try (var in = files.open(file)) {
            text = new String(in.readNBytes(BYTES_MAX), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        var lines = new ArrayList<Sheet.Line>();
        for (var line : text.split("\n")) {
            if (!line.isBlank()) {
                lines.add(Sheet.Line.of(LINE_MILLIMETRES, Sheet.Cell.text(1, line.replace('\t', '　'))));
            }
        }
        return papers.sheet(new Sheet("办理过程", false, "", "", lines, 0)).pdf();
    }
}
