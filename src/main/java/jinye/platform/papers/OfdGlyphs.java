package jinye.platform.papers;

import java.awt.geom.AffineTransform;
import java.awt.geom.GeneralPath;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jinye.platform.papers.reading.OfdFile;
import jinye.platform.papers.reading.OfdResources;
import org.apache.fontbox.cff.CFFFont;
import org.apache.fontbox.cff.CFFParser;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.OTFParser;
import org.apache.fontbox.ttf.OpenTypeFont;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.jspecify.annotations.Nullable;

/** The outlines of characters: from the fonts that a file carries along, else from ours that look most like them. */
final class OfdGlyphs {

    /** Outlines in em with y upwards. */
    private interface Program {
        /** @param glyph number that the file has chosen; null to find it by the character */
        @Nullable
        GeneralPath outline(int character, @Nullable Integer glyph) throws IOException;
    }

    private record Key(String font, int character, @Nullable Integer glyph) {}

    private final OfdFile file;
    private final FontShelf shelf;
    private final Set<String> notShown;
    private final Map<String, Optional<Program>> programs = new HashMap<>();
    private final Map<Key, Optional<GeneralPath>> outlines = new HashMap<>();

    OfdGlyphs(OfdFile file, FontShelf shelf, Set<String> notShown) {
        this.file = file;
        this.shelf = shelf;
        this.notShown = notShown;
    }

    OfdGlyphs of(OfdFile other) {
        return new OfdGlyphs(other, shelf, notShown);
    }

    @Nullable
    GeneralPath outline(String font, int character, @Nullable Integer glyph) {
        return outlines.computeIfAbsent(new Key(font, character, glyph), key -> Optional.ofNullable(find(key)))
                .orElse(null);
    }

    private @Nullable GeneralPath find(Key key) {
        var font = file.resources().font(key.font()).orElse(new OfdResources.Font("", null));
        var program = programs.computeIfAbsent(key.font(), id -> Optional.ofNullable(open(font)));
        if (program.isPresent()) {
            try {
                var outline = program.get().outline(key.character(), key.glyph());
                if (outline != null) {
                    return outline;
                }
            } catch (IOException | RuntimeException damaged) {
                notShown.add("字体“%s”有损坏，以相近字体代替。".formatted(font.name()));
            }
        }
        return Character.isWhitespace(key.character()) ? null : ours(font, key.character());
    }

    private @Nullable GeneralPath ours(OfdResources.Font font, int character) {
        return shelf.read(book -> {
            var face = book.find(role(font.name()), character);
            if (face == null) {
                notShown.add("有的字没有字形，没有画出（%s）。".formatted(Character.toString(character)));
                return null;
            }
            return face.outline(character);
        });
    }

    static FontRole role(String name) {
        var plain = name.toLowerCase(java.util.Locale.ROOT);
        if (plain.contains("仿宋") || plain.contains("fang")) {
            return FontRole.FANG;
        }
        if (plain.contains("楷") || plain.contains("kai")) {
            return FontRole.KAI;
        }
        if (plain.contains("黑") || plain.contains("hei") || plain.contains("arial") || plain.contains("sans")) {
            return FontRole.HEI;
        }
        return plain.contains("小标宋") ? FontRole.TITLE : FontRole.NUMBER;
    }

    private @Nullable Program open(OfdResources.Font font) {
        var bytes = font.part() == null ? null : file.parts().get(font.part());
        if (bytes == null) {
            notShown.add("文件没有带字体“%s”，以相近字体代替。".formatted(font.name()));
            return null;
        }
        try {
            return program(bytes);
        } catch (IOException | RuntimeException damaged) {
            notShown.add("字体“%s”无法读取，以相近字体代替。".formatted(font.name()));
            return null;
        }
    }

    private static Program program(byte[] bytes) throws IOException {
        if (bytes.length > 4 && bytes[0] == 'O' && bytes[1] == 'T' && bytes[2] == 'T' && bytes[3] == 'O') {
            return postScript(new OTFParser(true).parse(new RandomAccessReadBuffer(bytes)));
        }
        if (bytes.length > 4 && bytes[0] == 1 && bytes[1] == 0 && bytes[2] < 8) {
            var font = new CFFParser().parse(bytes, () -> bytes).getFirst();
            return (character, glyph) -> glyph == null ? null : scaled(cff(font, glyph), 1000);
        }
        var font = new TTFParser(true).parse(new RandomAccessReadBuffer(bytes));
        return trueType(font);
    }

    private static Program postScript(OpenTypeFont font) throws IOException {
        if (!font.isPostScript()) {
            return trueType(font);
        }
        var outlines = font.getCFF().getFont();
        var characters = characters(font);
        int em = font.getUnitsPerEm();
        return (character, glyph) -> {
            int number = number(characters, character, glyph);
            return number == 0 ? null : scaled(cff(outlines, number), em);
        };
    }

    private static GeneralPath cff(CFFFont font, int glyph) throws IOException {
        return font.getType2CharString(glyph).getPath();
    }

    private static Program trueType(TrueTypeFont font) throws IOException {
        var characters = characters(font);
        int em = font.getUnitsPerEm();
        var glyphs = font.getGlyph();
        return (character, glyph) -> {
            int number = number(characters, character, glyph);
            var data = number == 0 ? null : glyphs.getGlyph(number);
            return number == 0 ? null : data == null ? new GeneralPath() : scaled(data.getPath(), em);
        };
    }

    private static @Nullable CmapLookup characters(TrueTypeFont font) {
        try {
            return font.getUnicodeCmapLookup(false);
        } catch (IOException | RuntimeException none) {
            return null;
        }
    }

    private static int number(@Nullable CmapLookup characters, int character, @Nullable Integer glyph) {
        if (glyph != null) {
            return glyph;
        }
        if (characters == null) {
            return 0;
        }
        int found = characters.getGlyphId(character);
        // fonts of symbols keep their glyphs in the private area
        return found == 0 && character < 0x100 ? characters.getGlyphId(0xF000 + character) : found;
    }

    private static GeneralPath scaled(GeneralPath path, double em) {
        var scaled = (GeneralPath) path.clone();
        scaled.transform(AffineTransform.getScaleInstance(1 / em, 1 / em));
        return scaled;
    }
}
