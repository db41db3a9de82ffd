package jinye.platform.papers;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.GeneralPath;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import org.springframework.stereotype.Component;

/**
 * Draws seals: ring, star, the organ's name on the arc, and below the star what the seal is for. Those of the demo bureau say
 * 演示用章 there, so that nobody can take one for a real seal.
 */
@Component
public class SealPicture {

    private static final double PIXELS_PER_MILLIMETRE = 12;
    private static final Color RED = new Color(230, 0, 18, 235);
    public static final String DEMONSTRATION = "演示用章";
    /** Shares of the diameter. */
    private static final double RING = 0.028;

    private static final double STAR = 0.15;
    private static final double NAME_SIZE_MAX = 0.135;
    private static final double NAME_EDGE = 0.435;
    private static final double MARK_SIZE = 0.085;
    private static final double MARK_BASELINE = 0.33;
    /** The name spans at most this part of the circle, so that it stays readable without turning the paper. */
    private static final double ARC_MAX = Math.toRadians(250);

    private static final double STEP_MAX = Math.toRadians(30);

    private final FontShelf shelf;

    SealPicture(FontShelf shelf) {
        this.shelf = shelf;
    }

    /** Returns a transparent PNG. The diameter is in millimetres. @param below the star; may be empty */
    public byte[] draw(String organName, double diameter, String below) {
        return shelf.read(fonts -> {
            int side = (int) Math.round(diameter * PIXELS_PER_MILLIMETRE);
            var image = new BufferedImage(side, side, BufferedImage.TYPE_INT_ARGB);
            Graphics2D graphics = image.createGraphics();
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            graphics.setComposite(AlphaComposite.Src);
            graphics.setColor(RED);
            graphics.scale(side, side);
            graphics.translate(0.5, 0.5);
            ring(graphics);
            graphics.fill(star());
            Face face = fonts.first(FontRole.TITLE);
            name(graphics, face, organName.strip());
            mark(graphics, face, below);
            graphics.dispose();
            return png(image);
        });
    }

    /** 签名章 of the demo bureau: the name as if written by hand, 演示用章 small below it. The size is in millimetres. */
    public byte[] drawSignature(String name, double size) {
        return shelf.read(fonts -> {
            int side = (int) Math.round(size * PIXELS_PER_MILLIMETRE);
            var image = new BufferedImage(side, side, BufferedImage.TYPE_INT_ARGB);
            Graphics2D graphics = image.createGraphics();
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setColor(RED);
            graphics.scale(side, side);
            graphics.translate(0.5, 0.5);
            int[] characters = name.strip().codePoints().toArray();
            double em = Math.min(0.34, 0.98 / Math.max(1, characters.length));
            double left = -em * characters.length / 2;
            Face hand = fonts.first(FontRole.KAI);
            for (int i = 0; i < characters.length; i++) {
                var place = AffineTransform.getTranslateInstance(left + i * em, em * (Grid.ASCENT - 0.5));
                place.shear(-0.12, 0);
                glyph(graphics, hand, characters[i], place, em);
            }
            mark(graphics, fonts.first(FontRole.TITLE), DEMONSTRATION);
            graphics.dispose();
            return png(image);
        });
    }

    private static void ring(Graphics2D graphics) {
        double radius = 0.5 - RING / 2 - 0.004;
        graphics.setStroke(new BasicStroke((float) RING));
        graphics.draw(new Ellipse2D.Double(-radius, -radius, 2 * radius, 2 * radius));
    }

    private static GeneralPath star() {
        var star = new GeneralPath();
        double inner = STAR * Math.sin(Math.toRadians(18)) / Math.sin(Math.toRadians(54));
        for (int i = 0; i < 10; i++) {
            double radius = i % 2 == 0 ? STAR : inner;
            double angle = Math.toRadians(36 * i - 90);
            double x = radius * Math.cos(angle);
            double y = radius * Math.sin(angle);
            if (i == 0) {
                star.moveTo(x, y);
            } else {
                star.lineTo(x, y);
            }
        }
        star.closePath();
        return star;
    }

    private static void name(Graphics2D graphics, Face face, String name) {
        int[] characters = name.codePoints().toArray();
        if (characters.length == 0) {
            return;
        }
        double step = characters.length == 1 ? 0 : Math.min(STEP_MAX, ARC_MAX / (characters.length - 1));
        double size = NAME_SIZE_MAX;
        if (characters.length > 1) {
            // the feet of the characters stand closer than their heads and must not touch
            size = Math.min(size, step * NAME_EDGE / (1 + step) * 1.08);
        }
        double first = -step * (characters.length - 1) / 2;
        for (int i = 0; i < characters.length; i++) {
            var place = new AffineTransform();
            place.rotate(first + i * step);
            place.translate(-size / 2, -NAME_EDGE + Grid.ASCENT * size);
            glyph(graphics, face, characters[i], place, size);
        }
    }

    private static void mark(Graphics2D graphics, Face face, String below) {
        double step = MARK_SIZE * 1.12;
        int[] characters = below.codePoints().toArray();
        double left = -(step * (characters.length - 1) + MARK_SIZE) / 2;
        for (int i = 0; i < characters.length; i++) {
            var place = AffineTransform.getTranslateInstance(left + i * step, MARK_BASELINE);
            glyph(graphics, face, characters[i], place, MARK_SIZE);
        }
    }

    private static void glyph(Graphics2D graphics, Face face, int character, AffineTransform place, double size) {
        GeneralPath outline = face.outline(character);
        if (outline == null) {
            return;
        }
        double middle = (1 - face.advance(character)) / 2 * size;
        place.translate(middle, 0);
        place.scale(size, -size);
        graphics.fill(place.createTransformedShape(outline));
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
