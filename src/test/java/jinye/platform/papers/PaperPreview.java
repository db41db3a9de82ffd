package jinye.platform.papers;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.PDFRenderer;

/** Writes the samples as PDF and PNG into a folder, to be looked at: {@code PaperPreview FOLDER}. */
final class PaperPreview {

    private static final int DPI = 96;

    private PaperPreview() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        write(
                folder,
                "notice",
                PaperSamples.PAPERS.print(PaperSamples.notice(PaperSamples.text(6), PaperSamples.seal())));
        write(
                folder,
                "request",
                PaperSamples.PAPERS.print(PaperSamples.request(List.of("周建国", "李明"), PaperSamples.seal())));
    }

    private static void write(Path folder, String name, Paper paper) throws Exception {
        Files.write(folder.resolve(name + ".pdf"), paper.pdf());
        System.out.println(
                name + " " + paper.pages() + " pages, " + paper.pdf().length + " bytes, missing " + paper.missing());
        try (var document = Loader.loadPDF(paper.pdf())) {
            var renderer = new PDFRenderer(document);
            for (int i = 0; i < document.getNumberOfPages(); i += 2) {
                BufferedImage left = renderer.renderImageWithDPI(i, DPI);
                var both = new BufferedImage(2 * left.getWidth() + 8, left.getHeight(), BufferedImage.TYPE_INT_RGB);
                Graphics2D graphics = both.createGraphics();
                graphics.setColor(Color.GRAY);
                graphics.fillRect(0, 0, both.getWidth(), both.getHeight());
                graphics.drawImage(left, 0, 0, null);
                if (i + 1 < document.getNumberOfPages()) {
                    graphics.drawImage(renderer.renderImageWithDPI(i + 1, DPI), left.getWidth() + 8, 0, null);
                }
                graphics.dispose();
                ImageIO.write(
                        both,
                        "png",
                        folder.resolve(name + "-" + (i + 1) + ".png").toFile());
            }
        }
    }
}
