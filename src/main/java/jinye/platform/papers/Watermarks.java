package jinye.platform.papers;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.GeneralPath;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes words across the picture of a page, over and over, so that every part of it says who looked at it and when. */
@Component
public class Watermarks {

    private static final Color GREY = new Color(120, 120, 120, 70);
    private static final double ANGLE = Math.toRadians(-24);
    /** Shares of the picture's width. */
    private static final double SIZE = 0.022;

    private static final double LINE = 0.13;

    private final FontShelf shelf;

    Watermarks(FontShelf shelf) {
        this.shelf = shelf;
    }

    /** @param picture PNG or JPEG. @return a PNG; the words are part of its points, not a layer */
    public byte[] across(byte[] picture, String words) {
        var read = read(picture);
        var image = new BufferedImage(read.getWidth(), read.getHeight(), BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.drawImage(read, 0, 0, Color.WHITE, null);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(GREY);
        double width = image.getWidth();
        double size = Math.max(12, width * SIZE);
        var line = shelf.read(fonts -> outline(fonts, words.strip() + "　　"));
        double length = line.getBounds2D().getWidth() * size + 3 * size;
        double reach = Math.hypot(width, image.getHeight());
        graphics.rotate(ANGLE);
        int row = 0;
        for (double y = -reach * 0.1; y < reach * 1.3; y += Math.max(size * 4, width * LINE), row++) {
            for (double x = -reach - (row % 2) * length / 2; x < reach; x += length) {
                draw(graphics, line, x, y, size);
            }
        }
        graphics.dispose();
        return png(image);
    }

    private static void draw(Graphics2D graphics, GeneralPath line, double x, double y, double size) {
        var place = AffineTransform.getTranslateInstance(x, y);
        place.scale(size, -size);
        graphics.fill(place.createTransformedShape(line));
    }

    private static GeneralPath outline(FontBook fonts, String words) {
        var line = new GeneralPath();
        double at = 0;
        for (int character : words.codePoints().toArray()) {
            @Nullable Face face = fonts.find(FontRole.HEI, character);
            if (face == null) {
                continue;
            }
            var glyph = face.outline(character);
            if (glyph != null) {
                line.append(AffineTransform.getTranslateInstance(at, 0).createTransformedShape(glyph), false);
            }
            at += face.advance(character);
        }
        return line;
    }

    private static BufferedImage read(byte[] picture) {
        try {
            var image = ImageIO.read(new ByteArrayInputStream(picture));
            if (image == null) {
                throw new IllegalArgumentException("not a picture");
            }
            return image;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
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
