package jinye.platform.papers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;
import org.apache.pdfbox.util.Matrix;

/** Large pale words across every page. */
final class Watermark {

    private static final float SIZE_MAX = 110;
    private static final float SHARE_OF_DIAGONAL = 0.55f;
    private static final float OPACITY = 0.22f;
    private static final double SLOPE = Math.toRadians(45);

    private Watermark() {}

    static byte[] on(byte[] pdf, String words, Face face) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDType0Font font = PDType0Font.load(document, face.font(), true);
            for (PDPage page : document.getPages()) {
                draw(document, page, words, font);
            }
            var bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void draw(PDDocument document, PDPage page, String words, PDType0Font font) throws IOException {
        float width = page.getMediaBox().getWidth();
        float height = page.getMediaBox().getHeight();
        float room = (float) Math.hypot(width, height) * SHARE_OF_DIAGONAL;
        int count = words.codePointCount(0, words.length());
        float size = Math.min(SIZE_MAX, room / count);
        var pale = new PDExtendedGraphicsState();
        pale.setNonStrokingAlphaConstant(OPACITY);
        try (var content = new PDPageContentStream(document, page, AppendMode.APPEND, true, true)) {
            content.beginMarkedContent(COSName.ARTIFACT);
            content.setGraphicsStateParameters(pale);
            content.setNonStrokingColor(0.85f, 0f, 0.05f);
            content.beginText();
            content.setFont(font, size);
            var place = Matrix.getRotateInstance(SLOPE, width / 2, height / 2);
            place.concatenate(Matrix.getTranslateInstance(-size * count / 2, -size * 0.36f));
            content.setTextMatrix(place);
            content.showText(words);
            content.endText();
            content.endMarkedContent();
        }
    }
}
