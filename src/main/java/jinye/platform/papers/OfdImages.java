package jinye.platform.papers;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import jinye.platform.papers.reading.OfdFile;
import org.jspecify.annotations.Nullable;

/** Pictures inside OFD files, unpacked only when their size is sensible. */
final class OfdImages {

    private static final long PIXELS_MAX = 40_000_000;

    private final OfdFile file;
    private final Set<String> notShown;
    private final Map<String, Optional<BufferedImage>> read = new HashMap<>();

    OfdImages(OfdFile file, Set<String> notShown) {
        this.file = file;
        this.notShown = notShown;
    }

    /** Into the unit square, as OFD places pictures. */
    void drawResource(Graphics2D graphics, String id) {
        var part = file.resources().media(id).orElse(null);
        var bytes = part == null ? null : file.parts().get(part);
        if (part == null || bytes == null) {
            notShown.add("有一幅图片在文件中缺失，没有画出。");
            return;
        }
        var name = part.substring(part.lastIndexOf('/') + 1);
        read.computeIfAbsent(part, one -> Optional.ofNullable(read(bytes, name)))
                .ifPresent(image -> draw(graphics, image));
    }

    void drawUnit(Graphics2D graphics, byte[] bytes, String name) {
        var image = read(bytes, name);
        if (image != null) {
            draw(graphics, image);
        }
    }

    private static void draw(Graphics2D graphics, BufferedImage image) {
        var fitting = image;
        var at = graphics.getTransform();
        double wide = Math.hypot(at.getScaleX(), at.getShearY());
        // a scan shrunk in one step loses its thin strokes
        while (fitting.getWidth() > 2 * wide && fitting.getWidth() > 64 && fitting.getHeight() > 64) {
            fitting = halved(fitting);
        }
        graphics.drawImage(
                fitting, AffineTransform.getScaleInstance(1.0 / fitting.getWidth(), 1.0 / fitting.getHeight()), null);
    }

    private static BufferedImage halved(BufferedImage image) {
        int wide = image.getWidth() / 2;
        int high = image.getHeight() / 2;
        var half = new BufferedImage(
                wide,
                high,
                image.getColorModel().hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        var graphics = half.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image, 0, 0, wide, high, null);
        graphics.dispose();
        return half;
    }

    private @Nullable BufferedImage read(byte[] bytes, String name) {
        try (var in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            var readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                notShown.add("图片“%s”的格式不能显示，没有画出。".formatted(name));
                return null;
            }
            var reader = readers.next();
            try {
                reader.setInput(in);
                if ((long) reader.getWidth(0) * reader.getHeight(0) > PIXELS_MAX) {
                    notShown.add("图片“%s”过大，没有画出。".formatted(name));
                    return null;
                }
                return reader.read(0);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException damaged) {
            notShown.add("图片“%s”已损坏，没有画出。".formatted(name));
            return null;
        }
    }
}
