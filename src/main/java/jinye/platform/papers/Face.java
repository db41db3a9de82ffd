package jinye.platform.papers;

import java.awt.geom.AffineTransform;
import java.awt.geom.GeneralPath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.ToDoubleFunction;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TTFSubsetter;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.jspecify.annotations.Nullable;

/** One opened TrueType font. Not thread-safe: fontbox reads its tables lazily from one stream. Measures are in em. */
final class Face {

    private static final List<String> SUBSET_TABLES = List.of(
            "head", "hhea", "maxp", "hmtx", "loca", "glyf", "cmap", "OS/2", "name", "post", "cvt ", "fpgm", "prep");

    /** @param glyphs glyph numbers in the whole font to those in the subset */
    record Subset(byte[] file, Map<Integer, Integer> glyphs) {}

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
        path.transform(AffineTransform.getScaleInstance(1 / unitsPerEm, 1 / unitsPerEm));
        return path;
    }

    /** A TrueType file with only these characters; those beyond the first plane are reached by glyph, not by code. */
    Subset subset(SortedSet<Integer> wanted) {
        try {
            var subsetter = new TTFSubsetter(font, SUBSET_TABLES);
            for (int character : wanted) {
                if (Character.isBmpCodePoint(character)) {
                    subsetter.add(character);
                } else {
                    subsetter.addGlyphIds(Set.of(glyph(character)));
                }
            }
            subsetter.setPrefix("JINYEA+");
            Map<Integer, Integer> glyphs = new HashMap<>();
            subsetter.getGIDMap().forEach((after, before) -> glyphs.put(before, after));
            var bytes = new ByteArrayOutputStream();
            subsetter.writeToStream(bytes);
            return new Subset(bytes.toByteArray(), glyphs);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
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
