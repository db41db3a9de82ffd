package jinye.platform.papers;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import javax.imageio.ImageIO;
import jinye.platform.papers.reading.OfdFile;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Draws the pages of an OFD file of anybody: text with its own fonts, paths, pictures, templates, annotations and seals. */
@Service
public class OfdPictures {

    private static final int WIDTH_MIN = 100;
    private static final int WIDTH_MAX = 2_400;
    private static final int PIXELS_MAX = 6_000_000;

    /**
     * A seal on a page.
     *
     * @param clip x, y, width and height of the part that is shown, from the upper left corner of the place; null for all of it
     * @param picture PNG, JPEG … or an OFD file
     */
    public record Stamp(
            int page, double x, double y, double width, double height, double @Nullable [] clip, byte[] picture) {}

    /** @param notShown sentences about what could not be drawn as it is */
    public record Picture(byte[] png, List<String> notShown) {}

    private final FontShelf shelf;

    OfdPictures(FontShelf shelf) {
        this.shelf = shelf;
    }

    /** @param page counted from 0. @param width in pixels */
    public Picture draw(OfdFile file, int page, List<Stamp> stamps, int width) {
        var size = file.pages().get(page);
        double scale = Math.clamp(width, WIDTH_MIN, WIDTH_MAX) / size.width();
        scale = Math.min(scale, Math.sqrt(PIXELS_MAX / (size.width() * size.height())));
        int wide = Math.max(1, (int) Math.round(size.width() * scale));
        int high = Math.max(1, (int) Math.round(size.height() * scale));
        var image = new BufferedImage(wide, high, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        var notShown = new LinkedHashSet<String>();
        try {
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, wide, high);
            hints(graphics);
            graphics.scale(scale, scale);
            var drawing = new OfdDrawing(file, new OfdGlyphs(file, shelf, notShown), notShown, 0);
            drawing.page(graphics, page);
            stamps.stream().filter(stamp -> stamp.page() == page).forEach(stamp -> drawing.stamp(graphics, stamp));
        } finally {
            graphics.dispose();
        }
        return new Picture(png(image), List.copyOf(notShown));
    }

    static void hints(Graphics2D graphics) {
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
    }

    private static byte[] png(BufferedImage image) {
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
