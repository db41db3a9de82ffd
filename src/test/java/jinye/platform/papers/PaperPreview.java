package jinye.platform.papers;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import jinye.platform.papers.OfficialPage.Format;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.PDFRenderer;

/** Writes the samples as PDF and PNG into a folder, to be looked at: {@code PaperPreview FOLDER}. */
final class PaperPreview {

    private static final int DPI = 96;

    private PaperPreview() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        Papers papers = PaperSamples.PAPERS;
        ThreadMXBean time = ManagementFactory.getThreadMXBean();
        long opened = time.getCurrentThreadCpuTime();
        var seal = PaperSamples.seal();
        papers.print(PaperSamples.notice(PaperSamples.text(6), seal));
        System.out.println("first page after " + (time.getCurrentThreadCpuTime() - opened) / 1_000_000 + " ms");
        write(folder, "notice", papers.print(PaperSamples.notice(PaperSamples.text(6), seal)));
        write(folder, "request", papers.print(PaperSamples.request(List.of("周建国", "李明"), seal)));
        write(
                folder,
                "letter",
                papers.print(PaperSamples.of(
                        Format.LETTER, PaperSamples.BUREAU, PaperSamples.text(8), List.of("省政府办公厅"), seal)));
        write(
                folder,
                "order",
                papers.print(PaperSamples.order(
                        new OfficialPage.Seal(new SealPicture(PaperSamples.SHELF).drawSignature("周建国", 24), 24))));
        write(folder, "wide", papers.print(PaperSamples.notice(PaperSamples.wideTable(40), seal)));
        write(folder, "minutes", papers.print(PaperSamples.minutes()));
        write(folder, "table", papers.print(PaperSamples.notice(PaperSamples.table(), seal)));
        write(folder, "draft", papers.sheet(SheetSamples.draft()));
        write(folder, "incoming", papers.sheet(SheetSamples.incoming(12)));
        write(folder, "receipts", papers.sheet(SheetSamples.receipts()));
        var long10 = PaperSamples.notice(PaperSamples.text(66), seal);
        write(folder, "ten", papers.print(long10));
        for (int i = 0; i < 30; i++) {
            long start = time.getCurrentThreadCpuTime();
            papers.print(long10);
            System.out.print((time.getCurrentThreadCpuTime() - start) / 1_000_000 + " ");
        }
        System.out.println("ms of processor time");
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
