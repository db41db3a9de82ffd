package jinye.platform.papers;

import java.awt.geom.GeneralPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.ToDoubleFunction;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.jspecify.annotations.Nullable;

/** One opened TrueType font. Not thread-safe: fontbox reads its tables lazily from one stream. Measures are in em. */
final class Face {

    private final TrueTypeFont font;
    private final CmapLookup characters;
    private final double unitsPerEm;

    Face(TrueTypeFont font) throws IOException {
        this.font = font;
        this.characters = font.getUnicodeCmapLookup();
        this.unitsPerEm = font.getUnitsPerEm();
    }

    TrueTypeFont font() {
        return font;
    }

    String name() {
        try {
            return font.getName();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    int glyph(int character) {
        return characters.getGlyphId(character);
    }

    boolean has(int character) {
        return glyph(character) != 0;
    }

    double advance(int character) {
        try {
            return font.getAdvanceWidth(glyph(character)) / unitsPerEm;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Highest ink above the baseline: the standard measures the mark from its upper edge. */
    double inkTop(String text) {
        return text.codePoints()
                .mapToDouble(character -> measure(character, 0.88, GlyphData::getYMaximum))
                .max()
                .orElse(0);
    }

    double inkLeft(int character) {
        return measure(character, 0, GlyphData::getXMinimum);
    }

    double inkRight(int character) {
        return measure(character, 1, GlyphData::getXMaximum);
    }

    double inkMiddle(int character) {
        return measure(character, 0.38, glyph -> (glyph.getYMaximum() + glyph.getYMinimum()) / 2.0);
    }

    /** Outline in em with y upwards, null for a blank. */
    @Nullable
    GeneralPath outline(int character) {
        GlyphData glyph = data(character);
        if (glyph == null) {
            return null;
        }
        GeneralPath path = glyph.getPath();
        path.transform(java.awt.geom.AffineTransform.getScaleInstance(1 / unitsPerEm, 1 / unitsPerEm));
        return path;
    }

    private double measure(int character, double otherwise, ToDoubleFunction<GlyphData> side) {
        GlyphData glyph = data(character);
        return glyph == null ? otherwise : side.applyAsDouble(glyph) / unitsPerEm;
    }

    private @Nullable GlyphData data(int character) {
        try {
            return font.getGlyph().getGlyph(glyph(character));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
