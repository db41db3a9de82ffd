package jinye.platform.papers;

import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import jinye.platform.papers.OfficialPage.Block;
import jinye.platform.papers.PageCanvas.Picture;
import org.jspecify.annotations.Nullable;

/** A picture in the text, centred in whole rows of the grid. One that cannot be read leaves its description. */
final class BodyPicture {

    private static final double SCREEN_PIXEL = 25.4 / 96;
    private static final double PRINTED_PIXEL_MIN = 25.4 / 300;
    private static final int ROWS_MAX = 20;
    private static final double ROOM = 1;
    /** A small file may unpack to gigabytes. */
    private static final long PIXELS_MAX = 40_000_000;

    private final Composer composer;
    private final Block.Picture picture;

    BodyPicture(Composer composer, Block.Picture picture) {
        this.composer = composer;
        this.picture = picture;
    }

    void set() {
        BufferedImage image = read(picture.png());
        if (image == null) {
            composer.paragraph(Span.of(FontRole.FANG, "（图片：" + picture.alt() + "）"), 2, 0, new Element("P"));
            return;
        }
        double width = Math.min(Grid.WIDTH, image.getWidth() * SCREEN_PIXEL);
        double height = width * image.getHeight() / image.getWidth();
        double highest = ROWS_MAX * Grid.PITCH - ROOM;
        if (height > highest) {
            width *= highest / height;
            height = highest;
        }
        int rows = (int) Math.ceil((height + ROOM) / Grid.PITCH);
        if (composer.row() + rows > composer.rowsAllowed()) {
            composer.newLeaf();
        }
        double y = Grid.TOP + composer.row() * Grid.PITCH + (rows * Grid.PITCH - height) / 2;
        double x = Grid.LEFT + (Grid.WIDTH - width) / 2;
        byte[] bytes = printed(image, width);
        var element = Element.figure(picture.alt().isBlank() ? "图片" : picture.alt());
        composer.leaf().pictures.add(new Picture(bytes, x, y, width, height, element));
        composer.moveTo(composer.row() + rows);
        composer.leaf().lastRow = composer.row() - 1;
    }

    private static @Nullable BufferedImage read(byte[] bytes) {
        try (ImageInputStream stream = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
            if (!readers.hasNext()) {
                return null;
            }
            ImageReader reader = readers.next();
            reader.setInput(stream, true, true);
            try {
                long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
                return pixels > PIXELS_MAX ? null : reader.read(0);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException damaged) {
            // ImageIO answers damaged files with runtime exceptions of many kinds
            return null;
        }
    }

    /** The given bytes, or a smaller picture when they hold more than a printer can show. */
    private byte[] printed(BufferedImage image, double width) {
        int enough = (int) Math.ceil(width / PRINTED_PIXEL_MIN);
        if (image.getWidth() < 1.5 * enough) {
            return picture.png();
        }
        int high = Math.max(1, (int) Math.round((double) enough * image.getHeight() / image.getWidth()));
        var small = new BufferedImage(
                enough,
                high,
                image.getColorModel().hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        var graphics = small.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(image, 0, 0, enough, high, null);
        graphics.dispose();
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(small, image.getColorModel().hasAlpha() ? "png" : "jpg", bytes);
        } catch (IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
