package jinye.platform.files;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Draws the pages of PDFs and pictures anew, for who may look at a file but not have it. */
@Component
class FilePages {

    private static final Logger log = LoggerFactory.getLogger(FilePages.class);

    static final int PAGES_MAX = 500;
    private static final int SIDE_MAX = 1600;
    /** More would not fit beside everything else that runs; such a picture is not shown. */
    private static final long PIXELS_MAX = 100_000_000;

    private final FileFolder folder;
    /** Drawing takes memory: one page after the other. */
    private final Semaphore turn = new Semaphore(1);

    FilePages(FileFolder folder) {
        this.folder = folder;
    }

    /** @return 0 when it cannot be drawn */
    int pages(StoredFile file) {
        if (isPicture(file)) {
            return size(folder.place(file.sha256())) > PIXELS_MAX ? 0 : 1;
        }
        Integer pages = isPdf(file) ? pdf(file, document -> Math.min(document.getNumberOfPages(), PAGES_MAX)) : null;
        return pages == null ? 0 : pages;
    }

    /** @param number from 1. @return a PNG, null when there is no such page or it cannot be drawn */
    byte @Nullable [] page(StoredFile file, int number) {
        if (number < 1 || number > pages(file)) {
            return null;
        }
        turn.acquireUninterruptibly();
        try {
            var image = isPicture(file) ? picture(folder.place(file.sha256())) : pdf(file, drawn(number));
            return image == null ? null : png(image);
        } finally {
            turn.release();
        }
    }

    private static boolean isPdf(StoredFile file) {
        return file.type().equals("application/pdf");
    }

    private static boolean isPicture(StoredFile file) {
        return file.type().equals("image/png") || file.type().equals("image/jpeg");
    }

    private static Function<PDDocument, @Nullable BufferedImage> drawn(int number) {
        return document -> {
            var box = document.getPage(number - 1).getCropBox();
            float side = Math.max(1, Math.max(box.getWidth(), box.getHeight()));
            var renderer = new PDFRenderer(document);
            renderer.setSubsamplingAllowed(true);
            try {
                return renderer.renderImage(number - 1, Math.min(2, SIDE_MAX / side), ImageType.RGB);
            } catch (IOException unreadable) {
                throw new java.io.UncheckedIOException(unreadable);
            }
        };
    }

    private <T> @Nullable T pdf(StoredFile file, Function<PDDocument, @Nullable T> look) {
        var path = folder.place(file.sha256());
        try (var document = Loader.loadPDF(path.toFile(), "", null, null, IOUtils.createTempFileOnlyStreamCache())) {
            return look.apply(document);
        } catch (IOException | RuntimeException | StackOverflowError unreadable) {
            log.info("No pages of {}: {}", path.getFileName(), unreadable.toString());
            return null;
        }
    }

    private static long size(Path path) {
        try (var in = ImageIO.createImageInputStream(path.toFile())) {
            var readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return Long.MAX_VALUE;
            }
            var reader = readers.next();
            try {
                reader.setInput(in);
                return (long) reader.getWidth(0) * reader.getHeight(0);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException unreadable) {
            return Long.MAX_VALUE;
        }
    }

    /** Large ones are read with fewer points, so that they never stand in memory whole. */
    private static @Nullable BufferedImage picture(Path path) {
        try (var in = ImageIO.createImageInputStream(path.toFile())) {
            var reader = ImageIO.getImageReaders(in).next();
            try {
                reader.setInput(in);
                int step = Math.max(1, Math.ceilDiv(Math.max(reader.getWidth(0), reader.getHeight(0)), SIDE_MAX));
                var fewer = reader.getDefaultReadParam();
                fewer.setSourceSubsampling(step, step, 0, 0);
                return reader.read(0, fewer);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException unreadable) {
            log.info("No picture of {}: {}", path.getFileName(), unreadable.toString());
            return null;
        }
    }

    private static byte[] png(BufferedImage image) {
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
